/** Says a sentence to screen readers, politely, even when it is the same sentence twice. */
import { html, LitElement, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { base } from "./styles";

@customElement("live-region")
export class LiveRegion extends LitElement {
  static override styles = base;

  @state() private said = "";
  #turn = false;

  say(sentence: string): void {
    this.#turn = !this.#turn;
    // A no-break space at the end of every other sentence makes a repeat a change, which is what gets announced.
    this.said = this.#turn ? sentence : `${sentence}\u00a0`;
  }

  override render(): TemplateResult {
    return html`<p class="unseen" role="status" aria-live="polite">${this.said}</p>`;
  }
}
