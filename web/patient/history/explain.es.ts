/** The Spanish of explanations. */

import type { WordsOf } from "../../shared/language/spoken";
import type * as english from "./explain.en";

export const es: WordsOf<typeof english> = {
  undoneWords: {
    refund: "Reembolso",
    void: "Cancelado el mismo día",
    reassign: "Trasladado: esta venta era de otro paciente",
    cancel: "Canje cancelado",
    undo: "Conversión deshecha",
    credit: "Dinero del monedero retirado",
    cash_out: "Pago en efectivo deshecho",
  },
  keptWords: {
    appointment: "por su cita",
    "no-notice": "porque no le había llegado ningún recordatorio",
    "no-appointment": "como antes de su cita",
  },
  explained: {
    nothingEarns: "Sin puntos: por ahora aquí nada los da.",
    onlyEarn: (tenders) => `Sin puntos: aquí solo los dan los pagos ${tenders}.`,
    share: (rate, amount, tenders) => `${rate}\u00a0% de ${amount} ${tenders}`,
    paidInBefore: (money) => `, de ellos ${money} ingresados antes`,
    times: (multiplier, tier) => `, por ${multiplier} en el nivel ${tier}`,
    belowOnePoint: " es menos de un punto; se guarda para la próxima compra.",
    reward: (points, reward) => `${points} por ${reward}`,
    used: (points, count, worth) => `${points} ${s(count, "usado")} como ${worth}`,
    ofBill: (bill) => ` de una cuenta de ${bill}`,
    byManager: "; alguien de la gerencia dijo que sí en la recepción, sin su teléfono",
    paid: (money) => `${money} pagados con el monedero`,
    paidOut: (money) => `${money} del monedero pagados en efectivo`,
    undone: (what, changes) => `${what}: ${changes}`,
    refundOf: (money) => `Reembolso de ${money}`,
    takenBack: (points, count) => `${points} ${s(count, "retirado")}`,
    bankedMoneyTaken: (money) => `${money} del monedero convertido, retirados por ellos`,
    moneyTakenBack: (money) => `${money} del monedero retirados`,
    expiredAlready: (points, count) => `${points} ya ${had(count)} vencido`,
    givenBack: (points, count) => `${points} ${s(count, "devuelto")}`,
    pastLastDay: (points, count) => `${points} ya ${had(count)} pasado su último día`,
    moneyGivenBack: (money) => `${money} devueltos al monedero`,
    moneyIntoWallet: (money) => `${money} ingresados en el monedero`,
    moneyPastLastDay: (money) => `${money} del monedero ya habían pasado su último día`,
    nothingChanged: "los puntos no cambiaron",
    banked: (points, count, money) =>
      `${points} se ${count === 1 ? "convirtió" : "convirtieron"} en ${money} del monedero`,
    tierBonus: (rate, tier) => `, ${rate}\u00a0% más por el nivel ${tier}`,
    paidIn: (money) => `${money} depositados`,
    given: (money) => `${money} regalados`,
    pointsGiven: (points, count) => `${points} ${s(count, "añadido")}`,
    pointsTaken: (points, count) => `${points} ${s(count, "retirado")}`,
    ended: (points, count, day) => `${points} ${count === 1 ? "pasó" : "pasaron"} su último día, el ${day}`,
    moneyEnded: (money, day) => `${money} del monedero pasaron su último día, el ${day}`,
    kept: (points, count, day, why) => `${points} ${s(count, "conservado")} hasta el ${day}, ${why}`,
    newLife: (points, count) =>
      `${points} que ${had(count)} vencido ${count === 1 ? "recibió" : "recibieron"} una nueva vida`,
    month: (points, day, plan) => `${points} por el mes desde el ${day} de su membresía ${plan}`,
    brought: (what) => `${what} que ya tenía`,
    walletMoney: (money) => `${money} en el monedero`,
    owed: (points, count) =>
      count === 1
        ? `; se debe ${points} y el próximo punto lo compensa`
        : `; se deben ${points} y los próximos puntos los compensan`,
    repaid: (points, count) => `; ${points} ${count === 1 ? "compensó" : "compensaron"} lo que se debía`,
  },
};

/** "usado", "usados" */
function s(count: number, participle: string): string {
  return count === 1 ? participle : `${participle}s`;
}

function had(count: number): string {
  return count === 1 ? "había" : "habían";
}
