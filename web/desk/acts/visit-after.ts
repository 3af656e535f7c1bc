/** A visit as it stands after an act at it, by what the act was answered with: no second question to the server. */
import type { CheckedIn, Movement, Tender, TenderKind, VisitBill } from "../../shared/api/contracts.gen";

/** An act that went through, in a sentence; `waits` where it is only asked for, and a second person decides. */
export interface DoneAct {
  sentence: string;
  waits: boolean;
}

export function visitAfter(visit: CheckedIn, movement: Movement): CheckedIn {
  const { patient, earning, redemption } = visit;
  const changed = movement.points_after - patient.points;
  const remainder = ("remainder_after" in movement.why && movement.why.remainder_after) || null;
  const used = movement.kind === "redemption" ? -movement.points : 0;
  return {
    ...visit,
    patient: {
      ...patient,
      points: movement.points_after,
      available_points: Math.max(0, patient.available_points + changed),
      wallet_minor: movement.wallet_minor_after,
      available_minor: Math.max(0, patient.available_minor + movement.wallet_minor_after - patient.wallet_minor),
      debt_points: movement.debt_points_after,
      paid_in: paidInAfter(patient.paid_in, movement),
    },
    earning: remainder ? { ...earning, remainder } : earning,
    redemption: redemption && {
      ...redemption,
      used_points: redemption.used_points + used,
      bill: billAfter(redemption.bill, movement),
    },
  };
}

/** The open bill after points took something off it. */
function billAfter(bill: VisitBill, { why }: Movement): VisitBill {
  if (!("worth_minor" in why) || why.reason !== "points") return bill;
  return {
    ...bill,
    named_minor: Math.max(bill.named_minor, why.bill_minor ?? 0),
    off_minor: bill.off_minor + why.worth_minor,
  };
}

/** The paid-in money after a refund put some of it back, or some of a payment into the wallet; none after a cash-out. */
function paidInAfter(before: readonly Tender[], { kind, why }: Movement): Tender[] {
  if (kind === "cash_out") return [];
  if (!("refunded_minor" in why)) return [...before];
  const back = [...Object.entries(why.paid_in_minor ?? {}), ...Object.entries(why.as_wallet_minor ?? {})];
  return [...before, ...back.map(([kind, minor]): Tender => ({ kind: kind as TenderKind, amount_minor: minor }))];
}

/** The result of a movement: the visit after it, and its own sentence. */
export function after(visit: CheckedIn, movement: Movement): { visit: CheckedIn; done: DoneAct } {
  return { visit: visitAfter(visit, movement), done: { sentence: movement.explanation, waits: false } };
}
