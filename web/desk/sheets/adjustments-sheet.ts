/** The sheet of the adjustments that wait: a manager decides on each; everybody else sees what they asked for. */
import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { Adjusted, DecideAdjustment } from "../../shared/api/contracts.gen";
import { formatMoment } from "../../shared/points/dates";
import { boundText } from "../acts/refusals";
import { adjustmentsWaiting, namesOf, ownAdjustmentsWaiting } from "../firestore/queries";
import { DECIDING } from "../station";
import { reasonWords, type Waiting, waitingOf } from "./adjustment";
import { WaitingSheet } from "./waiting-sheet";
import { sheetWords } from "./words";

const adjustmentsWords = {
  adjustments: "Adjustments that wait",
  waitingAll: "Each waits for a manager other than who asked for it.",
  waitingOwn: "You asked for these. A manager decides.",
  noneWaiting: "No adjustment waits.",
  noneOfYours: "None of your adjustments waits.",
  waitingUnread: "The adjustments could not be read. Close this and open it again.",
  somebody: "Somebody",
  aPatient: "A patient",
  you: "you",
  askedBy: (name: string, when: string) => `Asked for by ${name}, ${when}`,
  patientText: "The patient reads",
  approve: (change: string) => `Approve ${change}`,
  decline: "Decline",
  decided: { approved: (what: string) => `Approved: ${what}.`, declined: (what: string) => `Declined: ${what}.` },
  pointsFor: (points: string, name: string) => `${points} points, ${name}`,
} as const;

@customElement("adjustments-sheet")
export class AdjustmentsSheet extends WaitingSheet<Waiting, DecideAdjustment, Adjusted> {
  static override styles = [
    ...WaitingSheet.styles,
    css`
      .choices > label {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--space-2) var(--space-4);
        justify-content: stretch;
      }
      .choices .small {
        grid-column: 1 / -1;
      }
      .facts {
        display: grid;
        gap: 0 var(--space-3);
        overflow-wrap: anywhere;
      }
      .facts > .quiet:not(:first-child) {
        margin-top: var(--space-1);
      }
      @media (min-width: 30rem) {
        .facts {
          grid-template-columns: auto 1fr;
        }
        .facts > .quiet:not(:first-child) {
          margin-top: 0;
        }
      }
    `,
  ];

  @state() private names: ReadonlyMap<string, string> = new Map();

  override render(): TemplateResult {
    return this.frame(
      this.head(
        adjustmentsWords.adjustments,
        this.#mayDecide ? adjustmentsWords.waitingAll : adjustmentsWords.waitingOwn,
      ),
      this.news(),
      this.list({
        name: adjustmentsWords.adjustments,
        none: this.#mayDecide ? adjustmentsWords.noneWaiting : adjustmentsWords.noneOfYours,
        unread: adjustmentsWords.waitingUnread,
      }),
      this.told("decision"),
      this.actions(...this.#decisions()),
    );
  }

  protected override row(one: Waiting): TemplateResult {
    const { reason, text, privateNote } = one;
    return html`<span class="name figures">${this.#signed(one.points)}</span>
      <span class="name">${this.#mayDecide ? this.#patient(one) : reasonWords(reason)}</span>
      <span class="facts small">
        ${this.#mayDecide ? this.#fact(sheetWords.reason, reasonWords(reason)) : nothing}
        ${this.#fact(adjustmentsWords.patientText, text)}
        ${privateNote ? this.#fact(sheetWords.privateNote, privateNote) : nothing}
      </span>
      <span class="small quiet">${this.#askedBy(one)}</span>`;
  }

  #fact(name: string, said: string): TemplateResult {
    return html`<span class="quiet">${name}</span><span>${said}</span>`;
  }

  #askedBy({ requestedBy, requestedAt }: Waiting): string {
    const { locale, timeZone } = this.desk.clinic;
    const isMine = requestedBy === this.desk.uid;
    const name = isMine ? adjustmentsWords.you : (this.names.get(`staff/${requestedBy}`) ?? adjustmentsWords.somebody);
    return adjustmentsWords.askedBy(name, formatMoment(requestedAt, locale, timeZone));
  }

  #decisions(): TemplateResult[] {
    const chosen = this.chosen;
    if (!chosen || !this.#mayDecide) return [];
    return [
      html`<button type="submit" class="primary">${adjustmentsWords.approve(this.#signed(chosen.points))} <kbd>Enter</kbd></button>`,
      html`<button type="button" class="outline" @click=${() => this.#say(false)}>${adjustmentsWords.decline} <kbd>Del</kbd></button>`,
    ];
  }

  protected override type(): void {}

  protected override submit(): void {
    this.#say(true);
  }

  /** Delete declines: a key that no scanner sends. */
  protected override key(event: KeyboardEvent): void {
    super.key(event);
    if (event.key === "Delete" && !this.pending) this.#say(false);
  }

  get #mayDecide(): boolean {
    return DECIDING.has(this.desk.staff.role);
  }

  protected override idOf(one: Waiting): string {
    return one.adjustmentId;
  }

  /** Whoever asked is told at once that somebody else must decide; the server would say no more. */
  #say(approve: boolean): void {
    const chosen = this.chosen;
    if (!chosen || !this.#mayDecide) return;
    const code = chosen.requestedBy === this.desk.uid ? "second-person-required" : "";
    if (code) {
      this.problem = boundText({ code, details: {} }, this.desk);
      return;
    }
    const { callables, documents, location } = this.desk;
    const body: DecideAdjustment = {
      request_id: this.desk.tools.newId(),
      clinic_id: documents.clinicId,
      location_id: location.locationId,
      patient_id: chosen.patientId,
      adjustment_id: chosen.adjustmentId,
      approve,
    };
    this.decide(chosen, body, (it) => callables.call("decide_adjustment", it));
  }

  protected override said(one: Waiting, { status }: Adjusted): string {
    const decided = status === "declined" ? "declined" : "approved";
    return adjustmentsWords.decided[decided](adjustmentsWords.pointsFor(this.#signed(one.points), this.#patient(one)));
  }

  #patient({ patientId }: Waiting): string {
    return this.names.get(`patients/${patientId}`) ?? adjustmentsWords.aPatient;
  }

  /** "+500" or "−500". */
  #signed(points: number): string {
    return new Intl.NumberFormat(this.format.locale, { signDisplay: "always" }).format(points);
  }

  protected override async read(): Promise<void> {
    const { documents, uid } = this.desk;
    try {
      const found = await (this.#mayDecide ? adjustmentsWaiting(documents) : ownAdjustmentsWaiting(documents, uid));
      const waiting = found.map(({ id, fields }) => waitingOf(id, fields));
      if (this.#mayDecide) {
        const paths = waiting.flatMap(({ patientId, requestedBy }) => [
          `patients/${patientId}`,
          `staff/${requestedBy}`,
        ]);
        this.names = await namesOf(documents, paths);
      }
      this.show(waiting);
    } catch {
      this.items = null;
    }
  }
}
