/** The English of what screens say that are read from the clinic when they are opened. */
import { spoken } from "../../shared/language/spoken";

export const readingWords = spoken("readingWords", {
  unread: "This could not be read. Check the network.",
  offline: "This page opens when the network is back.",
  until: (day: string) => `until ${day}`,
  forTiers: (names: string) => `For ${names}`,
});
