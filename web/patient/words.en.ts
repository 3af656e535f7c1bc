/** The English of the home screen, and of what calls are refused with. */

import type { RefusalCode } from "../shared/api/contracts.gen";
import { Refused } from "../shared/api/outcome";
import type { PatientRefusal } from "../shared/api/refusals";
import { spoken } from "../shared/language/spoken";
import type { Urgency } from "./balance/countdown";

export const homeWords = spoken("homeWords", {
  title: "Your points",
  byDate: "When they end",
  showCode: "Show my code",
  creditedAnnounced: (points: string, balance: string, tier: string | null) =>
    `${points} points added. Your balance is ${balance} points.${tier ? ` Your tier is ${tier} now.` : ""}`,
  offline: (time: string) => `You are offline. Your balance as it was at ${time}.`,
  offlineUnknown: "You are offline. Your balance appears when the network is back.",
  reconnecting: (time: string) => `Reconnecting. Your balance as it was at ${time}.`,
  clinicUnread: "Your clinic’s settings cannot be read at the moment. Your points are safe: ask at the front desk.",
  partUnread: "Something of your clinic’s cannot be read at the moment, and is left out. Your points are safe.",
  cannotRead: "Your account could not be read. Sign out, then sign in again.",
  useMany: (points: string) => `Use ${points}?`,
  answerNow: "Answer",
  screenFailed: "This screen could not be loaded. Check the network, then go back and open it again.",
  newVersion: "A new version is here",
  reload: "Reload",
});

export const urgencyWords = spoken("urgencyWords", {
  calm: "Plenty of time",
  notice: "Ending soon",
  urgent: "Last days",
  courtesy: "A few days more",
} satisfies Record<Urgency, string>);

export const refusals = spoken("refusals", {
  unanswered: "No answer from the clinic. Check the network.",
  other: "That did not work. Try again in a moment.",
  "address-not-verified": "Confirm your e-mail address first: open the link that we sent to it.",
  "account-inactive": "Your account is not active. Ask at the front desk.",
  "account-not-found": "You have no account here yet.",
  "clinic-not-found": "This clinic is not set up yet.",
  "document-invalid": "The clinic’s settings need attention. Ask at the front desk.",
  "document-missing": "The clinic’s settings need attention. Ask at the front desk.",
  "location-inactive": "This location takes no codes at the moment. Choose another one.",
  "location-not-found": "This location takes no codes at the moment. Choose another one.",
  "malformed-request": "Write a name of 1 to 80 characters.",
  "session-over": "You were signed out everywhere. Sign in again.",
  "sign-in-required": "Sign in again.",
  "too-many-calls": "That was too much at once. Wait a few seconds, then try again.",
} satisfies Partial<Record<PatientRefusal | "unanswered" | "other", string>>);

/** The sentence for the patient when a call failed. */
export function problemOf(error: unknown): string {
  if (!(error instanceof Refused)) return refusals.unanswered;
  return (refusals as Partial<Record<RefusalCode, string>>)[error.code] ?? refusals.other;
}

type Details = Readonly<Record<string, unknown>>;
type Telling = (details: Details) => string;

export const ledgerRefusals = spoken("ledgerRefusals", {
  "below-minimum": ({ minimum }: Details) => `At least ${String(minimum)} points are banked at once.`,
  "not-an-increment": ({ increment }: Details) => `Points are banked in steps of ${String(increment)}.`,
  "insufficient-points": ({ available_points: points }: Details) => `You have ${String(points)} points to use now.`,
  "debt-open": ({ debt_points: points }: Details) =>
    `You owe ${String(points)} points. Your next points repay them; then you can bank again.`,
  "banked-points-expired": () => "The last day of these points has passed, so the money stays in your wallet.",
  "banked-too-often": ({ used }: Details) =>
    `You have banked ${String(used)} times today. You can bank again tomorrow.`,
  "nothing-to-bank": () => "So few points give no wallet money.",
  "banking-undo-over": () => "The time to undo it is over.",
  "banking-already-spent": () => "Some of this money is spent, so it cannot become points again.",
  "purchase-closed": () => "It was undone before.",
  "entry-not-found": () => "There is nothing to undo.",
  "confirmation-lapsed": () => "The time to answer is over. The front desk can ask again.",
  "nothing-to-confirm": () => "The front desk does not ask any more.",
  "too-many-open-lots": () => "Your wallet holds too many separate amounts. Ask at the front desk.",
  "malformed-request": () => "That did not work. Try again in a moment.",
  contention: () => "Your account is busy. Try again in a moment.",
} satisfies Partial<Record<PatientRefusal, Telling>>);

/** The refusals that have a sentence here; every other one has it with the screen that makes its call. */
export type ToldHere = keyof typeof refusals | keyof typeof ledgerRefusals;

/** The sentence for the patient when a call about their points or wallet failed. */
export function ledgerProblemOf(error: unknown): string {
  if (!(error instanceof Refused)) return problemOf(error);
  const told = (ledgerRefusals as Partial<Record<RefusalCode, Telling>>)[error.code];
  return told?.(error.details) ?? problemOf(error);
}
