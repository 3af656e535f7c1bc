/** The Spanish of the home screen, and of what calls are refused with. */
import type { WordsOf } from "../shared/language/spoken";
import type * as english from "./words.en";

export const es: WordsOf<typeof english> = {
  homeWords: {
    title: "Sus puntos",
    byDate: "Cuándo vencen",
    showCode: "Mostrar mi código",
    creditedAnnounced: (points, balance, tier) =>
      `Se sumaron ${points} puntos. Su saldo es de ${balance} puntos.${tier ? ` Su nivel es ahora ${tier}.` : ""}`,
    offline: (time) => `No hay conexión. Su saldo, tal como estaba: ${time}.`,
    offlineUnknown: "No hay conexión. Su saldo aparecerá cuando vuelva la red.",
    reconnecting: (time) => `Conectando de nuevo. Su saldo, tal como estaba: ${time}.`,
    clinicUnread:
      "Los ajustes de su clínica no se pueden leer en este momento. Sus puntos están a salvo: pregunte en recepción.",
    partUnread: "Algo de su clínica no se puede leer en este momento y no se muestra. Sus puntos están a salvo.",
    cannotRead: "No se pudo leer su cuenta. Cierre la sesión y vuelva a iniciarla.",
    useMany: (points) => `¿Usar ${points}?`,
    answerNow: "Responder",
    screenFailed: "No se pudo cargar esta pantalla. Revise la red, vuelva atrás y ábrala de nuevo.",
    newVersion: "Hay una versión nueva",
    reload: "Actualizar",
  },
  urgencyWords: {
    calm: "Queda mucho tiempo",
    notice: "Vencen pronto",
    urgent: "Últimos días",
    courtesy: "Unos días más",
  },
  refusals: {
    unanswered: "La clínica no respondió. Revise la red.",
    other: "No funcionó. Inténtelo de nuevo en un momento.",
    "address-not-verified": "Primero confirme su correo electrónico: abra el enlace que le enviamos.",
    "account-inactive": "Su cuenta no está activa. Pregunte en recepción.",
    "account-not-found": "Todavía no tiene una cuenta aquí.",
    "clinic-not-found": "Esta clínica aún no está configurada.",
    "document-invalid": "La configuración de la clínica necesita atención. Pregunte en recepción.",
    "document-missing": "La configuración de la clínica necesita atención. Pregunte en recepción.",
    "location-inactive": "Por el momento esta sede no acepta códigos. Elija otra.",
    "location-not-found": "Por el momento esta sede no acepta códigos. Elija otra.",
    "malformed-request": "Escriba un nombre de 1 a 80 caracteres.",
    "session-over": "Su sesión se cerró en todos los dispositivos. Inicie sesión de nuevo.",
    "sign-in-required": "Inicie sesión de nuevo.",
    "too-many-calls": "Fueron demasiadas solicitudes a la vez. Espere unos segundos e inténtelo de nuevo.",
  },
  ledgerRefusals: {
    "below-minimum": ({ minimum }) => `Se convierten al menos ${String(minimum)} puntos a la vez.`,
    "not-an-increment": ({ increment }) => `Los puntos se convierten de ${String(increment)} en ${String(increment)}.`,
    "insufficient-points": ({ available_points: points }) => `Ahora puede usar ${String(points)} puntos.`,
    "debt-open": ({ debt_points: points }) =>
      `Debe ${String(points)} puntos. Los próximos puntos los pagan; después podrá convertir de nuevo.`,
    "banked-points-expired": () => "El último día de estos puntos ya pasó, así que el dinero sigue en su monedero.",
    "banked-too-often": ({ used }) => `Hoy ya convirtió puntos ${String(used)} veces. Mañana podrá hacerlo de nuevo.`,
    "nothing-to-bank": () => "Tan pocos puntos no dan dinero del monedero.",
    "banking-undo-over": () => "Terminó el tiempo para deshacerlo.",
    "banking-already-spent": () => "Parte de este dinero ya se gastó, así que no puede volver a ser puntos.",
    "purchase-closed": () => "Ya se había deshecho.",
    "entry-not-found": () => "No hay nada que deshacer.",
    "confirmation-lapsed": () => "Terminó el tiempo para responder. La recepción puede preguntar otra vez.",
    "nothing-to-confirm": () => "La recepción ya no pregunta.",
    "too-many-open-lots": () => "Su monedero tiene demasiadas cantidades separadas. Pregunte en recepción.",
    "malformed-request": () => "No funcionó. Inténtelo de nuevo en un momento.",
    contention: () => "Su cuenta está ocupada. Inténtelo de nuevo en un momento.",
  },
};
