/** The Spanish of showing that an address is one's own. */
import type { WordsOf } from "./spoken";
import type * as english from "./verify.en";

export const es: WordsOf<typeof english> = {
  verifyWords: {
    title: "Confirme su correo electrónico",
    text: (address) => `Enviamos un enlace a ${address}. Ábralo y vuelva aquí.`,
    unwanted: "Puede tardar un minuto. Si no llega, búsquelo en el correo no deseado.",
    opened: "Ya abrí el enlace",
    looking: "Un momento…",
    notYet: "El correo aún no está confirmado. Abra el enlace del mensaje más reciente.",
    again: "Enviarlo otra vez",
    sentAgain: "Enviado de nuevo.",
  },
};
