/** A patient's timeline: records of every part in one order, the newest first, each in one line. */
import type { PatientFile, PatientPart } from "../../shared/api/contracts.gen";
import { merged, withMore } from "../tables/merged";

/** A line before it is said: its part, its record, and what the record is. */
export type Happened = {
  [Part in PatientPart]: { part: Part; id: string; at: string; record: PatientFile[Part][number] };
}[PatientPart];

export const PARTS: readonly PatientPart[] = [
  "entries",
  "visits",
  "treatments",
  "notices",
  "tier_changes",
  "memberships",
  "closings",
];

/** Adds the records of a page to those that are known. */
export function withPage(known: readonly Happened[], file: PatientFile): readonly Happened[] {
  const found = PARTS.flatMap((part) =>
    file[part].map((record) => ({ part, id: record.record_id, at: record.recorded_at, record }) as Happened),
  );
  return withMore(known, found);
}

export interface Timeline {
  /** the lines in which nothing is missing */
  shown: readonly Happened[];
  /** the records that are needed next; null at the end */
  next: { part: PatientPart; before_at: string; before_id: string } | null;
}

/** The timeline as far as every part is known. */
export function timelineOf(known: readonly Happened[], more: ReadonlySet<PatientPart>): Timeline {
  const { shown, next } = merged<PatientPart, Happened>(known, more);
  return { shown, next: next && { part: next.part, before_at: next.at, before_id: next.id } };
}

/** The points of an expiry that have no new life yet; whatever gave them one came later, so it is known. */
export function leftOf(known: readonly Happened[], expiryId: string, points: number): number {
  const given = known.flatMap((each) =>
    each.part === "entries" && each.record.kind === "reissue" && each.record.linked_entry_id === expiryId
      ? each.record.points
      : [],
  );
  return Math.max(
    0,
    given.reduce((left, each) => left - each, -points),
  );
}
