/** The desk's question on the patient's own phone: whether so many points may be used. It opens over every screen. */

import { css, html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Calling } from "../../shared/api/callables";
import type { Clinic, Location } from "../../shared/api/documents";
import { askAgain } from "../../shared/api/outcome";
import { duration } from "../../shared/points/time.en";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import { formatCount, formatWallet } from "../balance/changes";
import { homeWords, ledgerProblemOf } from "../words.en";
import { type Question, secondsLeft } from "./question";
import { confirmationWords } from "./words.en";

const SECOND = 1_000;

@customElement("confirm-dialog")
export class ConfirmDialog extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      dialog {
        width: min(100vw - 2rem, 30rem);
        max-height: calc(100dvh - 2rem);
        padding: clamp(1.5rem, 1rem + 3vw, 2.5rem);
        border: 0;
        border-radius: var(--radius-large);
        background: var(--surface);
        color: var(--ink);
        box-shadow: var(--shadow);
        overflow: auto;
      }
      dialog::backdrop {
        background: rgb(15 17 14 / 62%);
      }
      .words {
        display: grid;
        gap: var(--space-3);
      }
      .asker {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        font-weight: 550;
      }
      h2 {
        font-size: var(--display-medium);
      }
      h2:focus-visible {
        outline: none;
      }
      .ways {
        display: grid;
        gap: var(--space-3);
        margin-top: var(--space-5);
      }
      .ways button {
        min-height: 4rem;
      }
      .problem {
        margin-top: var(--space-4);
      }
    `,
  ];

  /** null: nothing is asked */
  @property({ attribute: false }) question: Question | null = null;
  @property({ attribute: false }) clinic!: Clinic;
  @property({ attribute: false }) locations: readonly Location[] = [];
  @property({ attribute: false }) callables!: Calling;
  @state() private busy = false;
  @state() private problem = "";
  @query("dialog") private readonly dialog!: HTMLDialogElement;
  #timer = 0;

  show(): void {
    if (this.dialog.open) return;
    this.dialog.showModal();
    this.#timer = window.setInterval(() => this.requestUpdate(), SECOND);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  /** A question that is new is shown at once; one that is gone was used up or taken back. */
  override updated(changed: PropertyValues<this>): void {
    if (!changed.has("question")) return;
    const before = changed.get("question")?.asked;
    const asked = this.question?.asked;
    if (!asked) {
      this.dialog.close();
      return;
    }
    if (asked.confirmationId === before?.confirmationId) return;
    [this.busy, this.problem] = [false, ""];
    if (asked.answer !== "waiting" || secondsLeft(this.question) === 0) return;
    this.show();
    navigator.vibrate?.([120, 80, 120]);
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" aria-describedby="text" @close=${this.#closed}>
      ${this.question ? this.#asked(this.question) : ""}
    </dialog>`;
  }

  #asked(question: Question): TemplateResult {
    const { answer, isByManager } = question.asked;
    if (answer === "approved" && isByManager) return this.#byManager(question);
    if (answer === "approved") return this.#told(confirmationWords.approved, confirmationWords.approvedText);
    if (answer === "declined") return this.#told(confirmationWords.declined, confirmationWords.declinedText);
    const left = secondsLeft(question);
    return left > 0
      ? this.#waiting(question, left)
      : this.#told(confirmationWords.lapsed, confirmationWords.lapsedText);
  }

  #waiting({ asked }: Question, left: number): TemplateResult {
    const points = formatCount(asked.points, this.clinic);
    const wallet = formatWallet(asked.walletMinor, this.clinic);
    const isWallet = asked.points === 0;
    const worth = isWallet ? "" : confirmationWords.worth(formatWallet(asked.worthMinor, this.clinic));
    const beside = !isWallet && asked.walletMinor > 0 ? confirmationWords.withWallet(wallet) : "";
    return html`<div class="words">
        <p class="asker">${icons.place} ${confirmationWords.asks(this.#place(asked.locationId))}</p>
        <h2 id="title" tabindex="-1" autofocus>${isWallet ? confirmationWords.useWallet(wallet) : homeWords.useMany(points)}</h2>
        <p id="text">${worth} ${beside}</p>
        <p class="quiet" role="timer">${confirmationWords.timeLeft(duration(left))}</p>
      </div>
      <p class="problem" role="alert" ?hidden=${!this.problem}>${icons.refused}<span>${this.problem}</span></p>
      <div class="ways">
        <button type="button" class="primary" ?disabled=${this.busy} @click=${this.#yes}>${isWallet ? confirmationWords.yesWallet(wallet) : confirmationWords.yes(points)}</button>
        <button type="button" class="outline" ?disabled=${this.busy} @click=${this.#no}>${isWallet ? confirmationWords.noWallet : confirmationWords.no}</button>
        <button type="button" class="plain" @click=${this.#close}>${confirmationWords.later}</button>
      </div>`;
  }

  /** A yes in the patient's place: they may still say no. */
  #byManager({ asked }: Question): TemplateResult {
    const no = asked.points === 0 ? confirmationWords.noWallet : confirmationWords.no;
    return html`<div class="words" role="status">
        <h2 id="title" tabindex="-1">${confirmationWords.byManager}</h2>
        <p id="text">${confirmationWords.byManagerText}</p>
      </div>
      <p class="problem" role="alert" ?hidden=${!this.problem}>${icons.refused}<span>${this.problem}</span></p>
      <div class="ways">
        <button type="button" class="primary" @click=${this.#close}>${confirmationWords.done}</button>
        <button type="button" class="outline" ?disabled=${this.busy} @click=${this.#no}>${no}</button>
      </div>`;
  }

  #told(title: string, text: string): TemplateResult {
    return html`<div class="words" role="status">
        <h2 id="title" tabindex="-1">${title}</h2>
        <p id="text">${text}</p>
      </div>
      <div class="ways"><button type="button" class="primary" @click=${this.#close}>${confirmationWords.done}</button></div>`;
  }

  #place(locationId: string): string {
    return this.locations.find((location) => location.locationId === locationId)?.name ?? this.clinic.name;
  }

  /** The answer is shown when the account says so; the same answer again changes nothing. */
  async #answer(approve: boolean): Promise<void> {
    const asked = this.question?.asked;
    if (!asked) return;
    [this.busy, this.problem] = [true, ""];
    const body = { clinic_id: this.clinic.clinicId, confirmation_id: asked.confirmationId, approve };
    try {
      await askAgain(() => this.callables.call("confirm_redemption", body));
    } catch (error) {
      this.problem = ledgerProblemOf(error);
    }
    this.busy = false;
  }

  readonly #yes = (): void => void this.#answer(true);
  readonly #no = (): void => void this.#answer(false);
  readonly #close = (): void => this.dialog.close();

  readonly #closed = (): void => {
    clearInterval(this.#timer);
    this.dispatchEvent(new Event("close"));
  };
}
