/** The ways from the home screen to every other one: a quiet directory, two columns on a phone already. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { base } from "../shared/ui/styles";
import { addressOf, type Screen } from "./route";
import { arrows } from "./screens/screen";
import { titles } from "./screens/words.en";
import { wayWords } from "./ways.en";

const WAYS: readonly Screen[] = [
  "rewards",
  "appointments",
  "offers",
  "gallery",
  "history",
  "bank",
  "wallet",
  "reminders",
];

@customElement("ways-list")
export class WaysList extends LitElement {
  static override styles = [
    base,
    css`
      ul {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        column-gap: var(--space-4);
      }
      li {
        display: grid;
        border-bottom: 1px solid var(--line);
      }
      li:nth-last-child(-n + 2) {
        border-bottom: 0;
      }
      a {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        gap: 0 var(--space-2);
        min-height: var(--target);
        color: inherit;
        text-decoration: none;
        transition: color var(--duration) var(--ease);
      }
      a:hover {
        color: var(--brand);
      }
      b {
        font-weight: 550;
      }
      svg.icon {
        width: 1.125em;
        height: 1.125em;
        color: var(--line-strong);
      }
      .hint {
        display: none;
      }
      @media (min-width: 56rem) {
        ul {
          column-gap: var(--space-6);
        }
        a {
          padding: var(--space-3) 0;
          align-content: center;
        }
        .hint {
          display: block;
          grid-column: 1;
        }
        svg.icon {
          grid-area: 1 / 2 / 3 / 3;
        }
      }
    `,
  ];

  override render(): TemplateResult {
    return html`<nav aria-label=${wayWords.label}><ul>${WAYS.map(way)}</ul></nav>`;
  }

  /** Whoever comes back from a screen is where they left. */
  async focusOn(screen: Screen): Promise<void> {
    await this.updateComplete;
    this.shadowRoot?.querySelector<HTMLElement>(`a[href="${addressOf(screen)}"]`)?.focus();
  }
}

function way(screen: Screen): TemplateResult {
  return html`<li>
    <a href=${addressOf(screen)}><b>${titles[screen]}</b> ${arrows.on}<span class="hint quiet small">${wayWords.hints[screen]}</span></a>
  </li>`;
}
