/** The Spanish of tenders in a sentence, each with its own preposition: "en efectivo y con tarjeta". */
import type { WordsOf } from "../language/spoken";
import type * as english from "./tenders.en";

export const es: WordsOf<typeof english> = {
  tenderNames: {
    cash: "en efectivo",
    card: "con tarjeta",
    wallet: "con el monedero",
    points: "con puntos",
    insurance: "con seguro",
    financing: "con financiamiento",
  },
  lists: { and: (words) => new Intl.ListFormat("es").format(words) },
};
