/** The rules as the page shows them; one that cannot be read is an error, and counts as none. */
import type { Timestamp } from "firebase/firestore";
import type {
  BankingDocument,
  EarningDocument,
  RedemptionDocument,
  RedemptionTerms,
  RemindersDocument,
  TenderKind,
} from "../../shared/api/contracts.gen";
import type { BankingRule } from "../wallet/banking";
import { map, maybe, requireShape, texts, whole } from "./shapes";

export interface EarningRule {
  eligibleTenders: readonly TenderKind[];
  rateBp: number;
  minorPerPoint: number;
}

/** The worth of points off a bill, and the least that it takes. */
export type WorthRule = Pick<RedemptionTerms, "minimum_points" | "minor_per_100_points">;

/** The days before points end when the first reminder comes, and the last. */
export interface ReminderDays {
  nudgeDays: number;
  urgeDays: number;
}

export function earningOf(rule: EarningDocument<Timestamp>): EarningRule {
  requireShape(rule, { eligible_tenders: texts, rate_bp: whole, minor_per_point: whole });
  return { eligibleTenders: rule.eligible_tenders, rateBp: rule.rate_bp, minorPerPoint: rule.minor_per_point };
}

export function worthOf(rule: RedemptionDocument<Timestamp>): WorthRule {
  requireShape(rule, { minimum_points: whole, minor_per_100_points: whole });
  return { minimum_points: rule.minimum_points, minor_per_100_points: rule.minor_per_100_points };
}

export function bankingRuleOf(rule: BankingDocument<Timestamp>): BankingRule {
  const wholes = { minimum_points: whole, increment_points: whole, minor_per_100_points: whole, undo_minutes: whole };
  requireShape(rule, { ...wholes, tier_bonus_bp: maybe(map), banked_life_days: maybe(whole) });
  return {
    minimumPoints: rule.minimum_points,
    incrementPoints: rule.increment_points,
    minorPer100Points: rule.minor_per_100_points,
    tierBonusBp: rule.tier_bonus_bp ?? {},
    undoMinutes: rule.undo_minutes,
    bankedLifeDays: rule.banked_life_days ?? null,
  };
}

export function reminderDaysOf(rule: RemindersDocument<Timestamp>): ReminderDays {
  requireShape(rule, { nudge_days: whole, urge_days: whole });
  return { nudgeDays: rule.nudge_days, urgeDays: rule.urge_days };
}
