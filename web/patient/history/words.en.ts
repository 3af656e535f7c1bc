/** The English of history, wallet, banking and confirmations; loaded with the home screen, not before the sign-in. */

import { Refused } from "../../shared/api/outcome";
import { spoken } from "../../shared/language/spoken";
import type { Screen } from "../route";
import type { Origin } from "../wallet/wallet";
import { problemOf } from "../words.en";
import type { EntryKind, ReversalWhy } from "./entry";

export const titles = spoken("titles", {
  history: "History",
  wallet: "Wallet",
  bank: "Bank points",
  reminders: "Reminders",
  rewards: "Rewards",
  appointments: "Appointments",
  gallery: "Gallery",
  offers: "Offers",
} satisfies Record<Screen, string>);

export const ledgerWords = spoken("ledgerWords", {
  back: "Back to your points",
  newVersion: "A new version is here",
  reload: "Reload",
  inWallet: "in your wallet",
  owedOne: "1 point is owed; the next point repays it.",
  owed: (points: string) => `${points} are owed; the next points repay them.`,
  screenFailed: "This screen could not be loaded. Check the network, then go back and open it again.",

  today: "Today",
  yesterday: "Yesterday",
  inTheApp: "In the app",
  byItself: "By itself, on its day",
  until: (day: string) => `until ${day}`,
  points: (count: string) => `${count} points`,
  point: "1 point",
  noChange: "no change",
  balanceAfter: "Balance after",
  owedAfter: (count: string) => `${count} owed`,
  older: "Show older",
  reading: "Reading…",
  noHistory: "Nothing here yet",
  noHistoryText: "Your first purchase opens this page: every line says what changed, and why.",
  historyFailed: "The history could not be read. Check the network.",
  tryAgain: "Try again",

  walletTotal: "Wallet money",
  walletText: "It pays at the front desk, and is spent in the order in which it is listed here.",
  noWallet: "Your wallet is empty",
  noWalletText: "Points that you bank, and money that the clinic gives you or that you pay in, appear here.",
  noEnd: "no last day",
  since: (day: string) => `since ${day}`,

  bankText: "Wallet money pays at the front desk.",
  soonestFirst: "The points that end soonest go first.",
  become: "become",
  bonus: (rate: string, tier: string) => `${rate} more for ${tier}`,
  choose: "How many points",
  fewer: (step: string) => `${step} fewer`,
  more: (step: string) => `${step} more`,
  afterwards: (points: string, money: string) => `Afterwards: ${points}, and ${money} in your wallet.`,
  bankNow: (points: string, money: string) => `Turn ${points} into ${money}`,
  banking: "One moment…",
  undoFor: (time: string) => `You can undo it for ${time}.`,
  noUndo: "It cannot be undone.",
  lives: (days: string) => `The money can be used for ${days} days.`,
  livesOn: "The money has no last day.",
  tooFew: (least: string) => `You can bank from ${least} on`,
  tooFewText: (usable: string) => `You have ${usable} now.`,
  noBanking: "Points are not banked here",
  noBankingText: "This clinic does not turn points into wallet money at present.",
  banked: (money: string) => `${money} is in your wallet`,
  unknown: "No answer came",
  unknownText: (points: string) => `We do not know yet whether ${points} became wallet money. Nothing happens twice.`,
  check: "Check again",
  notBanked: "Nothing was banked: your points are as they were.",
  seeWallet: "See the wallet",
  bankAgain: "Bank points again",

  undo: "Undo",
  undoing: "Undoing…",
  undoLeft: (time: string) => `${time} left`,
  undone: "Undone: the points are back, each with the last day it had.",

  asks: (location: string) => `${location} asks`,
  useMany: (points: string) => `Use ${points}?`,
  worth: (money: string) => `They are worth ${money} off your bill.`,
  timeLeft: (time: string) => `${time} left to answer`,
  yes: (points: string) => `Yes, use ${points}`,
  no: "No, keep my points",
  later: "Answer later",
  answerNow: "Answer",
  approved: "You said yes",
  approvedText: "The front desk goes on now. Your points change when it is done.",
  declined: "You said no",
  declinedText: "Your points stay as they are.",
  lapsed: "The time to answer is over",
  lapsedText: "Your points stay as they are. The front desk can ask again.",
  done: "Done",
});

export const originWords = spoken("originWords", {
  banked: { title: "Banked", text: "from your points" },
  granted: { title: "Given", text: "by the clinic" },
  paid_in: { title: "Paid in", text: "your own money" },
} satisfies Record<Origin, { title: string; text: string }>);

export const kindWords = spoken("kindWords", {
  accrual: "Purchase",
  redemption: "Points used",
  wallet_payment: "Paid from the wallet",
  adjustment: "Adjustment",
  banking: "Banked",
  wallet_credit: "Wallet money",
  expiry: "Ended",
  extension: "Kept longer",
  reissue: "A new life",
  bonus: "From your membership",
  opening: "Brought along",
} satisfies Record<Exclude<EntryKind, "reversal">, string>);

export const reversalWords = spoken("reversalWords", {
  refund: "Refund",
  void: "Purchase cancelled",
  reassign: "Purchase moved",
  cancel: "Redemption cancelled",
  undo: "Banking undone",
} satisfies Record<ReversalWhy["reason"], string>);

type Details = Readonly<Record<string, unknown>>;

export const ledgerRefusals = spoken("ledgerRefusals", {
  "below-minimum": ({ minimum }: Details) => `At least ${String(minimum)} points are banked at once.`,
  "not-an-increment": ({ increment }: Details) => `Points are banked in steps of ${String(increment)}.`,
  "insufficient-points": ({ available_points: points }: Details) => `You have ${String(points)} points to use now.`,
  "nothing-to-bank": () => "So few points give no wallet money.",
  "banking-undo-over": () => "The time to undo it is over.",
  "banking-already-spent": () => "Some of this money is spent, so it cannot become points again.",
  "purchase-closed": () => "It was undone before.",
  "entry-not-found": () => "There is nothing to undo.",
  "confirmation-lapsed": () => "The time to answer is over. The front desk can ask again.",
  "nothing-to-confirm": () => "The front desk does not ask any more.",
  "too-many-open-lots": () => "Your wallet holds too many separate amounts. Ask at the front desk.",
  "malformed-request": () => "That did not work. Try again in a moment.",
  contention: () => "Your account is busy. Try again in a moment.",
});

/** What to tell the patient when a call about their points or wallet failed. */
export function ledgerProblemOf(error: unknown): string {
  if (!(error instanceof Refused)) return problemOf(error);
  const told = (ledgerRefusals as Readonly<Record<string, (details: Details) => string>>)[error.code];
  return told?.(error.details) ?? problemOf(error);
}
