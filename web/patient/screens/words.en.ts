/** The English that the screens share: their titles, the way back, and what is being read. */

import { spoken } from "../../shared/language/spoken";
import type { Screen } from "../route";

export const screenWords = spoken("screenWords", {
  back: "Back to your points",
  reading: "Reading…",
  tryAgain: "Try again",
  until: (day: string) => `until ${day}`,
});

export const readingWords = spoken("readingWords", {
  unread: "This could not be read. Check the network.",
  leftOut: "Something here cannot be read at the moment, and is left out.",
  offline: "This page opens when the network is back.",
  until: (day: string) => `until ${day}`,
  forTiers: (names: string) => `For ${names}`,
});

export const titles = spoken("titles", {
  history: "History",
  wallet: "Wallet",
  bank: "Bank points",
  reminders: "Reminders",
  rewards: "Rewards",
  appointments: "Appointments",
  gallery: "Gallery",
  offers: "Offers",
} satisfies Record<Screen, string>);
