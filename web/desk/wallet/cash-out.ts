/** Paying out what is left of paid-in money: when the clinic's rule allows it, and the act. */
import type { Calling } from "../../shared/api/callables";
import type { CashOut, CashOutQuote, Movement } from "../../shared/api/contracts.gen";
import { formatMoney, type MoneyFormat } from "../../shared/points/money";
import type { SheetAct } from "../acts/checkout";
import { visitAfter } from "../acts/visit-after";
import { cashOutWords } from "./words";

/** The sentence that says why nothing is paid out; "" where it is. */
export function whyNot({ left_minor: left, below_minor: below }: CashOutQuote, format: MoneyFormat): string {
  if (below === null) return cashOutWords.off;
  if (left === 0) return cashOutWords.nothing;
  return left < below ? "" : cashOutWords.tooMuch(formatMoney(left, format), formatMoney(below, format));
}

/** Pays out all that is left of paid-in money. */
export function cashOut(
  callables: Calling,
  amountMinor: number,
  text: string,
  format: MoneyFormat,
): SheetAct<CashOut, Movement> {
  return {
    doing: "cashOut",
    more: { amount_minor: amountMinor, text },
    ask: (body) => callables.call("cash_out", body),
    after: (visit, movement) => {
      const sentence = `${movement.explanation}. ${cashOutWords.giveCash(formatMoney(-movement.wallet_minor, format))}`;
      return { visit: visitAfter(visit, movement), done: { sentence, waits: false } };
    },
  };
}
