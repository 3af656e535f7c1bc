/** Amounts and numbers in Spanish explanations: as the rest of the page writes them, in the clinic's region. */

import { speaking, type WordsOf } from "../../shared/language/spoken";
import { formatMoney, moneyFormat } from "../../shared/points/money";
import type * as english from "./plain.en";

export const es: WordsOf<typeof english> = {
  plain: {
    money: (amountMinor, currency) => formatMoney(amountMinor, moneyFormat(currency, speaking.locale)),
    percent: (rateBp) => new Intl.NumberFormat(speaking.locale, { maximumFractionDigits: 2 }).format(rateBp / 100),
    points: (count) => (count === 1 ? "1 punto" : `${new Intl.NumberFormat(speaking.locale).format(count)} puntos`),
    day: (date) => {
      const style: Intl.DateTimeFormatOptions = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
      return new Intl.DateTimeFormat(speaking.locale, style).format(new Date(`${date}T00:00:00Z`));
    },
  },
};
