/** The English that several sheets share. */
export const sheetWords = {
  whichPurchase: (name: string, place: string) => `What ${name} paid at ${place}`,
  refundedSoFar: (money: string) => `${money} refunded so far`,
  choose: "Choose",
  back: "Back",
  reason: "Reason",
  reasonHint: "The patient reads this.",
  reasonMissing: "Type the reason. The patient reads it.",
  privateNote: "Private note",
  lifeFor: (points: string, day: string) => `${points} points of ${day}`,
} as const;
