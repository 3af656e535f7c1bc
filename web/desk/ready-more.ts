/** What the ready screen offers besides a scan: the ways to what is not a checkout, each a button and a key. */
import { LitElement, css, html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base, controls } from "../shared/styles";
import { LOADS, type OverlayName } from "./overlay";
import { readyWords } from "./ready-words";
import type { Surroundings } from "./sheet";

@customElement("ready-more")
export class ReadyMore extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      nav {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: var(--space-2) var(--space-3);
      }
      kbd {
        min-width: 1.75rem;
        padding: 0.125rem var(--space-2);
        border: 1px solid var(--line-strong);
        border-radius: 0.4rem;
        font: 600 0.8125rem / 1.5 var(--font-text);
        text-align: center;
      }
    `,
  ];

  @property({ attribute: false }) at!: Surroundings;
  @property({ attribute: false }) open!: (name: OverlayName) => void;

  /** The lookup comes before it is asked for: whoever needs it has a patient standing there. */
  override connectedCallback(): void {
    super.connectedCallback();
    void LOADS.lookup().catch(() => {});
  }

  override render(): TemplateResult {
    return html`<nav aria-label=${readyWords.otherWays}>
      ${this.#opener("lookup", readyWords.noPhone, "/")} ${this.#opener("adjustments", readyWords.adjustments, "A")}
    </nav>`;
  }

  #opener(name: OverlayName, what: string, key: string): TemplateResult {
    return html`<button class="plain" @click=${() => this.open(name)}>${what} <kbd>${key}</kbd></button>`;
  }
}
