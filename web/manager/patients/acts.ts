/** Acts of a manager on a patient: what each asks for, what it will do in words, and its call. */
import type { PatientAccount } from "../../shared/api/contracts.gen";
import { askAgain } from "../../shared/api/outcome";
import type { ManagerContext } from "../manager-context";
import { actWords } from "./act-words";

export type Act =
  | { name: "adjust" }
  | { name: "give-back"; expiryId: string; left: number; day: string }
  | { name: "grant" }
  | { name: "close" }
  | { name: "reopen" };

/** The typed and chosen values of a form; each act looks at its own fields. */
export interface Filled {
  locationId: string;
  points: string;
  reason: string;
  text: string;
  note: string;
  tierId: string;
  untilOn: string;
}

/** The choices of a form, read when it is opened. */
export interface Choices {
  reasons: readonly string[];
  /** more points than these wait for a second person; null: the clinic has no such rule */
  approvalAbove: number | null;
  tiers: ReadonlyMap<string, string>;
  locations: ReadonlyMap<string, string>;
}

export const EMPTY: Filled = { locationId: "", points: "", reason: "", text: "", note: "", tierId: "", untilOn: "" };
export const MOST_TEXT = 200;

/** Milliseconds: the office may have to wake first. */
const OFFICE_TIMEOUT = 20_000;

/** The number of typed points, signs and separators of thousands as people type them; null: none. */
export function typedPoints(text: string): number | null {
  const plain = text.replace(/[\s.,’'_]/g, "").replace("−", "-");
  if (!/^[+-]?\d{1,9}$/.test(plain)) return null;
  return Number(plain) || null;
}

/** The first fault of a form, in words; empty where it is whole. */
export function missing(act: Act, filled: Filled): string {
  if (act.name === "adjust" || act.name === "give-back") {
    const points = typedPoints(filled.points);
    if (points === null) return actWords.noPoints;
    if (act.name === "give-back" && (points < 1 || points > act.left)) return actWords.leftOnly(act.left);
  }
  if (act.name === "adjust" && !filled.reason) return actWords.noReason;
  if (!filled.text.trim()) return actWords.noText;
  return filled.locationId ? "" : actWords.noLocation;
}

/** Does it once, however often it is asked: the request keeps its id. Answers what became of it, in words. */
export async function doAct(
  { counter, office, clinic }: ManagerContext,
  { patient_id, name }: PatientAccount,
  act: Act,
  filled: Filled,
  requestId: string,
): Promise<string> {
  const of = {
    request_id: requestId,
    clinic_id: clinic.clinicId,
    location_id: filled.locationId,
    patient_id,
    text: filled.text.trim(),
  };
  const points = typedPoints(filled.points) ?? 0;
  switch (act.name) {
    case "adjust": {
      const body = { ...of, points, reason: filled.reason, private_note: filled.note.trim() };
      const { status } = await askAgain(() => counter.call("adjust_points", body));
      return status === "pending" ? actWords.waits : actWords.adjusted(points, name);
    }
    case "give-back":
      await askAgain(() => counter.call("reissue_points", { ...of, expiry_id: act.expiryId, points }));
      return actWords.gaveBack(points, name);
    case "grant": {
      const body = { ...of, tier_id: filled.tierId || null, until_on: (filled.tierId && filled.untilOn) || null };
      await askAgain(() => office.call("grant_tier", body, OFFICE_TIMEOUT));
      return filled.tierId ? actWords.granted(name) : actWords.grantTaken(name);
    }
    case "close":
      await askAgain(() => counter.call("close_account", of));
      return actWords.closed(name);
    case "reopen":
      await askAgain(() => counter.call("reopen_account", of));
      return actWords.reopened(name);
  }
}

/** The effect of an act in a sentence, before it is done. */
export function willDo(act: Act, filled: Filled, choices: Choices, { name }: PatientAccount): string {
  const points = typedPoints(filled.points) ?? 0;
  const reads = actWords.reads(filled.text.trim());
  switch (act.name) {
    case "adjust": {
      const waits = choices.approvalAbove !== null && Math.abs(points) > choices.approvalAbove;
      return [actWords.willAdjust(points, name, filled.reason), reads, waits ? actWords.willWait : ""].join(" ").trim();
    }
    case "give-back":
      return `${actWords.willGiveBack(points, name)} ${reads}`;
    case "grant": {
      const tier = choices.tiers.get(filled.tierId) ?? "";
      return tier ? actWords.willGrant(tier, name, filled.untilOn) : actWords.willTakeGrant(name);
    }
    case "close":
      return actWords.willClose(name);
    case "reopen":
      return actWords.willReopen(name);
  }
}
