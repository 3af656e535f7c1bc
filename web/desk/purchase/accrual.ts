/** The points a purchase will be credited, exactly as the server counts them: one fraction of big integers, floored once. */
import type { EarningTerms, Remainder, Tender, TenderKind, Upgrade } from "../../shared/api/contracts.gen";

export type BigFraction = Readonly<Record<keyof Remainder, bigint>>;

export interface Earned {
  points: bigint;
  remainder: BigFraction;
}

/** The credit of a payment; `upgrade` is the tier above that it reaches and earns at by itself. */
export interface Credited {
  eligibleMinor: bigint;
  points: bigint;
  multiplier: string;
  upgrade: Upgrade | null;
}

/** The tenders that can never earn, whatever a rule names. */
const NEVER: ReadonlySet<TenderKind> = new Set(["wallet", "points", "insurance"]);
/** A remainder finer than this part of a point is let go, never added. */
const FINEST = 10n ** 12n;

/** The part of the payment that earns, in minor units. */
export function eligibleMinor(tenders: readonly Tender[], earning: EarningTerms): bigint {
  return sumOf(tenders.filter(({ kind }) => earning.eligible_tenders.includes(kind) && !NEVER.has(kind)));
}

/** The points that a payment earns: at the tier in force, or, where the clinic's rule says so, at the one it reaches by itself. */
export function credited(tenders: readonly Tender[], earning: EarningTerms): Credited {
  const eligible = eligibleMinor(tenders, earning);
  const before = pointsOf(eligible, earning);
  const upgrade = earning.upgrades?.find((each) => brought(each, tenders, before) >= BigInt(each.missing)) ?? null;
  const multiplier = upgrade?.multiplier ?? earning.multiplier;
  const points = upgrade ? pointsOf(eligible, { ...earning, multiplier }) : before;
  return { eligibleMinor: eligible, points, multiplier, upgrade };
}

/** The amount that a payment adds to the measure of a tier: points as they are earned at the tier in force before it. */
function brought({ measure }: Upgrade, tenders: readonly Tender[], points: bigint): bigint {
  switch (measure) {
    case "spend_minor":
      return sumOf(tenders.filter(({ kind }) => !NEVER.has(kind)));
    case "purchases":
      return 1n;
    case "points":
      return points;
    default:
      return 0n;
  }
}

function pointsOf(eligible: bigint, earning: EarningTerms): bigint {
  return eligible === 0n ? 0n : earn(eligible, earning).points;
}

/** eligible × rate × multiplier ÷ (10,000 × minor per point) + remainder: whole points, and the rest to carry. */
export function earn(eligible: bigint, earning: Omit<EarningTerms, "eligible_tenders" | "upgrades">): Earned {
  const multiplier = fractionOf(earning.multiplier);
  const exact = sum(
    {
      numerator: eligible * BigInt(earning.rate_bp) * multiplier.numerator,
      denominator: 10_000n * BigInt(earning.minor_per_point) * multiplier.denominator,
    },
    big(earning.remainder),
  );
  // A division of integers cuts off towards zero: below zero that is no point, as it should be.
  const whole = exact.numerator / exact.denominator;
  const points = whole > 0n ? whole : 0n;
  return { points, remainder: storable(lowest(exact.numerator - points * exact.denominator, exact.denominator)) };
}

/** Reads "3", "1.5" or "3/2"; throws a RangeError on anything else. */
export function fractionOf(text: string): BigFraction {
  const parts = /^(\d+)(?:\.(\d+)|\/([1-9]\d*))?$/.exec(text);
  if (!parts) throw new RangeError(`not a fraction: ${text}`);
  const [, whole = "0", decimals = "", divisor = "1"] = parts;
  return lowest(BigInt(whole + decimals), BigInt(divisor) * 10n ** BigInt(decimals.length));
}

function sumOf(tenders: readonly Tender[]): bigint {
  return tenders.reduce((all, { amount_minor }) => all + BigInt(amount_minor), 0n);
}

function big({ numerator, denominator }: Remainder): BigFraction {
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
}

function sum(a: BigFraction, b: BigFraction): BigFraction {
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

function storable(remainder: BigFraction): BigFraction {
  if (remainder.denominator <= FINEST) return remainder;
  return lowest(floorOf(remainder.numerator * FINEST, remainder.denominator), FINEST);
}

function floorOf(numerator: bigint, denominator: bigint): bigint {
  const whole = numerator / denominator;
  return numerator < 0n && numerator % denominator !== 0n ? whole - 1n : whole;
}

function lowest(numerator: bigint, denominator: bigint): BigFraction {
  const divisor = greatestCommonDivisor(numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? (a < 0n ? -a : a) : greatestCommonDivisor(b, a % b);
}
