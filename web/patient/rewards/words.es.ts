/** The Spanish of the rewards: what points buy, and where. */
import type { WordsOf } from "../../shared/language/spoken";
import type * as english from "./words.en";

export const es: WordsOf<typeof english> = {
  rewardWords: {
    intro: "Sus puntos compran estas recompensas en recepción. Pídalas allí y muestre su código.",
    now: "Ya a su alcance",
    near: "Cada vez más cerca",
    others: "Para otros niveles",
    more: (points: string) => `${points} más`,
    left: (count: string) => `quedan ${count}`,
    none: "Por ahora no hay recompensas",
    noneText: "Sus puntos también pagan en recepción: se descuentan de su cuenta.",
    nothingYet: "Todavía no hay nada a su alcance. Su próxima visita lo acerca.",
  },
};
