/** The Spanish of the desk's question whether many points may be used. */
import type { WordsOf } from "../../shared/language/spoken";
import type * as english from "./words.en";

export const es: WordsOf<typeof english> = {
  confirmationWords: {
    asks: (location) => `${location} pregunta`,
    worth: (money) => `Valen ${money} de descuento al pagar.`,
    timeLeft: (time) => `Quedan ${time} para responder`,
    yes: (points) => `Sí, usar ${points}`,
    no: "No, conservar mis puntos",
    later: "Responder más tarde",
    approved: "Usted dijo que sí",
    approvedText: "La recepción continúa ahora. Sus puntos cambian cuando termine.",
    declined: "Usted dijo que no",
    declinedText: "Sus puntos siguen como están.",
    lapsed: "Terminó el tiempo para responder",
    lapsedText: "Sus puntos siguen como están. La recepción puede preguntar otra vez.",
    done: "Listo",
  },
};
