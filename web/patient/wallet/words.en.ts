/** The English of the wallet, and of points that become its money. */

import { spoken } from "../../shared/language/spoken";
import type { Origin } from "./wallet";

export const walletWords = spoken("walletWords", {
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
  seeWallet: "See the wallet",
  bankAgain: "Bank points again",
  undone: "Undone: the points are back, each with the last day it had.",
  notBanked: "Nothing was banked: your points are as they were.",
  undo: "Undo",
  undoing: "Undoing…",
  undoLeft: (time: string) => `${time} left`,
  walletTotal: "Wallet money",
  walletText: "It pays at the front desk, and is spent in the order in which it is listed here.",
  noWallet: "Your wallet is empty",
  noWalletText: "Points that you bank, and money that the clinic gives you or that you pay in, appear here.",
  noEnd: "no last day",
  since: (day: string) => `since ${day}`,
});

export const originWords = spoken("originWords", {
  banked: { title: "Banked", text: "from your points" },
  granted: { title: "Given", text: "by the clinic" },
  paid_in: { title: "Paid in", text: "your own money" },
} satisfies Record<Origin, { title: string; text: string }>);
