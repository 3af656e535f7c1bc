/** The English of tenders and amounts, for the front desk, where they are typed. */
import type { TenderKind } from "../../shared/api/contracts.gen";
import {
  type AmountProblem,
  formatMoney,
  LARGEST_MINOR,
  type MoneyFormat,
  typedAmount,
} from "../../shared/points/money";

export const tenderWords: Readonly<Record<TenderKind, string>> = {
  cash: "Cash",
  card: "Card",
  wallet: "Wallet",
  points: "Points",
  insurance: "Insurance",
  financing: "Financing",
};

export const amountWords: Readonly<Record<AmountProblem, (format: MoneyFormat) => string>> = {
  empty: () => "Enter the amount.",
  "not-an-amount": (format) => `Write the amount in digits, like ${examples(format).join(" or ")}.`,
  "too-many-decimals": ({ digits }) => (digits === 0 ? "No decimals here." : `At most ${digits} decimals.`),
  zero: () => "The amount is more than zero.",
  "too-large": (format) => `One tender is at most ${formatMoney(LARGEST_MINOR, format)}.`,
};

/** 450 as it is typed in the locale, with and without the currency's decimals. */
export function examples(format: MoneyFormat): string[] {
  const exact = typedAmount(450 * 10 ** format.digits, format);
  return format.digits === 0 ? [exact] : ["450", exact];
}
