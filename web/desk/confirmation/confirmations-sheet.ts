/** The sheet of questions that wait for a yes in a patient's place: a manager answers, at a screen of their own. */
import { css, html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { Asked, DecideConfirmation, WaitingConfirmation } from "../../shared/api/contracts.gen";
import { formatMoney, formatPoints } from "../../shared/points/money";
import type { DeskBody } from "../acts/act";
import { namesOf } from "../firestore/queries";
import { type AskedOf, DecidingSheet } from "./deciding-sheet";

const confirmationsWords = {
  title: "Yes for a patient",
  text: "A colleague looked these patients up, and no code was shown. Say yes only if you know who is standing there.",
  forManagers: "Managers answer these, each at a screen of their own.",
  list: "Questions",
  none: "Nobody waits for a yes.",
  unread: "The questions could not be read. Close this and open it again.",
  points: (points: string, money: string) => `${points} points, worth ${money}`,
  wallet: (money: string) => `${money} from the wallet`,
  yes: "Yes, use it",
  no: "No",
  said: { approved: (name: string) => `${name}: yes.`, declined: (name: string) => `${name}: no. Nothing is used.` },
} as const;

/** Milliseconds from one look to the next while the sheet is open. */
const LOOK = 5_000;

@customElement("confirmations-sheet")
export class ConfirmationsSheet extends DecidingSheet<WaitingConfirmation, DecideConfirmation & DeskBody, Asked> {
  static override styles = [
    ...DecidingSheet.styles,
    css`
      .choices > label {
        display: grid;
        gap: var(--space-1);
        justify-content: stretch;
        text-align: start;
      }
    `,
  ];

  #timer = 0;

  override firstUpdated(): void {
    super.firstUpdated();
    this.#timer = window.setInterval(() => void (this.pending || this.read()), LOOK);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override render(): TemplateResult {
    return this.frame(
      this.head(confirmationsWords.title, this.mayDecide ? confirmationsWords.text : confirmationsWords.forManagers),
      this.news(),
      this.list({ name: confirmationsWords.list, none: confirmationsWords.none, unread: confirmationsWords.unread }),
      this.told("decision"),
      this.actions(...this.#answers()),
    );
  }

  protected override row(one: WaitingConfirmation): TemplateResult {
    return html`<span class="name">${this.patientOf(one)}</span>
      <span class="figures">${this.#what(one)}</span>
      <span class="small quiet">${this.askedBy(one)}</span>`;
  }

  #what({ points, worth_minor: worth, wallet_minor: wallet }: WaitingConfirmation): string {
    const used = [];
    if (points > 0) {
      used.push(confirmationsWords.points(formatPoints(points, this.format.locale), formatMoney(worth, this.format)));
    }
    if (wallet > 0) used.push(confirmationsWords.wallet(formatMoney(wallet, this.format)));
    return used.join(" · ");
  }

  protected override askedOf(one: WaitingConfirmation): AskedOf {
    const at = new Date(one.requested_at);
    return { by: one.requested_by, at, patientId: one.patient_id, patientName: one.patient_name };
  }

  #answers(): TemplateResult[] {
    if (!this.chosen) return [];
    return [
      html`<button type="submit" class="primary">${confirmationsWords.yes} <kbd>Enter</kbd></button>`,
      html`<button type="button" class="outline" @click=${() => this.say(false)}>${confirmationsWords.no} <kbd>Del</kbd></button>`,
    ];
  }

  protected override idOf(one: WaitingConfirmation): string {
    return one.confirmation_id;
  }

  protected override ask(one: WaitingConfirmation, of: DeskBody, approve: boolean): void {
    const body = { ...of, confirmation_id: one.confirmation_id, approve };
    this.decide(one, body, ({ request_id: _, ...it }) => this.desk.callables.call("decide_confirmation", it));
  }

  protected override said(one: WaitingConfirmation, { answer }: Asked): string {
    return confirmationsWords.said[answer === "declined" ? "declined" : "approved"](this.patientOf(one));
  }

  protected override async read(): Promise<void> {
    const { callables, documents, location } = this.desk;
    if (!this.mayDecide) {
      this.show([]);
      return;
    }
    try {
      const { confirmations } = await callables.call("list_confirmations", {
        clinic_id: documents.clinicId,
        location_id: location.locationId,
      });
      this.names = await namesOf(
        documents,
        confirmations.map(({ requested_by: uid }) => `staff/${uid}`),
      );
      this.show(confirmations);
    } catch {
      if (!this.items) this.items = null;
    }
  }
}
