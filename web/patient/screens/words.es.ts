/** The Spanish that the screens share: their titles, the way back, and what is being read. */
import type { WordsOf } from "../../shared/language/spoken";
import type * as english from "./words.en";

export const es: WordsOf<typeof english> = {
  readingWords: {
    unread: "No se pudo leer esta página. Compruebe la conexión.",
    leftOut: "Algo de esta página no se puede leer en este momento y no se muestra.",
    offline: "Esta página se abrirá cuando vuelva la red.",
    until: (day: string) => `hasta el ${day}`,
    forTiers: (names: string) => `Para ${names}`,
  },
  screenWords: {
    back: "Volver a sus puntos",
    reading: "Leyendo…",
    tryAgain: "Intentar de nuevo",
    until: (day) => `hasta el ${day}`,
  },
  titles: {
    history: "Historial",
    wallet: "Monedero",
    bank: "Convertir puntos",
    reminders: "Recordatorios",
    rewards: "Recompensas",
    appointments: "Citas",
    gallery: "Galería",
    offers: "Ofertas",
  },
};
