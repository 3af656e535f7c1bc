/** The quiet word that a newer version of the page waits; nothing changes under the patient's hands until they tap. */

import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { whenIdle } from "../shared/ui/idle";
import { base, controls } from "../shared/ui/styles";
import { homeWords } from "./words.en";

@customElement("new-version")
export class NewVersion extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      p {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-4);
        padding: var(--space-2) var(--space-2) var(--space-2) var(--space-5);
        border-radius: var(--radius-small);
        background: var(--calm-wash);
        font-weight: 550;
      }
      :host(:not([waits])) {
        display: none;
      }
    `,
  ];

  @state() private startIt: (() => void) | null = null;

  override firstUpdated(): void {
    whenIdle(() => void this.#watch());
  }

  async #watch(): Promise<void> {
    try {
      const { watchForNewVersion } = await import("./own-worker");
      await watchForNewVersion((start) => {
        this.startIt = start;
        this.toggleAttribute("waits", true);
      });
    } catch {
      // The network went before the worker came: when it is back, the next try may succeed.
      window.addEventListener("online", () => void this.#watch(), { once: true });
    }
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.startIt) return nothing;
    return html`<p role="status">
      <span>${homeWords.newVersion}</span><button type="button" class="outline" @click=${this.startIt}>${homeWords.reload}</button>
    </p>`;
  }
}
