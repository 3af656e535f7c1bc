/** The Spanish of the offers: few words, nothing pushy. */
import type { WordsOf } from "../../shared/language/spoken";
import type * as english from "./words.en";

export const es: WordsOf<typeof english> = {
  offerWords: {
    intro: "De la clínica, para usted. No tiene que hacer nada.",
    ask: (service: string) => `Pedir una hora: ${service}`,
    none: "Por ahora no hay ofertas",
    noneText: "Cuando la clínica tenga algo para usted, lo leerá aquí. Sus puntos y recompensas son siempre suyos.",
    seeRewards: "Ver las recompensas",
  },
};
