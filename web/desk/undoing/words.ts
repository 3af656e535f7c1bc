/** The English of undoing an earlier act: what it was, what undoing it changes, and what is left to do by hand. */
export const undoingWords = {
  text: (name: string) => `What was done for ${name}. A purchase is undone under Refund, B.`,
  list: "Acts that can be undone",
  none: (name: string) =>
    `Nothing of ${name} can be undone here now. Purchases are under Refund, B; a manager can undo acts of earlier days.`,
  more: "Older acts are not listed.",
  unread: "The acts could not be read. Close this and open it again.",
  choose: "Choose the act. The arrow keys move.",
  undo: "Undo",
  undoing: (what: string) => `Undo: ${what}`,

  paidIn: (money: string, tender: string) => `${money} paid in by ${tender}`,
  given: (money: string) => `${money} given`,
  left: (money: string) => `${money} left`,
  takeBack: "Take back",
  ofLeft: (money: string) => `of ${money} left`,
  leavesWallet: (money: string) => `${money} leaves the wallet.`,
  giveBack: (money: string, tender: string) => `Give the patient ${money} back by ${tender}.`,

  offBill: (points: string, money: string) => `${points} points used, ${money} off a bill`,
  reward: (points: string, reward: string) => `${points} points for ${reward}`,
  comesBack: (points: string) => `${points} points come back, with the last day they had.`,
  lapses: (points: string) => `${points} points are past their last day and do not come back.`,
  billAgain: (money: string) => `Collect the ${money} that came off the bill.`,
  rewardBack: (reward: string) => `Take back what was handed over: ${reward}.`,

  acts: {
    enrolled: (plan: string) => `Enrolled in ${plan}`,
    renewed: (plan: string) => `${plan} renewed`,
    changed: (plan: string) => `Changed to ${plan}`,
    paused: (plan: string) => `${plan} paused`,
    resumed: (plan: string) => `${plan} resumed`,
    cancelled: (plan: string) => `${plan} canceled`,
  } as Readonly<Record<string, (plan: string) => string>>,
  membershipBefore: (plan: string, day: string) => `The membership is as it was before: ${plan}, paid until ${day}.`,
  noMembership: "There is no membership, as before.",
  bonusBack: (points: string) => `The ${points} points that came with it are taken back; those already used are owed.`,
  paymentBack: (money: string) =>
    `Give the ${money} that was paid for it back at the register: no payment is made here.`,
  paymentAgain: (money: string) => `Take ${money} at the register: no payment is taken here.`,

  paidOut: (money: string) => `${money} paid out in cash`,
  backInWallet: (money: string) => `${money} is in the wallet again.`,
  takeCash: (money: string) => `Take the ${money} back in cash.`,
  aTreatment: "A treatment",
  noted: (service: string, day: string) => `${service} of ${day} noted`,
  countsNoMore: "It counts no more, and the tier follows. If it was another patient’s, note it at their visit with T.",
  undone: (what: string) => `Undone: ${what}.`,
  bonusTaken: (points: string) => `${points} points were taken back.`,
} as const;
