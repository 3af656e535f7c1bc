/** The Spanish of the code that is shown at the front desk. */
import type { WordsOf } from "../../shared/language/spoken";
import type * as english from "./words.en";

export const es: WordsOf<typeof english> = {
  codeWords: {
    codeTitle: "Su código",
    codeAlt: (location) => `Código para mostrar en ${location}`,
    at: "En",
    renews: (seconds) => `Se renueva solo en ${seconds} s`,
    renewing: "Preparando un código nuevo…",
    noLocations: "Por el momento ninguna sede acepta códigos.",
    balanceNow: (balance) => `Su saldo es de ${balance}`,
    done: "Listo",
    offlineCode: "No hay conexión. El código aparecerá cuando vuelva la red.",
  },
};
