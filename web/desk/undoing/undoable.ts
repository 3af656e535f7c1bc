/** The acts of a patient that can be undone, as one list: what each was, and what undoing it changes. */

import type {
  TenderKind,
  UndoableActs,
  UndoableCashOut,
  UndoableCredit,
  UndoableMembershipAct,
  UndoableRedemption,
  UndoableTreatment,
} from "../../shared/api/contracts.gen";
import { formatDay } from "../../shared/points/dates";
import { formatMoney, formatPoints, type MoneyFormat } from "../../shared/points/money";
import { tenderWords } from "../purchase/tender-words";
import { undoingWords } from "./words";

export type Undoable =
  | { kind: "credit"; id: string; act: UndoableCredit }
  | { kind: "redemption"; id: string; act: UndoableRedemption }
  | { kind: "cashOut"; id: string; act: UndoableCashOut }
  | { kind: "membership"; id: string; act: UndoableMembershipAct }
  | { kind: "treatment"; id: string; act: UndoableTreatment };

/** Those that are undone with a reason, which the patient reads: all that change the ledger. */
export type Reasoned = Exclude<Undoable, { kind: "membership" | "treatment" }>;

/** True where the patient reads a reason. */
export function isReasoned(one: Undoable): one is Reasoned {
  return one.kind !== "membership" && one.kind !== "treatment";
}

/** All of them, the newest first. */
export function undoables({
  credits,
  redemptions,
  cash_outs: cashOuts,
  memberships,
  treatments,
}: UndoableActs): readonly Undoable[] {
  const all: Undoable[] = [
    ...credits.map((act) => ({ kind: "credit" as const, id: act.credit_id, act })),
    ...redemptions.map((act) => ({ kind: "redemption" as const, id: act.redemption_id, act })),
    ...cashOuts.map((act) => ({ kind: "cashOut" as const, id: act.cash_out_id, act })),
    ...memberships.map((act) => ({ kind: "membership" as const, id: act.event_id, act })),
    ...treatments.map((act) => ({ kind: "treatment" as const, id: act.treatment_id, act })),
  ];
  return all.sort((one, other) => Date.parse(other.act.occurred_at) - Date.parse(one.act.occurred_at));
}

/** What was done, in a few words. */
export function wasDone(one: Undoable, format: MoneyFormat): string {
  const points = (count: number): string => formatPoints(count, format.locale);
  switch (one.kind) {
    case "credit": {
      const money = formatMoney(one.act.credited_minor, format);
      return one.act.tender ? undoingWords.paidIn(money, tenderSaid(one.act.tender)) : undoingWords.given(money);
    }
    case "redemption": {
      const { points: used, reward_name: reward, worth_minor: worth } = one.act;
      if (reward !== null) return undoingWords.reward(points(used), reward);
      return undoingWords.offBill(points(used), formatMoney(worth, format));
    }
    case "membership": {
      const { what, plan_name: plan } = one.act;
      return undoingWords.acts[what]?.(plan) ?? `${plan}: ${what}`;
    }
    case "cashOut":
      return undoingWords.paidOut(formatMoney(one.act.paid_out_minor, format));
    case "treatment": {
      const { service_name: service, completed_on: day } = one.act;
      return undoingWords.noted(service || undoingWords.aTreatment, formatDay(day, format.locale, false));
    }
  }
}

/** What undoing it changes, and what is left to do by hand; of a credit, `amountMinor` is what is taken back. */
export function consequences(one: Undoable, amountMinor: number, format: MoneyFormat): readonly string[] {
  switch (one.kind) {
    case "credit":
      return [
        undoingWords.leavesWallet(formatMoney(amountMinor, format)),
        ...creditByHand(one.act.tender, amountMinor, format),
      ];
    case "redemption":
      return ofRedemption(one.act, format);
    case "membership":
      return ofMembership(one.act, format);
    case "cashOut": {
      const money = formatMoney(one.act.paid_out_minor, format);
      return [undoingWords.backInWallet(money), undoingWords.takeCash(money)];
    }
    case "treatment":
      return [undoingWords.countsNoMore];
  }
}

/** Money that was paid in goes back to the patient's hands. */
export function creditByHand(tender: string | null, amountMinor: number, format: MoneyFormat): readonly string[] {
  return tender ? [undoingWords.giveBack(formatMoney(amountMinor, format), tenderSaid(tender))] : [];
}

/** The discount is paid again, or what was handed over comes back. */
export function redemptionByHand(act: UndoableRedemption, format: MoneyFormat): string {
  const { reward_name: reward, worth_minor: worth } = act;
  return reward === null ? undoingWords.billAgain(formatMoney(worth, format)) : undoingWords.rewardBack(reward);
}

function ofRedemption(act: UndoableRedemption, format: MoneyFormat): readonly string[] {
  const { points, lapsing_points: lapsing } = act;
  const said = (count: number): string => formatPoints(count, format.locale);
  return [
    ...(points > lapsing ? [undoingWords.comesBack(said(points - lapsing))] : []),
    ...(lapsing > 0 ? [undoingWords.lapses(said(lapsing))] : []),
    redemptionByHand(act, format),
  ];
}

function ofMembership(act: UndoableMembershipAct, format: MoneyFormat): readonly string[] {
  const { points, due_minor: due, plan_name_before: plan, paid_until_on_before: until } = act;
  const { locale } = format;
  const isBefore = plan !== null && until !== null;
  return [
    isBefore ? undoingWords.membershipBefore(plan, formatDay(until, locale, false)) : undoingWords.noMembership,
    ...(points > 0 ? [undoingWords.bonusBack(formatPoints(points, locale))] : []),
    ...membershipByHand(due, format),
  ];
}

/** What an act on a membership had made due goes back to the patient's hands; below zero, it is taken again. */
export function membershipByHand(dueMinor: number, format: MoneyFormat): readonly string[] {
  if (dueMinor === 0) return [];
  const money = formatMoney(Math.abs(dueMinor), format);
  return [dueMinor > 0 ? undoingWords.paymentBack(money) : undoingWords.paymentAgain(money)];
}

function tenderSaid(tender: string): string {
  return tenderWords[tender as TenderKind].toLowerCase();
}
