/** Adjustments: the clinic's rule of them, points as they are typed with their sign, and those that wait for a second person. */
import type { AdjustmentDocument, AdjustmentsDocument } from "../../shared/api/contracts.gen";
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

/** An adjustment that waits for a second person. */
export interface Waiting {
  adjustmentId: string;
  patientId: string;
  points: number;
  reason: string;
  text: string;
  privateNote: string;
  requestedBy: string;
  requestedAt: Date;
}

export function adjustmentsRuleOf(fields: Found<AdjustmentsDocument<Date>>): AdjustmentsRule {
  return {
    reasons: (fields.reasons ?? []) as string[],
    dailyCaps: (fields.daily_caps ?? {}) as AdjustmentsRule["dailyCaps"],
    approvalAbovePoints: Number(fields.approval_above_points ?? 0),
  };
}

export function waitingOf(adjustmentId: string, fields: Found<AdjustmentDocument<Date>>): Waiting {
  return {
    adjustmentId,
    patientId: String(fields.patient_id),
    points: Number(fields.points),
    reason: String(fields.reason),
    text: String(fields.text),
    privateNote: String(fields.private_note ?? ""),
    requestedBy: String(fields.requested_by),
    requestedAt: fields.requested_at as Date,
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
