/** The English of paying wallet money out. */
export const cashOutWords = {
  text: (name: string) => `What is left of the money that ${name} paid in. Money that was given or banked stays.`,
  off: "The clinic pays no wallet money out.",
  nothing: "No money that was paid in is left.",
  tooMuch: (left: string, below: string) =>
    `${left} of paid-in money is left. It is paid out only while less than ${below} is left.`,
  unread: "What is left could not be read. Close this and open it again.",
  left: "Paid-in money left",
  rule: "Paid out while less is left than",
  follows: (money: string) => `${money} leaves the wallet.`,
  giveCash: (money: string) => `Give the patient ${money} in cash.`,
  payOut: (money: string) => `Pay out ${money}`,
} as const;
