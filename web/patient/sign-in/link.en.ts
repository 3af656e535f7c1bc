/** The English of signing in by a link. */
import { spoken } from "../../shared/language/spoken";

export const linkWords = spoken("linkWords", {
  intro: "We send you a link by e-mail. One tap on it signs you in, without a password.",
  send: "Send me a link",
  sendNew: "Send me a new link",
  sending: "Sending…",
  byPassword: "Sign in with a password",
  byLink: "Send me a link instead",
  sentTitle: "Look in your e-mail",
  sent: (address: string) => `We sent a link to ${address}. Open it on this phone, and you are signed in.`,
  sentSlow: "It may take a minute. If it does not come, look among unwanted mail.",
  again: "Send it again",
  otherAddress: "Use another address",
  elsewhere: "Does the link open another window?",
  paste: "Copy the link in the e-mail without opening it, and paste it here.",
  pasted: "Link from the e-mail",
  notALink: "This is not the link from our e-mail.",
  arriving: "Signing you in…",
  finish: "Sign in",
  whose:
    "This link was asked for somewhere else. Tell us the address that it was sent to, so that it works for you alone.",
  stale: "This link was used already, or it is too old. A new one is quickly sent.",
  wrongAddress: "The link was sent to another address.",
});
