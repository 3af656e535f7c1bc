/** The Spanish of the ways from the home screen to the others. */
import type { Screen } from "../route";

const hints: Readonly<Record<Screen, string>> = {
  rewards: "Lo que compran sus puntos",
  appointments: "Pida una hora",
  gallery: "Antes y después",
  offers: "Pensadas para usted",
  history: "Cada punto, explicado",
  bank: "Conviértalos en dinero",
  wallet: "Dinero para pagar aquí",
  reminders: "Un aviso discreto antes de que venzan",
};

export const es = { hints, ways: { label: "Todo lo demás" } } as const;
