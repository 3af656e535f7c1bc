/** The Spanish of what screens say that are read from the clinic when they are opened. */
import type { WordsOf } from "../../shared/language/spoken";
import type * as english from "./words.en";

export const es: WordsOf<typeof english> = {
  readingWords: {
    unread: "No se pudo leer esta página. Compruebe la conexión.",
    offline: "Esta página se abrirá cuando vuelva la red.",
    until: (day: string) => `hasta el ${day}`,
    forTiers: (names: string) => `Para ${names}`,
  },
};
