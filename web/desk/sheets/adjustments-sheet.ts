/** The sheet of the adjustments that wait: a manager decides on each; everybody else sees what they asked for. */
import { css, html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { Adjusted, DecideAdjustment, WaitingAdjustment } from "../../shared/api/contracts.gen";
import type { DeskBody } from "../acts/act";
import { type AskedOf, DecidingSheet } from "../confirmation/deciding-sheet";
import { reasonWords } from "./adjustment";
import { sheetWords } from "./words";

const adjustmentsWords = {
  adjustments: "Adjustments that wait",
  waitingAll: "Each waits for a manager other than who asked for it.",
  waitingOwn: "You asked for these. A manager decides.",
  noneWaiting: "No adjustment waits.",
  noneOfYours: "None of your adjustments waits.",
  waitingUnread: "The adjustments could not be read. Close this and open it again.",
  patientText: "The patient reads",
  approve: (change: string) => `Approve ${change}`,
  decline: "Decline",
  decided: { approved: (what: string) => `Approved: ${what}.`, declined: (what: string) => `Declined: ${what}.` },
  pointsFor: (points: string, name: string) => `${points} points, ${name}`,
} as const;

@customElement("adjustments-sheet")
export class AdjustmentsSheet extends DecidingSheet<WaitingAdjustment, DecideAdjustment, Adjusted> {
  static override styles = [
    ...DecidingSheet.styles,
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

  override render(): TemplateResult {
    return this.frame(
      this.head(
        adjustmentsWords.adjustments,
        this.mayDecide ? adjustmentsWords.waitingAll : adjustmentsWords.waitingOwn,
      ),
      this.news(),
      this.list({
        name: adjustmentsWords.adjustments,
        none: this.mayDecide ? adjustmentsWords.noneWaiting : adjustmentsWords.noneOfYours,
        unread: adjustmentsWords.waitingUnread,
      }),
      this.told("decision"),
      this.actions(...this.#decisions()),
    );
  }

  protected override row(one: WaitingAdjustment): TemplateResult {
    const { reason, text, private_note: privateNote } = one;
    return html`<span class="name figures">${this.#signed(one.points)}</span>
      <span class="name">${this.mayDecide ? this.patientOf(one) : reasonWords(reason)}</span>
      <span class="facts small">
        ${this.mayDecide ? this.#fact(sheetWords.reason, reasonWords(reason)) : nothing}
        ${this.#fact(adjustmentsWords.patientText, text)}
        ${privateNote ? this.#fact(sheetWords.privateNote, privateNote) : nothing}
      </span>
      <span class="small quiet">${this.askedBy(one)}</span>`;
  }

  #fact(name: string, said: string): TemplateResult {
    return html`<span class="quiet">${name}</span><span>${said}</span>`;
  }

  protected override askedOf(one: WaitingAdjustment): AskedOf {
    const { requested_by: by, requested_by_name: byName, patient_id: patientId, patient_name: patientName } = one;
    return { by, byName, at: new Date(one.requested_at), patientId, patientName };
  }

  #decisions(): TemplateResult[] {
    const chosen = this.chosen;
    if (!chosen || !this.mayDecide) return [];
    return [
      html`<button type="submit" class="primary">${adjustmentsWords.approve(this.#signed(chosen.points))} <kbd>Enter</kbd></button>`,
      html`<button type="button" class="outline" @click=${() => this.say(false)}>${adjustmentsWords.decline} <kbd>Del</kbd></button>`,
    ];
  }

  protected override idOf(one: WaitingAdjustment): string {
    return one.adjustment_id;
  }

  protected override ask(one: WaitingAdjustment, of: DeskBody, approve: boolean): void {
    const body: DecideAdjustment = { ...of, adjustment_id: one.adjustment_id, approve };
    this.decide(one, body, (it) => this.desk.callables.call("decide_adjustment", it));
  }

  protected override said(one: WaitingAdjustment, { status }: Adjusted): string {
    const decided = status === "declined" ? "declined" : "approved";
    return adjustmentsWords.decided[decided](adjustmentsWords.pointsFor(this.#signed(one.points), this.patientOf(one)));
  }

  /** "+500" or "−500". */
  #signed(points: number): string {
    return new Intl.NumberFormat(this.format.locale, { signDisplay: "always" }).format(points);
  }

  protected override async read(): Promise<void> {
    const { callables, documents } = this.desk;
    const asked = { clinic_id: documents.clinicId, own: !this.mayDecide };
    try {
      this.show((await callables.call("list_adjustments", asked)).adjustments);
    } catch {
      this.items = null;
    }
  }
}
