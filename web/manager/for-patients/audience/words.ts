/** The English of audiences: who belongs to one, and what an offer did. */
import type { OfferResult } from "../../../shared/api/contracts.gen";

export const audienceWords = {
  serviceToo: "Choose the service that they had, too.",
  bothDays: "Give both: from so many days ago, up to so many.",
  fewerFirst: "Give the fewer days first.",
  section: "Audiences",
  title: "Whom it reaches",
  count: "Count them",
  counting: "Counting…",
  result: "What it did",
  failed: "This could not be asked. Check the network, then try again.",
  patients: (count: string, heldOut: string) =>
    `${count} belong to it now; about ${heldOut} of them are held out, by chance, to see what the offer does.`,
  onePatient: "1 patient belongs to it now.",
  came: (days: number, offered: string, ofOffered: string, held: string, ofHeld: string) =>
    `Within ${days} days ${offered} of ${ofOffered} with the offer came, and ${held} of ${ofHeld} without it.`,
  difference: (difference: string, lowest: string, highest: string) =>
    `${difference} points of a hundred apart; the true difference is between ${lowest} and ${highest}, 95 times of 100.`,
  recent: (count: string) => `${count} more got it too lately to tell.`,
} as const;

export const conclusions: Readonly<Record<OfferResult["conclusion"], string>> = {
  "too-few": "Too few patients to say anything.",
  "no-difference-shown": "It shows no difference.",
  more: "More came because of it.",
  fewer: "Fewer came because of it.",
};
