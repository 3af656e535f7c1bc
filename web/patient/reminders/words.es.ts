/** The Spanish of the reminders screen. */
import type { WordsOf } from "../../shared/language/spoken";
import type * as english from "./words.en";

export const es: WordsOf<typeof english> = {
  reminderWords: {
    intro: "Un aviso discreto antes de que sus puntos venzan, para que ninguno se pierda por olvido.",
    promise:
      "Como máximo uno al día, nunca en las horas de silencio de la clínica. Un recordatorio dice que hay puntos por vencer, y nada más sobre usted.",
    push: "Recordatorios en este teléfono",
    on: "Sí",
    off: "No",
    nudge: "Primer recordatorio",
    urge: "Último recordatorio",
    offers: "Novedades y ofertas",
    offersText: "Como máximo una vez cada dos semanas. Dice que hay algo nuevo, y nada más.",
    daysBefore: (days) =>
      days === 1 ? "1 día antes de que venzan los puntos" : `${days} días antes de que venzan los puntos`,
    kinds: "Cuáles",
    saving: "Un momento…",
    noAnswer: "No llegó respuesta, así que quizá no se guardó. Revise la red y vuelva a intentarlo.",
    offline: "No hay conexión. Los recordatorios se pueden cambiar cuando vuelva la red.",
    unread: "No se pudieron leer sus preferencias. Revise la red.",
    tryAgain: "Intentar de nuevo",
  },
  standingWords: {
    on: { title: "Los recordatorios están activados", text: "Llegan a este teléfono." },
    off: {
      title: "Los recordatorios están desactivados",
      text: "Su navegador le pedirá permiso a continuación. Puede cambiar de opinión aquí en cualquier momento.",
    },
    blocked: {
      title: "Su navegador los bloquea",
      text: "Permita las notificaciones de esta página en los ajustes del navegador y vuelva aquí.",
    },
    unsupported: {
      title: "Este navegador no puede mostrarlos",
      text: "En un iPhone, añada esta página a la pantalla de inicio y ábrala desde allí.",
    },
    "not-set-up": {
      title: "No hay recordatorios configurados",
      text: "Esta clínica todavía no los envía. Las fechas de sus puntos son siempre correctas.",
    },
  },
};
