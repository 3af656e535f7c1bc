/** A sheet in which a second person decides: Enter says yes, Delete says no, and never on what one asked for oneself. */
import { state } from "lit/decorators.js";
import { formatMoment } from "../../shared/points/dates";
import type { DeskBody } from "../acts/act";
import { boundText } from "../acts/refusals";
import { WaitingSheet } from "../sheets/waiting-sheet";
import { DECIDING } from "../station";

const decidingWords = {
  aPatient: "A patient",
  somebody: "Somebody",
  you: "you",
  askedBy: (name: string, when: string) => `Asked for by ${name}, ${when}`,
} as const;

/** Who asked for a decision, when, and about whom. */
export interface AskedOf {
  by: string;
  byName?: string;
  at: Date;
  patientId: string;
  patientName: string;
}

export abstract class DecidingSheet<Item, Body extends DeskBody, Answer> extends WaitingSheet<Item, Body, Answer> {
  /** the names of staff, by the path of each below the clinic */
  @state() protected names: ReadonlyMap<string, string> = new Map();

  protected abstract askedOf(item: Item): AskedOf;

  /** Asks for the decision; the fields of every call of the desk are given. */
  protected abstract ask(item: Item, of: DeskBody, approve: boolean): void;

  /** True for those who decide; everybody else only looks. */
  protected get mayDecide(): boolean {
    return DECIDING.has(this.desk.staff.role);
  }

  protected askedBy(item: Item): string {
    const { by, byName, at } = this.askedOf(item);
    const { locale, timeZone } = this.desk.clinic;
    const known = byName || this.names.get(`staff/${by}`) || decidingWords.somebody;
    const name = by === this.desk.uid ? decidingWords.you : known;
    return decidingWords.askedBy(name, formatMoment(at, locale, timeZone));
  }

  protected patientOf(item: Item): string {
    return this.askedOf(item).patientName || decidingWords.aPatient;
  }

  protected override type(): void {}

  protected override submit(): void {
    this.say(true);
  }

  /** Delete says no: a key that no scanner sends. */
  protected override key(event: KeyboardEvent): void {
    super.key(event);
    if (event.key === "Delete") this.say(false);
  }

  /** Whoever asked is told at once that somebody else must decide; the server would say no more. */
  protected say(approve: boolean): void {
    const { chosen } = this;
    if (!chosen || this.pending || !this.mayDecide) return;
    const { by, patientId } = this.askedOf(chosen);
    if (by === this.desk.uid) {
      this.problem = boundText({ code: "second-person-required", details: {} }, this.desk);
      return;
    }
    const { documents, location, tools } = this.desk;
    const of: DeskBody = {
      request_id: tools.newId(),
      clinic_id: documents.clinicId,
      location_id: location.locationId,
      patient_id: patientId,
    };
    this.ask(chosen, of, approve);
  }
}
