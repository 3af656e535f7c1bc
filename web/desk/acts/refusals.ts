/** The sentence of every refusal at the desk, with its numbers, and what to do next. */

import type { RefusalCode } from "../../shared/api/contracts.gen";
import type { Clinic, Location, Staff } from "../../shared/api/documents";
import { Refused, type Unanswered } from "../../shared/api/outcome";
import type { DeskRefusal } from "../../shared/api/refusals";
import { formatDay, formatMoment, formatTime } from "../../shared/points/dates";
import { formatMoney, formatPoints, formatRate, moneyFormat } from "../../shared/points/money";
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
  "amount-unusual": ({ amount_minor: amount }, place) =>
    `${money(amount, place)} is unusually high. If it is right, press Enter again.`,
  "app-check-required": () => "This page is not recognised. Load it again.",
  "approval-decided": () => "A second person said no. Nothing was done.",
  "beyond-bound": ({ act, most, used }, place) => {
    const many = (amount: unknown): string =>
      act === "unpaid_enrolment" ? String(Number(amount)) : money(amount, place);
    return (
      `This is more than one person may do alone in a day: ${many(used)} of ${many(most)} ` +
      "is done. Nothing more was done yet; a manager can say yes (Y)."
    );
  },
  "below-minimum": ({ asked, minimum }, place) =>
    `At least ${points(minimum, place)} points are used at once, not ${points(asked, place)}.`,
  "clinic-not-found": () => "This clinic is not set up yet.",
  "code-already-used": usedCode,
  "code-expired": () => "This code has ended. The patient’s app shows a new one: scan that.",
  "code-not-genuine": () => "This is not a code from the clinic’s app.",
  "code-of-another-clinic": () => "This code was made for another clinic.",
  "code-of-another-location": ({ made_for: madeFor }, place) =>
    `This code was made for ${locationName(madeFor, place)}. The patient can choose this location in the app.`,
  contention: () => "The account is busy. Ask again in a moment.",
  "confirmation-declined": (asked, place) => `The answer to ${used(asked, place)} was no. Nothing was used.`,
  "confirmation-lapsed": (asked, place) =>
    `Nobody answered in time about ${used(asked, place)}. Nothing was used; Enter asks again.`,
  "confirmation-required": (asked, place) =>
    `Nobody has said yes to ${used(asked, place)}. Nothing was used; Enter asks again.`,
  "debt-open": ({ debt_points: owed }, place) =>
    `${points(owed, place)} points are owed. Points and banked money can be used once they are repaid.`,
  "document-invalid": ({ document, field }) =>
    `The clinic’s document ${document} is invalid at ${field}. Tell a manager.`,
  "document-missing": ({ document }) => `The clinic’s document ${document} is missing. Tell a manager.`,
  "entry-not-found": () => "There is no such entry to do this with.",
  "insufficient-points": ({ asked_points: asked, available_points: available }, place) =>
    `${points(available, place)} points can be used, not ${points(asked, place)}.`,
  "insufficient-wallet": ({ asked_minor: asked, available_minor: available }, place) =>
    `The wallet holds ${money(available, place)}, not ${money(asked, place)}.`,
  "location-inactive": () => "This location takes no checkouts at present. Tell a manager.",
  "location-not-found": () => "This location is not set up. Tell a manager.",
  "malformed-request": ({ problem }) => `This could not be read${problem ? `: ${problem}` : ""}. Check the amount.`,
  "not-an-increment": ({ asked, increment }, place) =>
    `Points are used in steps of ${points(increment, place)}; ${points(asked, place)} is between two.`,
  "not-staff": () => noStationWords["not-staff"],
  "not-your-account": () => "This account is not one you may look at.",
  "nothing-to-confirm": () => "This need not be confirmed by the patient. Try again.",
  "over-bill-share": ({ asked_minor: asked, bill_minor: bill, most_bill_bp: most, left_minor: left }, place) =>
    `Points pay at most ${formatRate(Number(most), place.clinic.locale)} of a bill: of ${money(bill, place)} they may ` +
    `still pay ${money(left, place)}. These are worth ${money(asked, place)}.`,
  "over-visit-cap": ({ most_points: most, used_points: before }, place) =>
    `At most ${points(most, place)} points are used in a day; ${points(before, place)} were already.`,
  "own-account": () => "This is your own account. A colleague must do this for you.",
  "points-not-exact": ({ amount_minor: amount }, place) => `No number of points is worth just ${money(amount, place)}.`,
  "possible-duplicate": ({ amount_minor: amount, seconds_ago: seconds }, place) =>
    `${money(amount, place)} was recorded for this patient ${ago(Number(seconds))} ago. If this is another purchase, press Enter again.`,
  "purchase-at-another-location": ({ location_id: where }, place) =>
    `This was paid at ${locationName(where, place)}. It is undone there, or by a manager.`,
  "purchase-closed": ({ closed }) => `This was ${actWords.closed[String(closed)] ?? String(closed)} already.`,
  "receipt-not-found": () => "Nothing was recorded. Enter the amount again.",
  "receipt-number-used": ({ receipt_number: number, business_date: day, same_patient: isTheirs }, place) =>
    `Receipt ${number} is that of a purchase of ${isTheirs ? "this" : "another"} patient here, on ` +
    `${formatDay(String(day), place.clinic.locale, false)}. ` +
    (isManaging(place.staff) ? "If it is right all the same, press Enter again." : "Check the number."),
  "redemption-not-combinable": () => "Points were used at this visit already, and the clinic allows it once a visit.",
  "request-id-reused": () => "This was sent before with other amounts. Scan the patient’s code again.",
  "role-not-allowed": () => "Your role may not do this. Ask a manager.",
  "sign-in-required": () => "Your sign-in has ended. Sign in again.",
  "staff-disabled": () => noStationWords["staff-disabled"],
  "staff-not-at-location": () => "You are not assigned to this location. Choose another one, or ask a manager.",
  "too-many-calls": ({ retry_after_seconds: seconds }) =>
    `Too much was asked at once. Ask again in ${String(seconds)} ${seconds === 1 ? "second" : "seconds"}.`,
  "store-unavailable": () => "The database did not answer. Ask again in a moment.",
  "too-many-open-lots": ({ limit }) => `This account already holds ${limit} separate amounts. Use some of them first.`,
  "visit-at-another-location": (_, place) => `This visit was opened at another location of ${place.clinic.name}.`,
  "visit-closed": () => "This visit has ended. Scan the patient’s code again.",
  "visit-not-found": () => "There is no such visit. Scan the patient’s code again.",
  "void-too-late": () => "This was recorded on another day. Refund it instead: press B with the patient there.",
} satisfies Partial<Record<DeskRefusal, Telling>>;

/** The sentences that come with the sheets: all that are not here. */
export type SheetRefusals = Readonly<Record<Exclude<DeskRefusal, keyof typeof refusals>, Telling>>;

const known: Partial<Record<RefusalCode, Telling>> = refusals;

/** Learns the words that come with the sheets, whose acts alone are refused so. */
export function learn(more: SheetRefusals): void {
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

/** What somebody is asked about: points, wallet money, or both. */
function used({ points: count, wallet_minor: minor }: Details, place: Place): string {
  const parts = Number(count) > 0 ? [`${points(count, place)} points`] : [];
  if (Number(minor ?? 0) > 0) parts.push(`${money(minor, place)} from the wallet`);
  return parts.join(" and ");
}

function ago(seconds: number): string {
  return seconds < 90 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
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
