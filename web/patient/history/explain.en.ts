/** The English of explanations: the server's own sentences, without what somebody wrote. Amounts, counts and days come in as they are to be read. */

import type { ExtensionWhy, ReversalWhy } from "../../shared/api/contracts.gen";
import { spoken } from "../../shared/language/spoken";

export const undoneWords = spoken("undoneWords", {
  refund: "Refund",
  void: "Canceled the same day",
  reassign: "Moved: this sale was another patient's",
  cancel: "Redemption canceled",
  undo: "Banking undone",
  credit: "Wallet money taken back",
  cash_out: "Payment in cash undone",
} satisfies Record<ReversalWhy["reason"], string>);

export const keptWords = spoken("keptWords", {
  appointment: "for your appointment",
  "no-notice": "as no reminder had reached you",
  "no-appointment": "as before your appointment",
} satisfies Record<ExtensionWhy["reason"], string>);

/** `count` is what `points` say, for what has to agree with it. */
export const explained = spoken("explained", {
  nothingEarns: "No points: nothing earns here at present.",
  onlyEarn: (tenders: string, count: number) => `No points: only ${tenders} ${count === 1 ? "earns" : "earn"} here.`,
  share: (rate: string, amount: string, tenders: string) => `${rate} % of ${amount} ${tenders}`,
  paidInBefore: (money: string) => `, ${money} of it paid in before`,
  times: (multiplier: string, tier: string) => `, times ${multiplier} for ${tier}`,
  belowOnePoint: " is less than one point; it is kept for the next purchase.",
  reward: (points: string, reward: string) => `${points} for ${reward}`,
  used: (points: string, _: number, worth: string) => `${points} used as ${worth}`,
  ofBill: (bill: string) => ` of a ${bill} bill`,
  byManager: "; a manager said yes at the desk, without your phone",
  paid: (money: string) => `${money} paid from the wallet`,
  paidOut: (money: string) => `${money} of wallet money paid out in cash`,
  undone: (what: string, changes: string) => `${what}: ${changes}`,
  refundOf: (money: string) => `Refund of ${money}`,
  takenBack: (points: string, _: number) => `${points} taken back`,
  bankedMoneyTaken: (money: string) => `${money} of banked wallet money taken for them`,
  moneyTakenBack: (money: string) => `${money} of wallet money taken back`,
  expiredAlready: (points: string, _: number) => `${points} had expired already`,
  givenBack: (points: string, _: number) => `${points} given back`,
  pastLastDay: (points: string, count: number) => `${points} had passed ${its(count)} last day`,
  moneyGivenBack: (money: string) => `${money} given back to the wallet`,
  moneyIntoWallet: (money: string) => `${money} paid into the wallet`,
  moneyPastLastDay: (money: string) => `${money} of wallet money had passed its last day`,
  nothingChanged: "no points changed",
  banked: (points: string, _: number, money: string) => `${points} became ${money} of wallet money`,
  tierBonus: (rate: string, tier: string) => `, ${rate} % more for ${tier}`,
  paidIn: (money: string) => `${money} paid in`,
  given: (money: string) => `${money} given`,
  pointsGiven: (points: string, _: number) => `${points} given`,
  pointsTaken: (points: string, _: number) => `${points} taken`,
  ended: (points: string, count: number, day: string) => `${points} passed ${its(count)} last day, ${day}`,
  moneyEnded: (money: string, day: string) => `${money} of wallet money passed its last day, ${day}`,
  kept: (points: string, _: number, day: string, why: string) => `${points} kept until ${day}, ${why}`,
  newLife: (points: string, count: number) =>
    `${points} that had expired ${count === 1 ? "was" : "were"} given a new life`,
  month: (points: string, day: string, plan: string) =>
    `${points} for the month from ${day} of your ${plan} membership`,
  brought: (what: string) => `${what} brought along`,
  walletMoney: (money: string) => `${money} of wallet money`,
  owed: (points: string, count: number) =>
    `; ${points} ${count === 1 ? "is owed and the next point repays it" : "are owed and the next points repay them"}`,
  repaid: (points: string, _: number) => `; ${points} repaid what was owed`,
});

function its(count: number): string {
  return count === 1 ? "its" : "their";
}
