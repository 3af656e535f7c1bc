/** The Spanish of the page after the sign-in: warm, plain, never pushy. */
import type { WordsOf } from "../shared/language/spoken";
import type * as english from "./words.en";

export const es: WordsOf<typeof english> = {
  homeWords: {
    title: "Sus puntos",
    balanceOf: (name) => `Puntos de ${name}`,
    earning: (rate, tenders, times, points, money) =>
      `Usted gana el ${rate} de lo que paga ${tenders}${times}: ${points} por cada ${money}.`,
    worth: (money) => `Valen ${money} en la recepción.`,
    times: (multiplier, tier) => `, por ${multiplier} en el nivel ${tier}`,
    earningNothing: "Por ahora las compras no dan puntos.",
    byDate: "Cuándo vencen",
    until: (day) => `hasta el ${day}`,
    lastDay: "Hoy es el último día",
    courtesy: (day) => `Por cortesía, hasta el ${day}`,
    showCode: "Mostrar mi código",
    codeTitle: "Su código",
    codeAlt: (location) => `Código para mostrar en ${location}`,
    at: "En",
    renews: (seconds) => `Se renueva solo en ${seconds} s`,
    renewing: "Preparando un código nuevo…",
    noLocations: "Por el momento ninguna sede acepta códigos.",
    creditedAnnounced: (points, balance, tier) =>
      `Se sumaron ${points} puntos. Su saldo es de ${balance} puntos.${tier ? ` Su nivel es ahora ${tier}.` : ""}`,
    balanceNow: (balance) => `Su saldo es de ${balance}`,
    done: "Listo",
    offline: (time) => `No hay conexión. Su saldo, tal como estaba: ${time}.`,
    offlineUnknown: "No hay conexión. Su saldo aparecerá cuando vuelva la red.",
    offlineCode: "No hay conexión. El código aparecerá cuando vuelva la red.",
    reconnecting: (time) => `Conectando de nuevo. Su saldo, tal como estaba: ${time}.`,
    join: (clinic) => `Únase a ${clinic}`,
    joinText: "Un solo paso: el nombre con el que le saludamos.",
    openAccount: "Abrir mi cuenta",
    opening: "Abriendo su cuenta…",
    cannotRead: "No se pudo leer su cuenta. Cierre la sesión y vuelva a iniciarla.",
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
    "account-inactive": "Su cuenta no está activa. Pregunte en recepción.",
    "account-not-found": "Todavía no tiene una cuenta aquí.",
    "clinic-not-found": "Esta clínica aún no está configurada.",
    "document-invalid": "La configuración de la clínica necesita atención. Pregunte en recepción.",
    "document-missing": "La configuración de la clínica necesita atención. Pregunte en recepción.",
    "location-inactive": "Por el momento esta sede no acepta códigos. Elija otra.",
    "location-not-found": "Por el momento esta sede no acepta códigos. Elija otra.",
    "malformed-request": "Escriba un nombre de 1 a 80 caracteres.",
    "sign-in-required": "Inicie sesión de nuevo.",
  },
};
