/** The Spanish of the balance: what there is, what it is worth, and until when. */
import type { WordsOf } from "../../shared/language/spoken";
import type * as english from "./words.en";

export const es: WordsOf<typeof english> = {
  balanceWords: {
    inWallet: "en su monedero",
    owedOne: "Se debe 1 punto; el próximo punto lo compensa.",
    owed: (points) => `Se deben ${points}; los próximos puntos los compensan.`,
    usedToday: (what) => `Usado hoy en la clínica: ${what}.`,
    both: (points, money) => `${points} y ${money} de su monedero`,
    noChange: "sin cambios",
    points: (count) => `${count} puntos`,
    point: "1 punto",
    balanceOf: (name) => `Puntos de ${name}`,
    earning: (rate, tenders, times, points, money) =>
      `Usted gana el ${rate} de lo que paga ${tenders}${times}: ${points} por cada ${money}.`,
    worth: (money) => `Valen ${money} en la recepción.`,
    times: (multiplier, tier) => `, por ${multiplier} en el nivel ${tier}`,
    earningNothing: "Por ahora las compras no dan puntos.",
    until: (day) => `hasta el ${day}`,
    courtesy: (day) => `Por cortesía, hasta el ${day}`,
    lastDay: "Hoy es el último día",
  },
};
