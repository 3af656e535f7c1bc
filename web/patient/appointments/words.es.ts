/** The Spanish of the appointments: what the clinic does, asking for a time, and what became of it. */
import type { WordsOf } from "../../shared/language/spoken";
import type * as english from "./words.en";

export const es: WordsOf<typeof english> = {
  appointmentWords: {
    yours: "Sus citas",
    earlier: "Anteriores",
    services: "¿Qué desea?",
    servicesText: "Elija un servicio y díganos qué días le convienen. La clínica le responderá con una hora.",
    noServices: "Por ahora no se puede pedir nada aquí",
    noServicesText: "Pregunte en recepción o llame a la clínica.",
    ask: "Pedir una hora",
    backToServices: "Elegir otro servicio",
    where: "Dónde",
    when: "¿Qué días le convienen?",
    day: (turn: number) => ["Primera opción", "Segunda opción", "Tercera opción"][turn - 1] ?? "",
    anotherDay: "Añadir otro día",
    send: "Enviar la petición",
    sending: "Enviando…",
    waits: "Aún no hay respuesta. Se enviará en cuanto la red lo permita, mientras esta página siga abierta.",
    refused: "La clínica no aceptó esta petición. Revise los días e inténtelo de nuevo.",
    tooMany: "Cinco de sus peticiones esperan respuesta. Retire una o espere a que la clínica responda.",
    asked: "Petición enviada",
    askedText: "La clínica le responderá aquí. No hace falta que deje la página abierta.",
    wished: (days: string) => `Días deseados: ${days}`,
    accept: "Aceptar esta hora",
    accepting: "Un momento…",
    withdraw: "Retirar",
    withdrawSure: "¿Desea retirarla? La clínica dejará de buscarle una hora.",
    withdrawYes: "Sí, retirarla",
    keep: "Mantenerla",
    change: "Para cambiarla, llame a la clínica.",
    cancelVisit: "Cancelar la cita",
    cancelSure: "¿Desea cancelarla? Los puntos que se guardaron para ella vuelven a tener su último día.",
    cancelYes: "Sí, cancelarla",
    unsent: "No se guardó. Compruebe la conexión e inténtelo de nuevo.",

    /** what an appointment is now, with its time where it has one */
    states: {
      sending: () => "Enviándose",
      requested: () => "Pedida: la clínica le busca una hora",
      proposed: (time: string) => `La clínica le propone ${time}`,
      accepted: (time: string) => `Acordada: ${time}`,
      past: (time: string) => `Fue el ${time}`,
      declined: () => "La clínica no tiene hora para ella. Puede pedir otros días cuando guste.",
      withdrawn: () => "Usted la retiró",
      cancelled: () => "Cancelada",
    },

    wishes: {
      none: "Elija al menos un día.",
      past: "Elija días a partir de hoy.",
      far: "Elija días dentro de un año.",
      twice: "Elija cada día una sola vez.",
    },

    refusals: {
      "appointment-settled": "Entretanto quedó resuelta. Aquí puede leer cómo está ahora.",
      "proposal-changed": "La clínica propone ahora otra hora. Mírela primero, por favor.",
      "nothing-proposed": "Ya no hay ninguna hora propuesta.",
      "visit-out-of-reach": "Esta hora ya pasó. La clínica puede proponerle otra.",
      "visit-over": "Esta cita ya pasó.",
      "appointment-not-found": "Esta petición ya no existe.",
      "account-inactive": "Su cuenta no está activa. Pregunte en recepción.",
    },
  },
};
