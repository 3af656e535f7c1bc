/** The Spanish of the gallery: what is seen, with whose consent. */
import type { WordsOf } from "../../shared/language/spoken";
import type * as english from "./words.en";

export const es: WordsOf<typeof english> = {
  galleryWords: {
    intro: "Resultados de esta clínica, mostrados con el consentimiento de cada persona y solo mientras dure.",
    honest: "Cada piel es distinta, y también lo son los resultados.",
    before: "Antes",
    after: "Después",
    compare: (title: string) => `${title}: del antes al después`,
    share: (percent: string) => `${percent} después`,
    gone: "Esta comparación no se puede mostrar ahora.",
    none: "Por ahora no hay imágenes",
    noneText:
      "Aquí se muestran imágenes cuando alguien a quien tratamos da su consentimiento. Pregunte a la clínica qué puede enseñarle.",
    seeServices: "Ver lo que ofrece la clínica",
  },
};
