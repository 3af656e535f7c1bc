/** The English of acts at a visit: their names, and how each one stands. */

export const actWords = {
  phoneAsks: (points: string, money: string) => `Their phone asks whether to use ${points} points, worth ${money}.`,
  phoneAsksWallet: (money: string) => `Their phone asks whether to use ${money} from the wallet.`,
  orManager:
    "No phone here? A manager says yes at their own screen (Y, before a scan). With no manager in reach, nothing can be used today; what they pay in full earns points as always.",
  timeLeft: "left",
  stopWaiting: "Stop waiting",
  waitingForSecond: "Waiting for a second person’s yes",
  waitingForYes: "Waiting for the patient’s yes",
  askAgain: "Ask again",
  sending: { purchase: "Crediting…" },
  undoReason: "Taken back at the desk right away.",
  noAnswerText: "Check the network, then ask again. The visit can be opened once only.",
  closed: { refunded: "refunded", voided: "undone", reassigned: "moved to another patient" } as Readonly<
    Record<string, string>
  >,
  undoFor: {
    purchase: (points: string) => `credited ${points}`,
    redemption: (points: string) => `${points} points used`,
  },
  undo: "Undo",
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
} as const;
