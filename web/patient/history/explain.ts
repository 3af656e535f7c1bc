/**
 * Why an entry is as it is, in one honest sentence from its own fields, and the text that somebody wrote about it. In
 * English the two together are what the server says.
 */

import type {
  AccrualWhy,
  BankingWhy,
  CreditWhy,
  ExpiryWhy,
  PaymentWhy,
  RedemptionWhy,
  ReversalWhy,
} from "../../shared/api/contracts.gen";
import { lists, tenderList } from "../../shared/points/tenders.en";
import type { Explained } from "./entry";
import { explained, keptWords, undoneWords } from "./explain.en";
import { plain } from "./plain.en";

/** The text that somebody wrote for the patient, whatever the kind; "" where nobody did. */
export function textOf({ why }: Explained): string {
  return "text" in why ? why.text : "";
}

/** One sentence about an entry, without what somebody wrote. */
export function explain(entry: Explained): string {
  switch (entry.kind) {
    case "accrual":
      return accrual(entry.why, entry) + debt(entry);
    case "redemption":
      return redemption(entry.why, entry);
    case "wallet_payment":
      return explained.paid(plain.money(-entry.wallet_minor, entry.why.currency)) + yesOf(entry.why);
    case "reversal":
      if (entry.why.reason === "credit") {
        return explained.moneyTakenBack(plain.money(-entry.wallet_minor, entry.why.currency));
      }
      return explained.undone(undone(entry.why), lists.and(changes(entry.why))) + debt(entry);
    case "adjustment":
      return adjusted(entry.points) + debt(entry);
    case "banking":
      return banking(entry.why, entry);
    case "wallet_credit":
      return credit(entry.why, entry);
    case "cash_out":
      return explained.paidOut(plain.money(-entry.wallet_minor, entry.why.currency));
    case "expiry":
      return expiry(entry.why, entry);
    case "extension": {
      const { held_points: held, expires_on: on, reason } = entry.why;
      return explained.kept(plain.points(held), held, plain.day(on), keptWords[reason]) + debt(entry);
    }
    case "reissue":
      return explained.newLife(plain.points(entry.points), entry.points) + debt(entry);
    case "bonus":
      return (
        explained.month(plain.points(entry.points), plain.day(entry.why.month_on), entry.why.plan_name) + debt(entry)
      );
    case "opening":
      return explained.brought(lists.and(brought(entry, entry.why.currency))) + debt(entry);
  }
}

function accrual(why: AccrualWhy, { purchase }: Explained): string {
  const tenders = tenderList(why.eligible_tenders);
  if (why.reason === "nothing-eligible") {
    return tenders ? explained.onlyEarn(tenders, why.eligible_tenders.length) : explained.nothingEarns;
  }
  const times = why.multiplier === "1" ? "" : explained.times(why.multiplier, why.tier_name ?? String(why.tier_id));
  const kept = why.reason === "below-one-point" ? explained.belowOnePoint : "";
  const amount = plain.money(why.eligible_minor, purchase?.currency ?? "");
  const before = (purchase?.paid_in ?? [])
    .filter(({ kind }) => why.eligible_tenders.includes(kind))
    .reduce((sum, { amount_minor: minor }) => sum + minor, 0);
  const paidIn = before ? explained.paidInBefore(plain.money(before, purchase?.currency ?? "")) : "";
  return explained.share(plain.percent(why.rate_bp), amount, tenders) + paidIn + times + kept;
}

function redemption(why: RedemptionWhy, entry: Explained): string {
  const points = plain.points(-entry.points);
  if (why.reward_name !== null) return explained.reward(points, why.reward_name) + yesOf(why);
  const bill = why.bill_minor === null ? "" : explained.ofBill(plain.money(why.bill_minor, why.currency));
  return explained.used(points, -entry.points, plain.money(why.worth_minor, why.currency)) + bill + yesOf(why);
}

/** The words for a yes that was said in the patient's place. */
function yesOf({ approved_by: by }: Pick<RedemptionWhy | PaymentWhy, "approved_by">): string {
  return by ? explained.byManager : "";
}

function undone(why: ReversalWhy): string {
  if (why.reason !== "refund") return undoneWords[why.reason];
  return explained.refundOf(plain.money(sumOf(why.refunded_minor), why.currency));
}

function sumOf(byTender: Readonly<Record<string, number>>): number {
  return Object.values(byTender).reduce((sum, minor) => sum + minor, 0);
}

function changes(why: ReversalWhy): string[] {
  const points = (count: number, say: (points: string, count: number) => string) =>
    count ? [say(plain.points(count), count)] : [];
  const money = (minor: number, say: (money: string) => string) =>
    minor ? [say(plain.money(minor, why.currency))] : [];
  const told = [
    ...points(why.clawed_points, explained.takenBack),
    ...money(why.unbanked_minor ?? 0, explained.bankedMoneyTaken),
    ...points(why.forgiven_points, explained.expiredAlready),
    ...points(why.returned_points, explained.givenBack),
    ...points(why.lapsed_points, explained.pastLastDay),
    ...money(why.returned_minor, explained.moneyGivenBack),
    ...money(sumOf(why.as_wallet_minor ?? {}), explained.moneyIntoWallet),
    ...money(why.lapsed_minor, explained.moneyPastLastDay),
  ];
  return told.length ? told : [explained.nothingChanged];
}

function banking(why: BankingWhy<unknown>, entry: Explained): string {
  const banked = Math.abs(entry.draws.reduce((sum, draw) => sum + draw.points, 0));
  const bonus = why.tier_bonus_bp ? explained.tierBonus(plain.percent(why.tier_bonus_bp), String(why.tier_id)) : "";
  return explained.banked(plain.points(banked), banked, plain.money(entry.wallet_minor, why.currency)) + bonus;
}

function adjusted(points: number): string {
  const count = Math.abs(points);
  return (points < 0 ? explained.pointsTaken : explained.pointsGiven)(plain.points(count), count);
}

function credit({ tender, currency }: CreditWhy, { wallet_minor: minor }: Explained): string {
  const money = plain.money(minor, currency);
  return tender ? explained.paidIn(money) : explained.given(money);
}

function expiry(why: ExpiryWhy, entry: Explained): string {
  const day = plain.day(why.expires_on);
  if (entry.points) return explained.ended(plain.points(-entry.points), -entry.points, day);
  return explained.moneyEnded(plain.money(-entry.wallet_minor, why.currency), day);
}

function brought(entry: Explained, currency: string): string[] {
  return [
    ...(entry.points ? [plain.points(entry.points)] : []),
    ...(entry.wallet_minor ? [explained.walletMoney(plain.money(entry.wallet_minor, currency))] : []),
  ];
}

/** The entry's effect on debt, said only where there is one. */
function debt({ debt_points: changed }: Explained): string {
  if (changed === 0) return "";
  return (changed > 0 ? explained.owed : explained.repaid)(plain.points(Math.abs(changed)), Math.abs(changed));
}
