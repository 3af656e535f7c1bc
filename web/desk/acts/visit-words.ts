/** The English that comes with the first visit: what may be done at one, and what is waited for. */

export const visitWords = {
  phoneAsks: (points: string, money: string) => `Their phone asks whether to use ${points} points, worth ${money}.`,
  phoneAsksWallet: (money: string) => `Their phone asks whether to use ${money} from the wallet.`,
  orManager:
    "No phone here? A manager says yes at their own screen (Y, before a scan). With no manager in reach, nothing can be used today; what they pay in full earns points as always.",
  timeLeft: "left",
  stopWaiting: "Stop waiting",
  waitingForSecond: "Waiting for a second person’s yes",
  waitingForYes: "Waiting for the patient’s yes",
  undoFor: {
    purchase: (points: string) => `credited ${points}`,
    redemption: (points: string) => `${points} points used`,
  },
  wasDone: "Done",
  waitsForSecond: "Asked for",
  moreActs: "More",
  usePoints: "Use points",
  refund: "Refund",
  adjust: "Adjust points",
  reassign: "Move a purchase",
  reverse: "Undo an earlier act",
  reissue: "Give expired points a new life",
  membership: "Membership",
  treatment: "Note a treatment",
  cashOut: "Pay wallet money out",
  visits: "Coming visits",
  close: "Close the account",
} as const;
