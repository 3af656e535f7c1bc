/** The English of the patient's page after the sign-in: warm, plain, never pushy. */

import { Refused } from "../shared/api/outcome";
import { spoken } from "../shared/language/spoken";
import type { Urgency } from "./balance/countdown";

export const homeWords = spoken("homeWords", {
  title: "Your points",
  balanceOf: (name: string) => `${name}’s points`,
  earning: (rate: string, tenders: string, times: string, points: string, money: string) =>
    `You earn ${rate} of what you pay by ${tenders}${times}: ${points} for ${money}.`,
  worth: (money: string) => `Worth ${money} at the front desk.`,
  times: (multiplier: string, tier: string) => `, times ${multiplier} for ${tier}`,
  earningNothing: "Purchases earn no points at present.",
  byDate: "When they end",
  until: (day: string) => `until ${day}`,
  lastDay: "ClinicClock is the last day",
  courtesy: (day: string) => `Courtesy until ${day}`,
  showCode: "Show my code",
  codeTitle: "Your code",
  codeAlt: (location: string) => `Code to scan at ${location}`,
  at: "At",
  renews: (seconds: number) => `Renews by itself in ${seconds} s`,
  renewing: "Getting a fresh code…",
  noLocations: "No location takes codes at the moment.",
  creditedAnnounced: (points: string, balance: string, tier: string | null) =>
    `${points} points added. Your balance is ${balance} points.${tier ? ` Your tier is ${tier} now.` : ""}`,
  balanceNow: (balance: string) => `Your balance is ${balance}`,
  done: "Done",
  offline: (time: string) => `You are offline. Your balance as it was at ${time}.`,
  offlineUnknown: "You are offline. Your balance appears when the network is back.",
  offlineCode: "You are offline. The code appears when the network is back.",
  reconnecting: (time: string) => `Reconnecting. Your balance as it was at ${time}.`,
  join: (clinic: string) => `Join ${clinic}`,
  joinText: "One step: the name we greet you by.",
  openAccount: "Open my account",
  opening: "Opening your account…",
  cannotRead: "Your account could not be read. Sign out, then sign in again.",
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
  "account-inactive": "Your account is not active. Ask at the front desk.",
  "account-not-found": "You have no account here yet.",
  "clinic-not-found": "This clinic is not set up yet.",
  "document-invalid": "The clinic’s settings need attention. Ask at the front desk.",
  "document-missing": "The clinic’s settings need attention. Ask at the front desk.",
  "location-inactive": "This location takes no codes at the moment. Choose another one.",
  "location-not-found": "This location takes no codes at the moment. Choose another one.",
  "malformed-request": "Write a name of 1 to 80 characters.",
  "sign-in-required": "Sign in again.",
});

/** What to tell the patient when a call failed. */
export function problemOf(error: unknown): string {
  if (!(error instanceof Refused)) return refusals.unanswered;
  return (refusals as Readonly<Record<string, string>>)[error.code] ?? refusals.other;
}
