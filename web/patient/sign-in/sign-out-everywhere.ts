/** Signing out on every device: for whoever lost a phone, or does not trust one. It asks once more. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Calling } from "../../shared/api/callables";
import { askAgain, Refused } from "../../shared/api/outcome";
import { base, controls } from "../../shared/ui/styles";
import { problemOf } from "../words.en";
import { everywhereWords } from "./words.en";

@customElement("sign-out-everywhere")
export class SignOutEverywhere extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: grid;
        gap: var(--space-3);
        justify-items: start;
      }
    `,
  ];

  @property({ attribute: false }) callables!: Calling;
  @property({ attribute: false }) clinicId = "";
  @state() private sure = false;
  @state() private busy = false;
  @state() private problem = "";

  override render(): TemplateResult {
    if (!this.sure) {
      return html`<button type="button" class="plain" @click=${() => this.#ask(true)}>${everywhereWords.everywhere}</button>`;
    }
    return html`<p role="status">${everywhereWords.sure}</p>
      <p class="problem" role="alert" ?hidden=${!this.problem}>${this.problem}</p>
      <button type="button" class="outline" ?disabled=${this.busy} @click=${this.#end}>${everywhereWords.yes}</button>
      <button type="button" class="plain" ?disabled=${this.busy} @click=${() => this.#ask(false)}>${everywhereWords.no}</button>`;
  }

  async #ask(sure: boolean): Promise<void> {
    [this.sure, this.problem] = [sure, ""];
    await this.updateComplete;
    this.renderRoot.querySelector("button")?.focus();
  }

  /** Whose sessions are over already, as the answer to the first try was lost, is signed out as well. */
  readonly #end = async (): Promise<void> => {
    [this.busy, this.problem] = [true, ""];
    try {
      await askAgain(() => this.callables.call("end_sessions", { clinic_id: this.clinicId }));
      this.dispatchEvent(new Event("leave"));
    } catch (error) {
      if (error instanceof Refused && error.code === "session-over") this.dispatchEvent(new Event("leave"));
      else this.problem = problemOf(error);
    }
    this.busy = false;
  };
}
