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

/** A part of a purchase pays the rest of a bill; a bill that points lower may be the same again, whole. */
export type Paying = "tender" | "bill";

/** The most points whose worth is within what points may still pay of a bill. */
export function mostForBill(billMinor: number, rule: RedemptionTerms, paying: Paying): number {
  const left = Math.max(0, leftOfBill(billMinor, rule, paying));
  return Number(((BigInt(left) + 1n) * 100n - 1n) / BigInt(rule.minor_per_100_points));
}

/** The amount that points may still pay of a bill; below 0 where they paid more than their share before. */
function leftOfBill(billMinor: number, { bill, most_bill_bp: share }: RedemptionTerms, paying: Paying): number {
  const shareOf = (minor: number): number => Number((BigInt(minor) * BigInt(share)) / 10_000n);
  const whole = paying === "tender" ? bill.off_minor + billMinor : Math.max(bill.named_minor, billMinor);
  return Math.min(shareOf(billMinor), shareOf(whole) - bill.off_minor - bill.over_minor);
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
  paying: Paying,
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
  if (billMinor !== null && points > mostForBill(billMinor, rule, paying)) {
    const [asked, left] = [worthMinor(points, rule), Math.max(0, leftOfBill(billMinor, rule, paying))];
    return {
      code: "over-bill-share",
      details: { asked_minor: asked, bill_minor: billMinor, most_bill_bp: rule.most_bill_bp, left_minor: left },
    };
  }
  return null;
}
