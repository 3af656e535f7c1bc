/** Adjustments: the clinic's rule of them, points as they are typed with their sign, and reasons as words. */
import type { AdjustmentsDocument } from "../../shared/api/contracts.gen";
import type { Found } from "../../shared/api/documents";
import type { MoneyFormat } from "../../shared/points/money";
import { type ParsedPoints, parsePoints } from "../purchase/purchase";

export interface AdjustmentsRule {
  reasons: readonly string[];
  /** the most points that a role adjusts in a day */
  dailyCaps: Readonly<Record<string, number>>;
  /** above so many points a second person decides */
  approvalAbovePoints: number;
}

export function adjustmentsRuleOf(fields: Found<AdjustmentsDocument<Date>>): AdjustmentsRule {
  return {
    reasons: (fields.reasons ?? []) as string[],
    dailyCaps: (fields.daily_caps ?? {}) as AdjustmentsRule["dailyCaps"],
    approvalAbovePoints: Number(fields.approval_above_points ?? 0),
  };
}

/** Reads "500", "+500", "-500" or "−1,500": points that are given, or below zero taken. */
export function parseSigned(text: string, format: MoneyFormat): ParsedPoints {
  const [, sign = "", rest = ""] = /^\s*([+\-\u2212\u2013]?)(.*)$/su.exec(text) ?? [];
  const read = parsePoints(rest, format);
  if ("problem" in read) return sign && read.problem === "empty" ? { problem: "not-points" } : read;
  return { points: sign === "" || sign === "+" ? read.points : -read.points };
}

/** "Data entry" of `data-entry`: a reason's id as words. */
export function reasonWords(reason: string): string {
  const words = reason.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
