/** The worth of points at the counter, and how many may be used, by the same bounds that the server holds. */
import type { RedemptionTerms, RefusalCode } from "../api/contracts.gen";

/** The worth of points in minor units, rounded down. */
export function worthMinor(
  points: number,
  { minor_per_100_points: rate }: Pick<RedemptionTerms, "minor_per_100_points">,
): number {
  return Number((BigInt(points) * BigInt(rate)) / 100n);
}

/** The points that the server takes for an amount: the least that are worth it, in whole steps where steps are. */
export function pointsFor(amountMinor: number, rule: RedemptionTerms): number {
  const least = Number(
    (BigInt(amountMinor) * 100n + BigInt(rule.minor_per_100_points) - 1n) / BigInt(rule.minor_per_100_points),
  );
  const steps = Math.ceil(least / rule.increment_points) * rule.increment_points;
  return worthMinor(steps, rule) === amountMinor ? steps : least;
}

/** The most points whose worth is within the rule's share of a bill. */
export function mostForBill(billMinor: number, rule: RedemptionTerms): number {
  const share = (BigInt(billMinor) * BigInt(rule.most_bill_bp)) / 10_000n;
  return Number(((share + 1n) * 100n - 1n) / BigInt(rule.minor_per_100_points));
}

/** A rule that says no before the server has to, by the server's own code and with its numbers. */
export interface Bound {
  code: RefusalCode;
  details: Readonly<Record<string, number | string>>;
}

/** The first bound that so many points break, in the order in which the server looks; null when there is none. */
export function boundOf(
  points: number,
  available: number,
  billMinor: number | null,
  rule: RedemptionTerms,
): Bound | null {
  const { minimum_points: minimum, increment_points: increment, most_points_per_visit: most, used_points: used } = rule;
  if (points < minimum) return { code: "below-minimum", details: { asked: points, minimum } };
  if (points % increment) return { code: "not-an-increment", details: { asked: points, increment } };
  if (points > available) {
    return { code: "insufficient-points", details: { asked_points: points, available_points: available } };
  }
  if (most !== null && used + points > most) {
    return { code: "over-visit-cap", details: { asked_points: points, used_points: used, most_points: most } };
  }
  if (billMinor !== null && points > mostForBill(billMinor, rule)) {
    const asked = worthMinor(points, rule);
    return {
      code: "over-bill-share",
      details: { asked_minor: asked, bill_minor: billMinor, most_bill_bp: rule.most_bill_bp },
    };
  }
  return null;
}
