/** The English of the reminders screen: what is sent, how it stands on this phone, and what to do about it. */
import { spoken } from "../../shared/language/spoken";
import type { Standing } from "./reminders";

export const reminderWords = spoken("reminderWords", {
  intro: "A quiet word before points end, so that none are lost by forgetting.",
  promise:
    "At most one a day, never in the clinic’s quiet hours. A reminder says that points end, and nothing else about you.",
  push: "Reminders on this phone",
  on: "On",
  off: "Off",
  nudge: "First reminder",
  urge: "Last reminder",
  offers: "News of offers",
  offersText: "At most once in two weeks. It says that there is something new, and no more.",
  daysBefore: (days: number) => (days === 1 ? "1 day before points end" : `${days} days before points end`),
  kinds: "Which ones",
  saving: "One moment…",
  noAnswer: "No answer came, so it may not be saved. Check the network, then try again.",
  offline: "You are offline. Reminders can be changed when the network is back.",
  unread: "Your choices could not be read. Check the network.",
  tryAgain: "Try again",
});

export const standingWords = spoken("standingWords", {
  on: { title: "Reminders are on", text: "They come to this phone." },
  off: {
    title: "Reminders are off",
    text: "Your browser asks for your permission next. You can change your mind here at any time.",
  },
  blocked: {
    title: "Your browser blocks them",
    text: "Allow notifications for this page in the browser’s settings, then come back here.",
  },
  unsupported: {
    title: "This browser cannot show them",
    text: "On an iPhone, add this page to your home screen and open it from there.",
  },
  "not-set-up": {
    title: "Reminders are not set up",
    text: "This clinic does not send any yet. The dates on your points are always right.",
  },
} satisfies Record<Standing, { title: string; text: string }>);
