/**
 * The standing of a patient: the tier in force, the way to the next, the last year at other tiers, and the membership; read
 * from documents whose every field may be missing or odd, which is then null or left out.
 */

import type {
  AccrualWhy,
  Measure,
  Membership,
  NextTier,
  Status,
  TierAfter,
  TierStanding,
  TierYear,
} from "../api/contracts.gen";
import type { Found } from "../api/documents";

const MEASURES: readonly Measure[] = ["spend_minor", "purchases", "points", "treatments"];

/** A membership that has ended is not one. */
export type MembershipStatus = Exclude<Status, "ended">;
const STATUSES: readonly MembershipStatus[] = ["active", "past_due", "paused", "cancelled"];

/** The nearest tier that doing leads to: what counts of its measure, and how much it asks. */
export interface NextTierState {
  tierId: string;
  name: string;
  measure: Measure;
  have: number;
  need: number;
}

/** The last twelve months at another tier, against what they were. */
export interface TierYearState {
  name: string;
  points: number;
  morePoints: number;
  /** what the tier's cheapest plan costs in twelve months; 0 where it needs none */
  feeMinor: number;
  /** the worth of the difference less the fees; null where points have no price */
  netMinor: number | null;
}

export interface TierState {
  /** the clinic's date of which all this is true */
  on: string | null;
  tierId: string;
  name: string;
  /** `"1"`, `"3/2"` */
  multiplier: string;
  perks: readonly string[];
  /** its last day if nothing more happens; null where time alone does not end it */
  keptUntilOn: string | null;
  next: NextTierState | null;
  /** points of the last twelve months that did not expire */
  yearPoints: number;
  year: readonly TierYearState[];
}

/** A membership that has not ended. */
export interface MembershipState {
  planName: string;
  tierId: string | null;
  status: MembershipStatus;
  startedOn: string | null;
  paidUntilOn: string | null;
}

/** The change of a patient's tier by their purchase. */
export interface TierNews {
  /** the tier it earned at */
  tierId: string;
  after: { tierId: string; name: string; next: NextTierState | null };
  /** what it would have earned at every other tier, by tier */
  elsewhere: ReadonlyMap<string, number>;
}

export function standingOf(value: unknown): TierState | null {
  const tier = fieldsOf<TierStanding>(value);
  const [tierId, name] = [text(tier.tier_id), text(tier.name)];
  if (tierId === null || name === null) return null;
  return {
    on: text(tier.on),
    tierId,
    name,
    multiplier: text(tier.multiplier) ?? "1",
    perks: each(tier.perks, text),
    keptUntilOn: text(tier.kept_until_on),
    next: nextOf(tier.next),
    yearPoints: whole(tier.year_points) ?? 0,
    year: each(tier.year, yearOf),
  };
}

export function membershipOf(value: unknown): MembershipState | null {
  const membership = fieldsOf<Membership>(value);
  const planName = text(membership.plan_name);
  const status = oneOf(STATUSES, membership.status);
  if (planName === null || status === null) return null;
  return {
    planName,
    tierId: text(membership.tier_id),
    status,
    startedOn: text(membership.started_on),
    paidUntilOn: text(membership.paid_until_on),
  };
}

/** From why an accrual is as it is; null where the clinic had no tiers. */
export function tierNewsOf(why: unknown): TierNews | null {
  const accrual = fieldsOf<AccrualWhy>(why);
  const after = fieldsOf<TierAfter>(accrual.tier_after);
  const [tierId, afterId, name] = [text(accrual.tier_id), text(after.tier_id), text(after.name)];
  if (tierId === null || afterId === null || name === null) return null;
  const elsewhere = Object.entries(fieldsOf<AccrualWhy["elsewhere"]>(accrual.elsewhere)).flatMap(([id, points]) => {
    const read = whole(points);
    return read === null ? [] : [[id, read] as const];
  });
  return { tierId, after: { tierId: afterId, name, next: nextOf(after.next) }, elsewhere: new Map(elsewhere) };
}

function nextOf(value: unknown): NextTierState | null {
  const next = fieldsOf<NextTier>(value);
  const [tierId, name] = [text(next.tier_id), text(next.name)];
  const [have, need] = [whole(next.have), whole(next.need)];
  const measure = oneOf(MEASURES, next.measure);
  if (tierId === null || name === null || measure === null || have === null || need === null) return null;
  return { tierId, name, measure, have, need };
}

function yearOf(value: unknown): TierYearState | null {
  const year = fieldsOf<TierYear>(value);
  const [name, points, morePoints] = [text(year.name), whole(year.points), whole(year.more_points)];
  const feeMinor = whole(year.fee_minor);
  if (name === null || points === null || morePoints === null || feeMinor === null) return null;
  return { name, points, morePoints, feeMinor, netMinor: whole(year.net_minor) };
}

function fieldsOf<Shape>(value: unknown): Found<Shape> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Found<Shape>) : {};
}

function each<T>(values: unknown, read: (value: unknown) => T | null): T[] {
  const found = Array.isArray(values) ? values.map(read) : [];
  return found.filter((value): value is T & {} => value !== null);
}

function oneOf<T extends string>(known: readonly T[], value: unknown): T | null {
  return known.find((each) => each === value) ?? null;
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function whole(value: unknown): number | null {
  return Number.isSafeInteger(value) ? (value as number) : null;
}
