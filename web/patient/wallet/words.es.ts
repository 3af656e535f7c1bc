/** The Spanish of the wallet, and of points that become its money. */
import type { WordsOf } from "../../shared/language/spoken";
import type * as english from "./words.en";

export const es: WordsOf<typeof english> = {
  walletWords: {
    bankText: "El dinero del monedero sirve para pagar en recepción.",
    soonestFirst: "Primero se usan los puntos que vencen antes.",
    become: "se convierten en",
    bonus: (rate, tier) => `${rate} más por su nivel ${tier}`,
    choose: "Cuántos puntos",
    fewer: (step) => `${step} menos`,
    more: (step) => `${step} más`,
    afterwards: (points, money) => `Después: ${points}, y ${money} en su monedero.`,
    bankNow: (points, money) => `Convertir ${points} en ${money}`,
    banking: "Un momento…",
    undoFor: (time) => `Puede deshacerlo durante ${time}.`,
    noUndo: "No se puede deshacer.",
    lives: (days) => `El dinero se puede usar durante ${days} días.`,
    livesOn: "El dinero no tiene fecha límite.",
    tooFew: (least) => `Puede convertir a partir de ${least}`,
    tooFewText: (usable) => `Ahora tiene ${usable}.`,
    noBanking: "Aquí no se convierten puntos",
    noBankingText: "Por ahora esta clínica no convierte puntos en dinero del monedero.",
    banked: (money) => `${money} ya están en su monedero`,
    unknown: "No llegó respuesta",
    unknownText: (points) =>
      `Aún no sabemos si ${points} se convirtieron en dinero del monedero. Nada ocurre dos veces.`,
    check: "Comprobar de nuevo",
    seeWallet: "Ver el monedero",
    bankAgain: "Convertir más puntos",
    undone: "Deshecho: los puntos están de vuelta, cada uno con su fecha de siempre.",
    notBanked: "No se convirtió nada: sus puntos siguen como estaban.",
    undo: "Deshacer",
    undoing: "Deshaciendo…",
    undoLeft: (time) => `Quedan ${time}`,
    walletTotal: "Dinero en el monedero",
    walletText: "Sirve para pagar en recepción y se usa en el orden en que aparece aquí.",
    noWallet: "Su monedero está vacío",
    noWalletText: "Aquí aparecen los puntos que convierta y el dinero que la clínica le dé o que usted deposite.",
    noEnd: "sin fecha límite",
    since: (day) => `desde el ${day}`,
  },
  originWords: {
    banked: { title: "Convertido", text: "de sus puntos" },
    granted: { title: "Regalado", text: "por la clínica" },
    paid_in: { title: "Depositado", text: "su propio dinero" },
  },
};
