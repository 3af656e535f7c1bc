/** The English of both pages: signing in, tenders, amounts. One catalogue, typed, so that a missing word is a type error. */
import type { AmountProblem } from "./money";
import type { TenderKind } from "./contracts";

export const words = {
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
  tryAgain: "Try again",
  points: "points",
  loading: "Loading",
  close: "Close",
} as const;

export const tenderWords: Readonly<Record<TenderKind, string>> = {
  cash: "Cash",
  card: "Card",
  wallet: "Wallet",
  points: "Points",
  insurance: "Insurance",
  financing: "Financing",
};

export const amountWords: Readonly<Record<AmountProblem, (largest: string, digits: number) => string>> = {
  empty: () => "Enter the amount.",
  "not-an-amount": () => "Write the amount in digits, like 450 or 450.00.",
  "too-many-decimals": (_, digits) => (digits === 0 ? "No decimals here." : `At most ${digits} decimals.`),
  zero: () => "The amount is more than zero.",
  "too-large": (largest) => `One tender is at most ${largest}.`,
};

const signInWords: Readonly<Record<string, string>> = {
  "auth/email-already-in-use": "There is a sign-in with this e-mail already.",
  "auth/invalid-credential": "E-mail and password do not match.",
  "auth/invalid-email": "This does not look like an e-mail address.",
  "auth/network-request-failed": "No network. Nothing was sent.",
  "auth/too-many-requests": "Too many tries. Wait a minute, then try again.",
  "auth/user-disabled": "This sign-in is switched off.",
  "auth/user-not-found": "E-mail and password do not match.",
  "auth/weak-password": "Choose a password of six characters or more.",
  "auth/wrong-password": "E-mail and password do not match.",
};

/** What to say when signing in failed, by the code of the error. */
export function signInProblem(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  return signInWords[String(code)] ?? "Signing in did not work. Try again in a moment.";
}

/** "cash", "cash and card", "cash, card and financing". */
export function tenderList(kinds: readonly TenderKind[]): string {
  const names = kinds.map((kind) => tenderWords[kind].toLowerCase());
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
