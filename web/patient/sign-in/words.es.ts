/** The Spanish of the first screens: the welcome, and joining the clinic. */
import type { WordsOf } from "../../shared/language/spoken";
import type * as english from "./words.en";

export const es: WordsOf<typeof english> = {
  welcomeWords: {
    title: "Sus puntos",
    welcome: "Le damos la bienvenida",
    welcomeText: "Inicie sesión para ver sus puntos y mostrar su código en recepción.",
  },
  everywhereWords: {
    everywhere: "Cerrar todas las sesiones",
    sure: "Se cerrará su sesión en todos los teléfonos y computadoras, también aquí.",
    yes: "Sí, cerrar todas",
    no: "Mantener la sesión",
  },
  joinWords: {
    join: (clinic) => `Únase a ${clinic}`,
    joinText: "Un solo paso: el nombre con el que le saludamos.",
    openAccount: "Abrir mi cuenta",
    opening: "Abriendo su cuenta…",
  },
};
