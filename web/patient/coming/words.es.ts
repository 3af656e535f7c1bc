/** The Spanish of changes that are coming. */
import type { WordsOf } from "../../shared/language/spoken";
import type * as english from "./words.en";

export const es: WordsOf<typeof english> = {
  comingWords: {
    "life-shorter": (day) =>
      `A partir del ${day}, los puntos que gane vencerán antes que ahora. Los que ya tiene conservan su último día.`,
    "money-life-shorter": (day) =>
      `A partir del ${day}, el dinero que llegue a su monedero vencerá antes que ahora. El que ya tiene conserva su último día.`,
    "worth-lower": (day) => `A partir del ${day}, los puntos valdrán menos en recepción, también los que ya tiene.`,
    "banked-lower": (day) =>
      `A partir del ${day}, los puntos que convierta serán menos dinero, también los que ya tiene.`,
    "tiers-dearer": (day) => `A partir del ${day}, será más difícil alcanzar o conservar un nivel.`,
  },
};
