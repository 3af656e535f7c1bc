/** The Spanish of the first screen. */
import type { WordsOf } from "../../shared/language/spoken";
import type * as english from "./words.en";

export const es: WordsOf<typeof english> = {
  welcomeWords: {
    title: "Sus puntos",
    welcome: "Le damos la bienvenida",
    welcomeText: "Inicie sesión para ver sus puntos y mostrar su código en recepción.",
  },
};
