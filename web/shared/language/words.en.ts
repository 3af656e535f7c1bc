/** The English that both pages begin with: signing in and closing. */
import { spoken } from "./spoken";

export const words = spoken("words", {
  signIn: "Sign in",
  signOut: "Sign out",
  signingIn: "Signing in…",
  email: "E-mail",
  password: "Password",
  name: "Your name",
  newHere: "New here? Create your sign-in",
  haveOne: "I already have a sign-in",
  createSignIn: "Create my sign-in",
  pageFailed: "This page could not start. Check the network, then load it again.",
  points: "points",
  loading: "Loading",
  close: "Close",
});

export const signInWords = spoken("signInWords", {
  failed: "Signing in did not work. Try again in a moment.",
  "auth/email-already-in-use": "There is a sign-in with this e-mail already.",
  "auth/invalid-credential": "E-mail and password do not match.",
  "auth/invalid-email": "This does not look like an e-mail address.",
  "auth/network-request-failed": "No network. Nothing was sent.",
  "auth/too-many-requests": "Too many tries. Wait a minute, then try again.",
  "auth/user-disabled": "This sign-in is switched off.",
  "auth/user-not-found": "E-mail and password do not match.",
  "auth/weak-password": "Choose a password of six characters or more.",
  "auth/wrong-password": "E-mail and password do not match.",
});

/** The sentence for a sign-in that failed, by the code of the error. */
export function signInProblem(error: unknown): string {
  const { code } = error as { code?: unknown };
  return (signInWords as Readonly<Record<string, string>>)[String(code)] ?? signInWords.failed;
}
