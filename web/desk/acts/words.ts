/** The English of acts at a visit: their names, and how each one stands. */

export const actWords = {
  phoneAsks: (points: string, money: string) => `Their phone asks whether to use ${points} points, worth ${money}.`,
  phoneAsksWallet: (money: string) => `Their phone asks whether to use ${money} from the wallet.`,
  orManager:
    "No phone here? A manager says yes at their own screen (Y, before a scan). With no manager in reach, nothing can be used today; what they pay in full earns points as always.",
  timeLeft: "left",
  stopWaiting: "Stop waiting",
  unknown: {
    purchase: "No answer yet, so it is not known whether this was credited. Ask again: it can be credited once only.",
    redemption:
      "No answer yet, so it is not known whether the points were used. Ask again: they can be used once only.",
    refund: "No answer yet, so it is not known whether this was refunded. Ask again: it can be refunded once only.",
    undo: "No answer yet, so it is not known whether this was undone. Ask again: it can be undone once only.",
    adjustment: "No answer yet, so it is not known whether this was adjusted. Ask again: it can be adjusted once only.",
    reassignment: "No answer yet, so it is not known whether this was moved. Ask again: it can be moved once only.",
    reissue: "No answer yet, so it is not known whether the points live again. Ask again: it can be done once only.",
    membership: "No answer yet, so it is not known whether the membership changed. Ask again: it changes once only.",
    treatment: "No answer yet, so it is not known whether this was noted. Ask again: it is noted once only.",
    decision: "No answer yet, so it is not known whether this was decided. Ask again: it can be decided once only.",
  },
  waitingForYes: "Waiting for the patient’s yes",
  askAgain: "Ask again",
  sending: {
    purchase: "Crediting…",
    redemption: "Using points…",
    refund: "Refunding…",
    undo: "Undoing…",
    adjustment: "Adjusting…",
    reassignment: "Moving…",
    reissue: "Giving a new life…",
    membership: "Changing…",
    treatment: "Noting…",
    decision: "Deciding…",
  },
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
  reissue: "Give expired points a new life",
  membership: "Membership",
  treatment: "Note a treatment",
} as const;
