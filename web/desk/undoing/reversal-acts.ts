/** The acts that undo an earlier one: what each asks of which callable, and how the visit stands after it. */

import type { Calling } from "../../shared/api/callables";
import type {
  CancelRedemption,
  ChangeMembership,
  CheckedIn,
  MembershipChanged,
  Movement,
  ReverseCredit,
  ShownMembership,
  TreatmentWithdrawn,
  UndoCashOut,
  WithdrawTreatment,
} from "../../shared/api/contracts.gen";
import { Unanswered } from "../../shared/api/outcome";
import { formatMoney, formatPoints, type MoneyFormat } from "../../shared/points/money";
import type { SheetAct } from "../acts/checkout";
import { type DoneAct, visitAfter } from "../acts/visit-after";
import { creditByHand, membershipByHand, redemptionByHand, type Undoable, wasDone } from "./undoable";
import { undoingWords } from "./words";

type Of<Kind extends Undoable["kind"]> = Extract<Undoable, { kind: Kind }>;

/** Takes wallet money back that was granted or paid in. */
export function reverseCredit(
  callables: Calling,
  { id, act }: Of<"credit">,
  amountMinor: number,
  text: string,
  format: MoneyFormat,
): SheetAct<ReverseCredit, Movement> {
  return {
    doing: "reversal",
    anew: true,
    more: { credit_id: id, amount_minor: amountMinor, text },
    ask: (body) => callables.call("reverse_credit", body),
    after: (visit, movement) => ({
      visit: visitAfter(visit, movement),
      done: said(movement.explanation, creditByHand(act.tender, amountMinor, format)),
    }),
  };
}

/** Gives the points of a redemption back, at whichever visit they were used. */
export function cancelRedemption(
  callables: Calling,
  { id, act }: Of<"redemption">,
  text: string,
  format: MoneyFormat,
): SheetAct<CancelRedemption, Movement> {
  return {
    doing: "reversal",
    more: { redemption_id: id, visit_id: act.visit_id, text },
    ask: (body) => callables.call("cancel_redemption", body),
    after: (visit, movement) => ({
      visit: withFewerUsed(visitAfter(visit, movement), act.visit_id, act.points),
      done: said(movement.explanation, [redemptionByHand(act, format)]),
    }),
  };
}

/** Puts money that was paid out today back where it was. */
export function undoCashOut(
  callables: Calling,
  { id, act }: Of<"cashOut">,
  text: string,
  format: MoneyFormat,
): SheetAct<UndoCashOut, Movement> {
  return {
    doing: "reversal",
    anew: true,
    more: { cash_out_id: id, text },
    ask: (body) => callables.call("undo_cash_out", body),
    after: (visit, movement) => ({
      visit: visitAfter(visit, movement),
      done: said(movement.explanation, [undoingWords.takeCash(formatMoney(act.paid_out_minor, format))]),
    }),
  };
}

/** Withdraws a treatment that was noted today. It makes no entry, so there is nothing to look up. */
export function withdrawTreatment(
  callables: Calling,
  withdrawn: Of<"treatment">,
  format: MoneyFormat,
): SheetAct<WithdrawTreatment, TreatmentWithdrawn> {
  return {
    doing: "reversal",
    more: { treatment_id: withdrawn.id },
    ask: (body) => callables.call("withdraw_treatment", body),
    lookUp: () => Promise.reject(new Unanswered()),
    after: (visit) => ({ visit, done: said(undoingWords.undone(wasDone(withdrawn, format)), []) }),
  };
}

/** Undoes today's latest act on a membership. It need not make an entry, so there is nothing to look up. */
export function undoMembershipAct(
  callables: Calling,
  undone: Of<"membership">,
  format: MoneyFormat,
): SheetAct<ChangeMembership, MembershipChanged> {
  return {
    doing: "reversal",
    more: { act: "undo", event_id: undone.id },
    ask: (body) => callables.call("change_membership", body),
    lookUp: () => Promise.reject(new Unanswered()),
    after: (visit, { membership, points, due_minor: due }) => {
      const taken = points < 0 ? [undoingWords.bonusTaken(formatPoints(-points, format.locale))] : [];
      const back = due === undefined ? undone.act.due_minor : -due;
      const isOver = membership.status === "ended";
      return {
        visit: { ...visit, patient: afterPoints(visit, points, isOver ? null : (membership as ShownMembership)) },
        done: said(undoingWords.undone(wasDone(undone, format)), [...taken, ...membershipByHand(back, format)]),
      };
    },
  };
}

function said(what: string, more: readonly string[]): DoneAct {
  return { sentence: [what.endsWith(".") ? what : `${what}.`, ...more].join(" "), waits: false };
}

/** Points that were used at this visit and came back can be used at it again. */
function withFewerUsed(visit: CheckedIn, visitId: string, points: number): CheckedIn {
  const { redemption } = visit;
  if (!redemption || visit.visit_id !== visitId) return visit;
  return { ...visit, redemption: { ...redemption, used_points: redemption.used_points - points } };
}

function afterPoints({ patient }: CheckedIn, points: number, membership: ShownMembership | null): CheckedIn["patient"] {
  const available = Math.max(0, patient.available_points + points);
  return { ...patient, points: patient.points + points, available_points: available, membership };
}
