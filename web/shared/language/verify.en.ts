/** The English of showing that an address is one's own, after a sign-in by a password. */
import { spoken } from "./spoken";

export const verifyWords = spoken("verifyWords", {
  title: "Confirm your e-mail address",
  text: (address: string) => `We sent a link to ${address}. Open it, then come back here.`,
  unwanted: "It may take a minute. If it does not come, look among unwanted mail.",
  opened: "I opened the link",
  looking: "One moment…",
  notYet: "The address is not confirmed yet. Open the link in the newest e-mail.",
  again: "Send it again",
  sentAgain: "Sent again.",
});
