/** What a patient paid here before, what of it was refunded, and what can still be. */
import type { Tender, TenderKind } from "../shared/contracts";
import type { Fields } from "../shared/documents";
import { parseAmount, type AmountProblem, type MoneyFormat } from "../shared/money";
import type { Bound } from "../shared/redemption";
import type { RefundLine } from "./contracts";

export interface PastPurchase {
  entryId: string;
  recordedAt: Date;
  amountMinor: number;
  tenders: readonly Tender[];
  points: number;
  receiptNumber: string | null;
  refunded: Readonly<Partial<Record<TenderKind, number>>>;
  /** why nothing is left to refund; null while something is */
  closed: string | null;
}

export type ReadRefund =
  | { lines: RefundLine[] }
  | { problem: Exclude<AmountProblem, "empty" | "zero"> | "nothing"; line: number }
  | { bound: Bound; line: number };

/** A purchase from its entry, and from what was undone of it, where something was. */
export function pastPurchase(entryId: string, entry: Fields, reversals: Fields = {}): PastPurchase {
  const purchase = entry["purchase"] as Fields;
  return {
    entryId,
    recordedAt: entry["recorded_at"] as Date,
    amountMinor: Number(purchase["amount_minor"]),
    tenders: (purchase["tenders"] ?? []) as Tender[],
    points: Number(entry["points"]),
    receiptNumber: (purchase["receipt_number"] ?? null) as string | null,
    refunded: (reversals["refunded_minor"] ?? {}) as PastPurchase["refunded"],
    closed: (reversals["closed"] ?? null) as string | null,
  };
}

/** What can still be refunded, a line a tender. */
export function leftOf({ tenders, refunded, closed }: PastPurchase): Tender[] {
  if (closed !== null) return [];
  const paid = new Map<TenderKind, number>();
  for (const { kind, amount_minor } of tenders) paid.set(kind, (paid.get(kind) ?? 0) + amount_minor);
  return [...paid]
    .map(([kind, amount]) => ({ kind, amount_minor: amount - (refunded[kind] ?? 0) }))
    .filter(({ amount_minor }) => amount_minor > 0);
}

export function refundedMinor({ refunded }: PastPurchase): number {
  return Object.values(refunded).reduce((all, minor) => all + minor, 0);
}

/** The lines of a refund as typed beside what is left of each tender; empty and zero mean that nothing goes back. */
export function readRefund(texts: readonly string[], left: readonly Tender[], format: MoneyFormat): ReadRefund {
  const lines: RefundLine[] = [];
  for (const [line, { kind, amount_minor: most }] of left.entries()) {
    const read = parseAmount(texts[line] ?? "", format);
    if ("problem" in read) {
      if (read.problem === "empty" || read.problem === "zero") continue;
      return { problem: read.problem, line };
    }
    if (read.minor > most) {
      return { bound: { code: "refund-exceeds-paid", details: { tender: kind, asked_minor: read.minor, left_minor: most } }, line };
    }
    lines.push({ kind, amount_minor: read.minor, returned_as: null });
  }
  return lines.length > 0 ? { lines } : { problem: "nothing", line: 0 };
}
