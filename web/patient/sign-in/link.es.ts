/** The Spanish of signing in by a link. */
import type { WordsOf } from "../../shared/language/spoken";
import type * as english from "./link.en";

export const es: WordsOf<typeof english> = {
  linkWords: {
    intro: "Le enviamos un enlace por correo electrónico. Basta con tocarlo para iniciar sesión, sin contraseña.",
    send: "Enviarme un enlace",
    sendNew: "Enviarme un enlace nuevo",
    sending: "Enviando…",
    byPassword: "Iniciar sesión con contraseña",
    byLink: "Prefiero recibir un enlace",
    sentTitle: "Revise su correo",
    sent: (address) => `Enviamos un enlace a ${address}. Ábralo en este teléfono y su sesión quedará iniciada.`,
    sentSlow: "Puede tardar un minuto. Si no llega, búsquelo en el correo no deseado.",
    again: "Enviarlo otra vez",
    otherAddress: "Usar otra dirección",
    elsewhere: "¿El enlace abre otra ventana?",
    paste: "Copie el enlace del correo sin abrirlo y péguelo aquí.",
    pasted: "Enlace del correo",
    notALink: "Este no es el enlace de nuestro correo.",
    arriving: "Iniciando su sesión…",
    finish: "Iniciar sesión",
    whose: "Este enlace se pidió desde otro lugar. Díganos a qué dirección se envió, para que solo le sirva a usted.",
    stale: "Este enlace ya se usó o es demasiado antiguo. Podemos enviarle uno nuevo enseguida.",
    wrongAddress: "El enlace se envió a otra dirección.",
  },
};
