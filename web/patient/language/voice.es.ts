/** The Spanish of what a clinic's voice says in its own way. */
import type { WordsOf } from "../../shared/language/spoken";
import type * as english from "./voice.en";

export const es: WordsOf<typeof english> = {
  voices: {
    calm: {
      none: "Todavía no hay puntos",
      noneText:
        "La próxima vez que pague, muestre su código en recepción. Sus puntos aparecerán aquí antes de que se retire.",
      codeHint: "Acérquelo al lector de la recepción.",
      thanks: "Ya están en su cuenta.",
    },
    warm: {
      none: "Sus puntos empiezan aquí",
      noneText: "Muestre su código cuando vuelva a pagar. Antes de que se retire, sus puntos ya estarán con usted.",
      codeHint: "Acérquelo al lector; del resto nos ocupamos nosotros.",
      thanks: "Gracias. Son suyos.",
    },
    brief: {
      none: "Sin puntos",
      noneText: "Muestre su código al pagar.",
      codeHint: "Acérquelo al lector.",
      thanks: "Sumados.",
    },
  },
};
