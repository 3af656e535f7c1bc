/** The English of the receipt, which comes when there is one. */
export const onReceipt = {
  credited: "Credited",
  recorded: "Recorded, no points",
  newBalance: "New balance",
  goodUntil: "Good until",
  paid: "Paid",
  debtRepaid: (points: string) => `${points} points repaid what was owed.`,
  next: "Next patient",
  nextText: "or just scan the next code",
} as const;
