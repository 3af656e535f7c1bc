/**
 * An estimate of what days would have given at other rates, while a manager types: from sums of closed days, with no
 * read. It says nothing of tenders that newly earn; the preview does, and takes its place.
 */

/** The book of a closed day, as far as an estimate reads it: the points that each kind of entry moved. */
export interface ClosedDay {
  total: { movements: Readonly<Record<string, { points: number }>> };
}

/** The rate of an earning rule: basis points of the eligible money, one point for each `minor_per_point` of it. */
export interface Rate {
  rate_bp: number;
  minor_per_point: number;
}

/** Points that were given at a rate, or at a tier's multiplier, and that it would be by the draft: each as a ratio. */
export interface Part {
  points: number;
  before: Ratio;
  after: Ratio;
}

export interface Ratio {
  numerator: number;
  denominator: number;
}

/** The points as they were and as they would about be, and what the difference costs at the worth of points. */
export interface Estimate {
  pointsBefore: number;
  pointsAfter: number;
  moreMinor: number;
}

/** The points that purchases of these days were credited with. */
export function givenByPurchases(days: readonly ClosedDay[]): number {
  return days.reduce((sum, day) => sum + (day.total.movements["accrual"]?.points ?? 0), 0);
}

/** A rate as a ratio: points for a minor unit. */
export function ratioOf({ rate_bp, minor_per_point }: Rate): Ratio {
  return { numerator: rate_bp, denominator: 10_000 * minor_per_point };
}

/** About what the parts would come to; null where something was given at nothing, which no ratio makes more. */
export function estimate(parts: readonly Part[], minorPer100Points: number): Estimate | null {
  let [before, after] = [0n, 0n];
  for (const part of parts) {
    const divisor = BigInt(part.before.numerator) * BigInt(part.after.denominator);
    if (divisor === 0n) {
      return null;
    }
    before += BigInt(part.points);
    after += (BigInt(part.points) * BigInt(part.after.numerator) * BigInt(part.before.denominator)) / divisor;
  }
  const more = (after - before) * BigInt(minorPer100Points);
  // A cost is rounded down, below zero too.
  const moreMinor = more / 100n - (more < 0n && more % 100n !== 0n ? 1n : 0n);
  return { pointsBefore: Number(before), pointsAfter: Number(after), moreMinor: Number(moreMinor) };
}
