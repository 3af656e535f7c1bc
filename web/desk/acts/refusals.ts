/** The sentences of refusals at the desk, with their numbers and what to do next: here those of every call. */

import type { RefusalCode } from "../../shared/api/contracts.gen";
import type { Clinic, Location, Staff } from "../../shared/api/documents";
import { Refused, type Unanswered } from "../../shared/api/outcome";
import type { DeskRefusal } from "../../shared/api/refusals";
import { formatMoment, formatTime } from "../../shared/points/dates";
import { formatMoney, formatPoints, moneyFormat } from "../../shared/points/money";
import type { Bound } from "../../shared/points/redemption";
import type { NoStation } from "../station";
import { actWords } from "./words";

export const noStationWords: Readonly<Record<NoStation, string>> = {
  "not-staff": "This sign-in is not on the clinic’s staff. Ask a manager to add you.",
  "staff-disabled": "Your staff access is switched off. Ask a manager.",
  "no-location": "You are not assigned to an active location. Ask a manager.",
};

/** The place where a refusal is told: clinic, locations, and who is signed in. */
export interface Place {
  clinic: Clinic;
  locations: readonly Location[];
  uid: string;
  staff: Pick<Staff, "role">;
}

/** True for whoever may do what only managers and owners do. */
export function isManaging({ role }: Pick<Staff, "role">): boolean {
  return role === "manager" || role === "owner";
}

type Details = Readonly<Record<string, unknown>>;
export type Telling = (details: Details, place: Place) => string;

const refusals = {
  "account-inactive": () => "This patient’s account is closed. A manager can open it again.",
  "account-not-found": () => "This patient has no account here yet. They join in their app.",
  "address-not-verified": () => "Confirm your e-mail address first: open the link that was sent to it.",
  "app-check-required": () => "This page is not recognised. Load it again.",
  "clinic-not-found": () => "This clinic is not set up yet.",
  "code-already-used": usedCode,
  "code-expired": () => "This code has ended. The patient’s app shows a new one: scan that.",
  "code-not-genuine": () => "This is not a code from the clinic’s app.",
  "code-of-another-clinic": () => "This code was made for another clinic.",
  "code-of-another-location": ({ made_for: madeFor }, place) =>
    `This code was made for ${locationName(madeFor, place)}. The patient can choose this location in the app.`,
  contention: () => "The account is busy. Ask again in a moment.",
  "document-invalid": ({ document, field }) =>
    `The clinic’s document ${document} is invalid at ${field}. Tell a manager.`,
  "document-missing": ({ document }) => `The clinic’s document ${document} is missing. Tell a manager.`,
  "location-inactive": () => "This location takes no checkouts at present. Tell a manager.",
  "location-not-found": () => "This location is not set up. Tell a manager.",
  "malformed-request": ({ problem }) => `This could not be read${problem ? `: ${problem}` : ""}. Check the amount.`,
  "not-staff": () => noStationWords["not-staff"],
  "not-your-account": () => "This account is not one you may look at.",
  "own-account": () => "This is your own account. A colleague must do this for you.",
  "request-id-reused": () => "This was sent before with other amounts. Scan the patient’s code again.",
  "role-not-allowed": () => "Your role may not do this. Ask a manager.",
  "sign-in-required": () => "Your sign-in has ended. Sign in again.",
  "staff-disabled": () => noStationWords["staff-disabled"],
  "staff-not-at-location": () => "You are not assigned to this location. Choose another one, or ask a manager.",
  "too-many-calls": ({ retry_after_seconds: seconds }) =>
    `Too much was asked at once. Ask again in ${String(seconds)} ${seconds === 1 ? "second" : "seconds"}.`,
  "store-unavailable": () => "The database did not answer. Ask again in a moment.",
} satisfies Partial<Record<DeskRefusal, Telling>>;

/** The sentences that come with a visit and its sheets: all that are not here. */
export type LaterRefusal = Exclude<DeskRefusal, keyof typeof refusals>;
export type LaterRefusals = Readonly<Partial<Record<LaterRefusal, Telling>>>;

const known: Partial<Record<RefusalCode, Telling>> = refusals;

/** Learns the words that come with a visit or its sheets, whose acts alone are refused so. */
export function learn(more: LaterRefusals): void {
  Object.assign(known, more);
}

/** The words for a failed call: told by its code, with the numbers and names it came with. */
export function refusalText(cause: Refused | Unanswered, place: Place): string {
  if (!(cause instanceof Refused)) return actWords.noAnswerText;
  return known[cause.code]?.(cause.details, place) ?? cause.message;
}

/** The same words for what the page itself refuses, before the server has to. */
export function boundText({ code, details }: Bound, place: Place): string {
  return known[code]?.(details, place) ?? code;
}

export function points(value: unknown, { clinic }: Place): string {
  return formatPoints(Number(value), clinic.locale);
}

export function money(value: unknown, { clinic }: Place): string {
  return formatMoney(Number(value), moneyFormat(clinic.currency, clinic.locale));
}

function usedCode(details: Details, place: Place): string {
  const who = details["checked_in_by"] === place.uid ? "by you" : "by a colleague";
  const where = `at ${locationName(details["location_id"], place)}`;
  const when = new Date(String(details["checked_in_at"]));
  const { locale, timeZone } = place.clinic;
  const isToday = Date.now() - when.getTime() < 12 * 3_600_000;
  const told = isToday ? formatTime(when, locale, timeZone) : formatMoment(when, locale, timeZone);
  return `It was scanned ${who} ${where}, ${told}. Ask the patient for a fresh code.`;
}

export function locationName(locationId: unknown, { locations }: Place): string {
  return (
    locations.find((location) => location.locationId === locationId)?.name ?? String(locationId ?? "another location")
  );
}
