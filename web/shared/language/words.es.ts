/** The Spanish of signing in and closing. */

import type { WordsOf } from "./spoken";
import type * as english from "./words.en";

export const es: WordsOf<typeof english> = {
  words: {
    signIn: "Iniciar sesión",
    signOut: "Cerrar sesión",
    signingIn: "Iniciando sesión…",
    email: "Correo electrónico",
    password: "Contraseña",
    name: "Su nombre",
    newHere: "¿Es su primera vez? Cree su acceso",
    haveOne: "Ya tengo un acceso",
    createSignIn: "Crear mi acceso",
    pageFailed: "Esta página no pudo iniciarse. Revise la red y vuelva a cargarla.",
    points: "puntos",
    loading: "Cargando",
    close: "Cerrar",
  },
  signInWords: {
    failed: "No se pudo iniciar sesión. Inténtelo de nuevo en un momento.",
    "auth/email-already-in-use": "Ya existe un acceso con este correo electrónico.",
    "auth/invalid-credential": "El correo electrónico y la contraseña no coinciden.",
    "auth/invalid-email": "Esto no parece una dirección de correo electrónico.",
    "auth/network-request-failed": "Sin red. No se envió nada.",
    "auth/too-many-requests": "Demasiados intentos. Espere un minuto y vuelva a intentarlo.",
    "auth/user-disabled": "Este acceso está desactivado.",
    "auth/user-not-found": "El correo electrónico y la contraseña no coinciden.",
    "auth/weak-password": "Elija una contraseña de seis caracteres o más.",
    "auth/wrong-password": "El correo electrónico y la contraseña no coinciden.",
  },
};
