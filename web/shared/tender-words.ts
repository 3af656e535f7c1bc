/** The English of tenders and amounts, for the screens that speak of money. */
import type { TenderKind } from "./contracts";
import type { AmountProblem } from "./money";

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

/** "cash", "cash and card", "cash, card and financing". */
export function tenderList(kinds: readonly TenderKind[]): string {
  const names = kinds.map((kind) => tenderWords[kind].toLowerCase());
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
