/** The card of the points that end soonest: how many, how long there is to go, in icon, words and colour. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { icons } from "../../shared/ui/icons";
import { base } from "../../shared/ui/styles";
import { urgencyWords } from "../words.en";
import type { Pressing } from "./account";
import { formatCount } from "./changes";
import { wordsOf } from "./countdown-words";

@customElement("expiring-card")
export class ExpiringCard extends LitElement {
  static override styles = [
    base,
    css`
      section {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--space-1) var(--space-4);
        padding: var(--space-5);
        border-radius: var(--radius-small);
        background: var(--notice-wash);
        color: var(--notice);
      }
      section:not([data-urgency="notice"]) {
        background: var(--urgent-wash);
        color: var(--urgent);
      }
      .eyebrow {
        grid-column: 2;
        color: inherit;
      }
      svg.icon {
        grid-row: 1 / span 3;
        align-self: center;
        width: 2.25rem;
        height: 2.25rem;
      }
      .left {
        font: 400 var(--display-small) / 1.1 var(--font-display);
        text-wrap: balance;
      }
      .until {
        grid-column: 2;
        color: var(--ink);
      }
    `,
  ];

  @property({ attribute: false }) pressing!: Pressing;
  @property() locale = "en-US";

  override render(): TemplateResult {
    const { lot, countdown } = this.pressing;
    const { left, until } = wordsOf(countdown, this.locale);
    const points = formatCount(lot.points, this);
    return html`<section data-urgency=${countdown.urgency} aria-label=${urgencyWords[countdown.urgency]}>
      ${icons[countdown.urgency]}
      <p class="eyebrow">${urgencyWords[countdown.urgency]} · ${points}</p>
      <p class="left">${left}</p>
      ${until && html`<p class="until">${until}</p>`}
    </section>`;
  }
}
