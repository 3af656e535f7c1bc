/** The English of the front desk: short, exact, and for every refusal what to do next. */
import type { Clinic, Location } from "../shared/contracts";
import { formatMoment, formatTime } from "../shared/dates";
import { Refused, type Unanswered } from "../shared/outcome";
import type { NoStation } from "./station";

export const say = {
  title: "Front desk",
  signInText: "Scan, amount, Enter.",
  whichLocation: "Where is this desk?",
  change: "Change",
  ready: "Ready to scan",
  readyText: "Scan the patient’s code from anywhere on this page.",
  useCamera: "Use the camera",
  closeCamera: "Close the camera",
  cameraHint: "Hold the patient’s code in the frame.",
  cameraStarting: "Starting the camera…",
  cameraRefused: "The camera may not be used here. Allow it in the browser, or use the scanner.",
  cameraMissing: "No camera was found. Use the scanner.",
  checking: "Checking the code…",
  balance: "Balance",
  available: "Can be used today",
  owed: "Owed after a refund",
  paidBy: "Paid by",
  amountBy: (tender: string) => `Amount by ${tender.toLowerCase()}`,
  split: "Split the payment",
  removeLine: (tender: string) => `Remove ${tender.toLowerCase()}`,
  willCredit: "Will credit",
  total: (money: string) => `${money} in all.`,
  basis: (rate: string, money: string, tenders: string) => `${rate} of ${money} ${tenders}.`,
  carried: "With the part of a point carried from before.",
  nothingEarns: "Nothing earns points here at present.",
  onlyEarns: (tenders: string) => `No points: only ${tenders} earns here.`,
  typeAmount: "Type the amount.",
  credit: "Credit",
  crediting: "Crediting…",
  cancel: "Cancel",
  unknown: "No answer yet, so it is not known whether this was credited. Ask again: it can be credited once only.",
  askAgain: "Ask again",
  stillCrediting: (name: string) => `Finish ${name} first, then scan again.`,
  credited: "Credited",
  recorded: "Recorded, no points",
  newBalance: "New balance",
  goodUntil: "Good until",
  paid: "Paid",
  debtRepaid: (points: string) => `${points} points repaid what was owed.`,
  next: "Next patient",
  nextText: "or just scan the next code",
  offline: "You are offline. Nothing can be scanned or credited until the network is back; what you typed is kept.",
  offlineNow: "You are offline. Nothing was sent; the amount is kept.",
  noAnswer: "No answer came from the server",
  noAnswerText: "Check the network, then ask again. The code can be checked in once only.",
  alreadyScanned: "Already scanned",
  notAccepted: "Not accepted",
  shortcuts: "Shortcuts",
  shortcutRows: [
    ["Scan", "starts the next patient, from anywhere"],
    ["Enter", "credits"],
    ["C D I F", "cash, card, insurance, financing"],
    ["+", "adds a line for a split payment"],
    ["Esc", "leaves the patient without a purchase"],
    ["?", "shows this"],
  ],
  announceVisit: (name: string) => `${name}. Type the amount.`,
  announceReceipt: (points: string, name: string, balance: string) =>
    `Credited ${points} points to ${name}. New balance ${balance}.`,
} as const;

export const noStationWords: Readonly<Record<NoStation, string>> = {
  "not-staff": "This sign-in is not on the clinic’s staff. Ask a manager to add you.",
  "staff-disabled": "Your staff access is switched off. Ask a manager.",
  "no-location": "You are not assigned to an active location. Ask a manager.",
};

/** What is known where a refusal is told. */
export interface Place {
  clinic: Clinic;
  locations: readonly Location[];
  uid: string;
}

type Details = Readonly<Record<string, unknown>>;
type Telling = (details: Details, place: Place) => string;

const refusals: Readonly<Record<string, Telling>> = {
  "account-inactive": () => "This patient’s account is closed. A manager can open it again.",
  "account-not-found": () => "This patient has no account here yet. They join in their app.",
  "app-check-required": () => "This page is not recognised. Load it again.",
  "clinic-not-found": () => "This clinic is not set up yet.",
  "code-already-used": usedCode,
  "code-expired": () => "This code has ended. The patient’s app shows a new one: scan that.",
  "code-not-genuine": () => "This is not a code from the clinic’s app.",
  "code-of-another-clinic": () => "This code was made for another clinic.",
  "code-of-another-location": ({ made_for: madeFor }, place) =>
    `This code was made for ${locationName(madeFor, place)}. The patient can choose this location in the app.`,
  contention: () => "The account is busy. Ask again in a moment.",
  "document-invalid": ({ document, field }) => `The clinic’s document ${document} is invalid at ${field}. Tell a manager.`,
  "document-missing": ({ document }) => `The clinic’s document ${document} is missing. Tell a manager.`,
  "location-inactive": () => "This location takes no checkouts at present. Tell a manager.",
  "location-not-found": () => "This location is not set up. Tell a manager.",
  "malformed-request": ({ problem }) => `This could not be read${problem ? `: ${problem}` : ""}. Check the amount.`,
  "not-your-account": () => "This account is not one you may look at.",
  "not-staff": () => noStationWords["not-staff"],
  "own-account": () => "This is your own account. A colleague must do this for you.",
  "receipt-not-found": () => "Nothing was recorded. Enter the amount again.",
  "request-id-reused": () => "This purchase was sent before with another amount. Scan the patient’s code again.",
  "sign-in-required": () => "Your sign-in has ended. Sign in again.",
  "staff-disabled": () => noStationWords["staff-disabled"],
  "staff-not-at-location": () => "You are not assigned to this location. Choose another one, or ask a manager.",
  "store-unavailable": () => "The database did not answer. Ask again in a moment.",
  "tender-not-accepted": () => "This tender is not taken here. Choose another one.",
  "too-many-open-lots": ({ limit }) => `This account already holds ${limit} open lots. Tell a manager.`,
  "visit-at-another-location": (_, place) => `This visit was opened at another location of ${place.clinic.name}.`,
  "visit-closed": () => "This visit has ended. Scan the patient’s code again.",
  "visit-not-found": () => "There is no such visit. Scan the patient’s code again.",
};

/** The words for a failed call: told by its code, with the numbers and names it came with. */
export function tell(cause: Refused | Unanswered, place: Place): string {
  if (!(cause instanceof Refused)) return say.noAnswerText;
  return refusals[cause.code]?.(cause.details, place) ?? cause.message;
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

function locationName(locationId: unknown, { locations }: Place): string {
  return locations.find((location) => location.locationId === locationId)?.name ?? String(locationId ?? "another location");
}
