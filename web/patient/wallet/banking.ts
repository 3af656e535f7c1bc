/** Banking before it is done: which points can be chosen, and the wallet money they become, counted as the server does. */

export interface BankingRule {
  minimumPoints: number;
  incrementPoints: number;
  minorPer100Points: number;
  tierBonusBp: Readonly<Record<string, number>>;
  undoMinutes: number;
  /** null: banked money does not expire */
  bankedLifeDays: number | null;
}

/** The points that can be chosen: from `least` to `most` in steps. */
export interface Choice {
  least: number;
  most: number;
  step: number;
}

const WHOLE_BP = 10_000n;

export function bonusBp(rule: BankingRule, tierId: string | null): number {
  return tierId === null ? 0 : (rule.tierBonusBp[tierId] ?? 0);
}

/** The minor units that points become, the tier's bonus included: one fraction, rounded down once. */
export function bankedMinor(points: number, rule: BankingRule, tierId: string | null): number {
  const exact = BigInt(points) * BigInt(rule.minorPer100Points) * (WHOLE_BP + BigInt(bonusBp(rule, tierId)));
  return Number(exact / (100n * WHOLE_BP));
}

/** The part of so many usable points that can be banked; null where it is less than the least. */
export function choiceOf(rule: BankingRule, usable: number): Choice | null {
  const { incrementPoints: step } = rule;
  const least = leastOf(rule);
  const most = Math.floor(usable / step) * step;
  return most < least ? null : { least, most, step };
}

/** The fewest points that may be banked at once: the first whole step from the rule's minimum on. */
export function leastOf({ minimumPoints, incrementPoints: step }: BankingRule): number {
  return Math.ceil(minimumPoints / step) * step;
}

/** The allowed number of points that is nearest to one. */
export function nearest(points: number, { least, most, step }: Choice): number {
  return Math.min(most, Math.max(least, Math.round(points / step) * step));
}
