/** The Spanish of the way to the next tier. */
import type { WordsOf } from "../language/spoken";
import type * as english from "./tier.en";

export const es: WordsOf<typeof english> = {
  tierWords: {
    spend_minor: (missing, _, tier) => `Faltan ${missing} para ${tier}`,
    purchases: (missing, one, tier) =>
      one ? `Falta ${missing} compra para ${tier}` : `Faltan ${missing} compras para ${tier}`,
    points: (missing, one, tier) =>
      one ? `Falta ${missing} punto para ${tier}` : `Faltan ${missing} puntos para ${tier}`,
    treatments: (missing, one, tier) =>
      one ? `Falta ${missing} tratamiento para ${tier}` : `Faltan ${missing} tratamientos para ${tier}`,
  },
};
