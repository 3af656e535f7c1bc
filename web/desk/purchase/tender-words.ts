/** The English of tenders and amounts, for the front desk, where they are typed. */
import type { TenderKind } from "../../shared/api/contracts.gen";
import type { AmountProblem } from "../../shared/points/money";

export const tenderWords: Readonly<Record<TenderKind, string>> = {
  cash: "Cash",
  card: "Card",
  wallet: "Wallet",
  points: "Points",
  insurance: "Insurance",
  financing: "Financing",
};

export const amountWords: Readonly<Record<AmountProblem, (largest: string, digits: number) => string>> = {
  empty: () => "Enter the amount.",
  "not-an-amount": () => "Write the amount in digits, like 450 or 450.00.",
  "too-many-decimals": (_, digits) => (digits === 0 ? "No decimals here." : `At most ${digits} decimals.`),
  zero: () => "The amount is more than zero.",
  "too-large": (largest) => `One tender is at most ${largest}.`,
};
