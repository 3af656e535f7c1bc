/** The Spanish of the tier card. */
import type { WordsOf } from "../../shared/language/spoken";
import type * as english from "./words.en";

export const es: WordsOf<typeof english> = {
  tierCardWords: {
    yourTier: "Su nivel",
    membership: "Su membresía",
    brings: (name) => `Lo que ofrece ${name}`,
    reached: (name) => `${name}, alcanzado`,
    towards: (have, need, name) => `${have} de ${need} hacia ${name}`,
    highest: (name) => `${name}, el nivel más alto que se alcanza con sus visitas`,
    until: (name, day) => `${name} hasta el ${day}`,
    paymentMissing: "Falta un pago",
    paused: "En pausa",
    ends: (day) => `Termina el ${day}`,
    paidUntil: (day) => `Pagada hasta el ${day}`,
    active: "Activa",
    cancelled: "Cancelada",
    morePoints: (points, one) => `${points} ${one ? "punto" : "puntos"} más`,
    moreThanItCosts: (money) => `${money} más de lo que cuesta`,
    worth: (money) => `con un valor de ${money}`,
    wouldHavePaid: (tier, more, worth) => `En los últimos doce meses, ${tier} le habría dado ${more}, ${worth}.`,
    wouldNotHavePaid: (tier) => `En los últimos doce meses, una membresía ${tier} no se habría pagado sola.`,
    hasNotPaid: (own, more, tier, money) =>
      `Su membresía ${own} le dio ${more} que ${tier}, con un valor de ${money} menos de lo que cuesta.`,
  },
};
