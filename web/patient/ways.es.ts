/** The Spanish of the ways from the home screen to the others. */
import type { WordsOf } from "../shared/language/spoken";
import type * as english from "./ways.en";

export const es: WordsOf<typeof english> = {
  wayWords: {
    label: "Todo lo demás",
    hints: {
      rewards: "Lo que compran sus puntos",
      appointments: "Pida una hora",
      gallery: "Antes y después",
      offers: "Pensadas para usted",
      history: "Cada punto, explicado",
      bank: "Conviértalos en dinero",
      wallet: "Dinero para pagar aquí",
      reminders: "Un aviso discreto antes de que venzan",
    },
  },
};
