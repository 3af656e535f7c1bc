/** The sheet of questions that wait for a yes in a patient's place: a manager answers, at a screen of their own. */
import { css, html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { Asked, DecideConfirmation, WaitingConfirmation } from "../../shared/api/contracts.gen";
import { formatMoment } from "../../shared/points/dates";
import { formatMoney, formatPoints } from "../../shared/points/money";
import type { DeskBody } from "../acts/act";
import { boundText } from "../acts/refusals";
import { namesOf } from "../firestore/queries";
import { WaitingSheet } from "../sheets/waiting-sheet";
import { DECIDING } from "../station";

const confirmationsWords = {
  title: "Yes for a patient",
  text: "A colleague looked these patients up, and no code was shown. Say yes only if you know who is standing there.",
  forManagers: "Managers answer these, each at a screen of their own.",
  list: "Questions",
  none: "Nobody waits for a yes.",
  unread: "The questions could not be read. Close this and open it again.",
  aPatient: "A patient",
  somebody: "Somebody",
  you: "you",
  points: (points: string, money: string) => `${points} points, worth ${money}`,
  wallet: (money: string) => `${money} from the wallet`,
  askedBy: (name: string, when: string) => `Asked by ${name}, ${when}`,
  yes: "Yes, use it",
  no: "No",
  said: { approved: (name: string) => `${name}: yes.`, declined: (name: string) => `${name}: no. Nothing is used.` },
} as const;

/** Milliseconds from one look to the next while the sheet is open. */
const LOOK = 5_000;

@customElement("confirmations-sheet")
export class ConfirmationsSheet extends WaitingSheet<WaitingConfirmation, DecideConfirmation & DeskBody, Asked> {
  static override styles = [
    ...WaitingSheet.styles,
    css`
      .choices > label {
        display: grid;
        gap: var(--space-1);
        justify-content: stretch;
        text-align: start;
      }
    `,
  ];

  @state() private names: ReadonlyMap<string, string> = new Map();
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
      this.head(confirmationsWords.title, this.#mayAnswer ? confirmationsWords.text : confirmationsWords.forManagers),
      this.news(),
      this.list({ name: confirmationsWords.list, none: confirmationsWords.none, unread: confirmationsWords.unread }),
      this.told("decision"),
      this.actions(...this.#answers()),
    );
  }

  protected override row(one: WaitingConfirmation): TemplateResult {
    return html`<span class="name">${nameOf(one)}</span>
      <span class="figures">${this.#what(one)}</span>
      <span class="small quiet">${this.#askedBy(one)}</span>`;
  }

  #what({ points, worth_minor: worth, wallet_minor: wallet }: WaitingConfirmation): string {
    const used = [];
    if (points > 0) {
      used.push(confirmationsWords.points(formatPoints(points, this.format.locale), formatMoney(worth, this.format)));
    }
    if (wallet > 0) used.push(confirmationsWords.wallet(formatMoney(wallet, this.format)));
    return used.join(" · ");
  }

  #askedBy({ requested_by: uid, requested_at: at }: WaitingConfirmation): string {
    const { locale, timeZone } = this.desk.clinic;
    const isMine = uid === this.desk.uid;
    const name = isMine ? confirmationsWords.you : (this.names.get(`staff/${uid}`) ?? confirmationsWords.somebody);
    return confirmationsWords.askedBy(name, formatMoment(new Date(at), locale, timeZone));
  }

  #answers(): TemplateResult[] {
    if (!this.chosen) return [];
    return [
      html`<button type="submit" class="primary">${confirmationsWords.yes} <kbd>Enter</kbd></button>`,
      html`<button type="button" class="outline" @click=${() => this.#say(false)}>${confirmationsWords.no} <kbd>Del</kbd></button>`,
    ];
  }

  protected override type(): void {}

  protected override submit(): void {
    this.#say(true);
  }

  /** Delete says no: a key that no scanner sends. */
  protected override key(event: KeyboardEvent): void {
    super.key(event);
    if (event.key === "Delete" && !this.pending) this.#say(false);
  }

  get #mayAnswer(): boolean {
    return DECIDING.has(this.desk.staff.role);
  }

  protected override idOf(one: WaitingConfirmation): string {
    return one.confirmation_id;
  }

  /** Whoever asked is told at once that somebody else must answer; the server would say no more. */
  #say(approve: boolean): void {
    const { chosen } = this;
    if (!chosen || this.pending) return;
    if (chosen.requested_by === this.desk.uid) {
      this.problem = boundText({ code: "second-person-required", details: {} }, this.desk);
      return;
    }
    const { callables, documents, location } = this.desk;
    const body = {
      request_id: this.desk.tools.newId(),
      clinic_id: documents.clinicId,
      location_id: location.locationId,
      patient_id: chosen.patient_id,
      confirmation_id: chosen.confirmation_id,
      approve,
    };
    this.decide(chosen, body, ({ request_id: _, ...it }) => callables.call("decide_confirmation", it));
  }

  protected override said(one: WaitingConfirmation, { answer }: Asked): string {
    return confirmationsWords.said[answer === "declined" ? "declined" : "approved"](nameOf(one));
  }

  protected override async read(): Promise<void> {
    const { callables, documents, location } = this.desk;
    if (!this.#mayAnswer) {
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

function nameOf({ patient_name: name }: WaitingConfirmation): string {
  return name || confirmationsWords.aPatient;
}
