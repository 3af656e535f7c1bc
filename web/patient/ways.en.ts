/** The English of the ways from the home screen to the others. */

import { spoken } from "../shared/language/spoken";
import type { Screen } from "./route";

export const wayWords = spoken("wayWords", {
  label: "Everything else",
  hints: {
    rewards: "What your points buy",
    appointments: "Ask for a time",
    gallery: "Before and after",
    offers: "Meant for you",
    history: "Every point, explained",
    bank: "Turn them into money",
    wallet: "Money to pay with here",
    reminders: "A quiet word before points end",
  } as Readonly<Record<Screen, string>>,
});
