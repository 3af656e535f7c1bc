/** Opportunity: what one honest sentence can say of the last twelve months at another tier; null where none can. */
import { daysBetween } from "../../shared/points/dates";
import type { MembershipState, TierState, TierYearState } from "../../shared/points/tier";

export type Opportunity =
  /** it would have brought more than it costs */
  | { kind: "would-have-paid"; year: TierYearState }
  /** its fee would have been more than it brings */
  | { kind: "would-not-have-paid"; year: TierYearState }
  /** the patient's own membership cost more than it brought over this lower tier */
  | { kind: "has-not-paid"; year: TierYearState };

/** The twelve months that the sums are of. */
const YEAR = 365;

/**
 * The tier that would have left most decides what is said. Tiers that bring less are said to a member only; and to a
 * member nothing before a year is paid, as the sums take a whole year's fee.
 */
export function opportunityOf(tier: TierState, membership: MembershipState | null): Opportunity | null {
  const isMember = membership?.tierId === tier.tierId;
  if (isMember && !isYearOld(membership, tier)) return null;
  const best = most(tier.year.filter(({ morePoints }) => morePoints > 0 || (isMember && morePoints < 0)));
  if (best && net(best) > 0) return { kind: best.morePoints > 0 ? "would-have-paid" : "has-not-paid", year: best };
  const paid = most(tier.year.filter(({ feeMinor, morePoints }) => feeMinor > 0 && morePoints >= 0));
  const earned = [tier.yearPoints, ...tier.year.map(({ points }) => points)].some((points) => points > 0);
  return paid && earned ? { kind: "would-not-have-paid", year: paid } : null;
}

function isYearOld({ startedOn }: MembershipState, { on }: TierState): boolean {
  return startedOn !== null && on !== null && daysBetween(startedOn, on) >= YEAR;
}

/** Of those whose points have a price, the one that leaves most. */
function most(years: readonly TierYearState[]): TierYearState | undefined {
  return years.filter(({ netMinor }) => netMinor !== null).sort((a, b) => net(b) - net(a))[0];
}

function net({ netMinor }: TierYearState): number {
  return netMinor ?? 0;
}
