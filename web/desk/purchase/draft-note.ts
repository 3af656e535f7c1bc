/** The note of an amount that waits: whose it is, one button that credits it, and one that discards it. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";

const noteWords = {
  notCredited: (what: string) => `${what} not credited.`,
  credit: "Credit",
  discard: "Discard",
} as const;

@customElement("draft-note")
export class DraftNote extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      .note {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: flex-end;
        gap: var(--space-1) var(--space-4);
        padding: var(--space-2) var(--space-4);
        border-radius: var(--radius-small);
        background: var(--notice-wash);
      }
      p {
        flex: 1 1 14rem;
        display: flex;
        gap: var(--space-3);
        align-items: center;
        color: var(--notice);
        font-weight: 550;
        overflow-wrap: anywhere;
      }
      kbd {
        padding: 0 0.35rem;
        border: 1px solid currentColor;
        border-radius: 0.35rem;
        font: 600 0.75rem / 1.4rem var(--font-text);
      }
    `,
  ];

  /** whose amount, and which: "Daria P.: $85.00" */
  @property() what = "";
  /** the note that the key stands for */
  @property({ type: Boolean }) first = false;
  /** an act is on its way */
  @property({ type: Boolean }) held = false;

  override render(): TemplateResult {
    const button = (name: "discard" | "credit", look: string, key = false): TemplateResult =>
      html`<button type="button" class=${look} ?disabled=${this.held} @click=${() => this.dispatchEvent(new Event(name))}>
        ${noteWords[name]}${key ? html` <kbd>K</kbd>` : ""}<span class="unseen"> ${this.what}</span>
      </button>`;
    return html`<div class="note">
      <p>${icons.notice}<span>${noteWords.notCredited(this.what)}</span></p>
      ${button("discard", "plain")} ${button("credit", "outline", this.first)}
    </div>`;
  }
}
