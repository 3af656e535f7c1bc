/** The English of the balance: what there is, what it is worth, and until when. */
import { spoken } from "../../shared/language/spoken";

export const balanceWords = spoken("balanceWords", {
  inWallet: "in your wallet",
  owedOne: "1 point is owed; the next point repays it.",
  owed: (points: string) => `${points} are owed; the next points repay them.`,
  usedToday: (what: string) => `Used at the clinic today: ${what}.`,
  both: (points: string, money: string) => `${points} and ${money} from your wallet`,
  noChange: "no change",
  points: (count: string) => `${count} points`,
  point: "1 point",
  balanceOf: (name: string) => `${name}’s points`,
  earning: (rate: string, tenders: string, times: string, points: string, money: string) =>
    `You earn ${rate} of what you pay by ${tenders}${times}: ${points} for ${money}.`,
  worth: (money: string) => `Worth ${money} at the front desk.`,
  times: (multiplier: string, tier: string) => `, times ${multiplier} for ${tier}`,
  earningNothing: "Purchases earn no points at present.",
  until: (day: string) => `until ${day}`,
  courtesy: (day: string) => `Courtesy until ${day}`,
  lastDay: "Today is the last day",
});
