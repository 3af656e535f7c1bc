/** A patient's earlier purchases here: what of each was refunded, and what can still be. */
import type { PastSale, RefundLine, RefusalCode, Tender, TenderKind } from "../../shared/api/contracts.gen";
import { type AmountProblem, type MoneyFormat, parseAmount } from "../../shared/points/money";
import type { Bound } from "../../shared/points/redemption";

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

/** A purchase as the sheets take it, from a patient's past or from today's receipts. */
export function pastPurchase(listed: PastSale): PastPurchase {
  return {
    entryId: listed.entry_id,
    recordedAt: new Date(listed.recorded_at),
    amountMinor: listed.amount_minor,
    tenders: listed.tenders,
    points: listed.points,
    receiptNumber: listed.receipt_number,
    refunded: listed.refunded_minor as PastPurchase["refunded"],
    closed: listed.closed,
  };
}

/** The amounts that can still be refunded, a line a tender. */
export function leftOf({ tenders, refunded, closed }: PastPurchase): Tender[] {
  if (closed !== null) return [];
  const paid = new Map<TenderKind, number>();
  for (const { kind, amount_minor } of tenders) paid.set(kind, (paid.get(kind) ?? 0) + amount_minor);
  return [...paid]
    .map(([kind, amount]) => ({ kind, amount_minor: amount - (refunded[kind] ?? 0) }))
    .filter(({ amount_minor }) => amount_minor > 0);
}

/** The tenders by which money goes back, whatever it came by. Money of the account goes back there. */
export const RETURNED_BY: readonly TenderKind[] = ["cash", "card", "insurance", "financing"];

/** The ways back for a part of a payment; only the patient's own money can stay here, in their wallet. */
export function waysBack(kind: TenderKind): readonly TenderKind[] {
  if (!RETURNED_BY.includes(kind)) return [];
  return kind === "insurance" ? RETURNED_BY : [...RETURNED_BY, "wallet"];
}

/** One tender of a refund as it is typed: how much goes back, and by what. */
export interface TypedLine {
  amount: string;
  returnedAs: TenderKind;
}

export function refundedMinor({ refunded }: PastPurchase): number {
  return Object.values(refunded).reduce((all, minor) => all + minor, 0);
}

/** The lines of a refund as typed for what is left of each tender; empty and zero mean that nothing goes back. */
export function readRefund(typed: readonly TypedLine[], left: readonly Tender[], format: MoneyFormat): ReadRefund {
  const lines: RefundLine[] = [];
  for (const [line, { kind, amount_minor: most }] of left.entries()) {
    const { amount, returnedAs = kind } = typed[line] ?? { amount: "" };
    const read = parseAmount(amount, format);
    if ("problem" in read) {
      if (read.problem === "empty" || read.problem === "zero") continue;
      return { problem: read.problem, line };
    }
    if (read.minor > most) {
      return {
        bound: { code: "refund-exceeds-paid", details: { tender: kind, asked_minor: read.minor, left_minor: most } },
        line,
      };
    }
    lines.push({ kind, amount_minor: read.minor, returned_as: returnedAs === kind ? null : returnedAs });
  }
  return lines.length > 0 ? { lines } : { problem: "nothing", line: 0 };
}

/** Why a purchase cannot be moved to another patient as it is, as the server would say it; null where it can. */
export function unmovable({ tenders, refunded, closed }: PastPurchase): RefusalCode | null {
  if (closed !== null) return "purchase-closed";
  if (tenders.some(({ kind }) => kind === "points" || kind === "wallet")) return "reassign-paid-from-account";
  return Object.keys(refunded).length > 0 ? "purchase-partly-refunded" : null;
}
