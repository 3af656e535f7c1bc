/** The Spanish of the desk's question whether many points may be used. */
import type { WordsOf } from "../../shared/language/spoken";
import type * as english from "./words.en";

export const es: WordsOf<typeof english> = {
  confirmationWords: {
    asks: (location) => `${location} pregunta`,
    worth: (money) => `Valen ${money} de descuento al pagar.`,
    useWallet: (money) => `¿Usar ${money} de su monedero?`,
    withWallet: (money) => `Y ${money} de su monedero.`,
    yesWallet: (money) => `Sí, usar ${money}`,
    noWallet: "No, conservar mi dinero",
    byManager: "La clínica dijo que sí por usted",
    byManagerText:
      "Alguien de la gerencia dijo que sí en la recepción, porque no se mostró un código. Si usted no lo quiere, diga que no.",
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
