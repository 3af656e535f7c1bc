/** Undoing a banking, with the time that is left for it; its request id is kept until an answer has come. */

import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Calling } from "../../shared/api/callables";
import { askAgain, isRefusal } from "../../shared/api/outcome";
import { duration } from "../../shared/points/time.en";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import { ledgerProblemOf } from "../words.en";
import { walletWords } from "./words.en";

const SECOND = 1_000;

@customElement("undo-banking")
export class UndoBanking extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      div {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2) var(--space-4);
      }
    `,
  ];

  @property({ attribute: false }) callables!: Calling;
  @property({ attribute: false }) clinicId = "";
  @property({ attribute: false }) bankingId = "";
  /** by this phone's clock */
  @property({ attribute: false }) undoUntil = new Date(0);
  @state() private busy = false;
  @state() private problem = "";
  #requestId = "";
  #timer = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = window.setInterval(() => this.requestUpdate(), SECOND);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override render(): TemplateResult {
    const left = Math.max(0, (this.undoUntil.getTime() - Date.now()) / SECOND);
    return html`${left > 0 || this.busy ? this.#offer(left) : nothing}
      <p class="problem" role="alert" ?hidden=${!this.problem}>${icons.refused}<span>${this.problem}</span></p>`;
  }

  #offer(left: number): TemplateResult {
    return html`<div>
      <button type="button" class="outline" ?disabled=${this.busy} @click=${this.#undo}>${this.busy ? walletWords.undoing : walletWords.undo}</button>
      <span class="quiet small" role="timer">${walletWords.undoLeft(duration(left))}</span>
    </div>`;
  }

  readonly #undo = async (): Promise<void> => {
    this.#requestId ||= crypto.randomUUID();
    [this.busy, this.problem] = [true, ""];
    const body = { request_id: this.#requestId, clinic_id: this.clinicId, banking_id: this.bankingId };
    try {
      await askAgain(() => this.callables.call("undo_banking", body));
      this.dispatchEvent(new Event("undone"));
    } catch (error) {
      if (isRefusal(error)) this.#requestId = "";
      this.problem = ledgerProblemOf(error);
    }
    this.busy = false;
  };
}
