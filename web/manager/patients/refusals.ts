/** The sentences of refusals of acts on a patient, with their numbers; all others are those of the whole page. */
import { Refused } from "../../shared/api/outcome";
import type { PatientActRefusal } from "../../shared/api/refusals";
import { formatPoints } from "../../shared/points/money";
import { refusalWords } from "../edit/refusals";

type Details = Readonly<Record<string, unknown>>;

function sentences(locale: string): Readonly<Record<PatientActRefusal, (details: Details) => string>> {
  const points = (value: unknown): string => formatPoints(Number(value ?? 0), locale);
  return {
    "account-already": ({ state }) => `This account is ${String(state)} already.`,
    "account-inactive": () => "This account is closed. Open it again first.",
    "account-not-found": () => "There is no such patient here any more.",
    "daily-cap-reached": ({ used, most, asked }) =>
      `You may adjust ${points(most)} points a day and have adjusted ${points(used)}; this asks for ${points(asked)}. Another manager can do it, or you tomorrow.`,
    "day-out-of-reach": () => "This day is over, or too far away.",
    "debt-open": ({ debt_points }) => `The patient owes ${points(debt_points)} points. The next points repay them.`,
    "entry-not-found": () => "This line is not there any more.",
    "insufficient-points": ({ available_points }) =>
      `The patient can use ${points(available_points)} points at present.`,
    "location-inactive": () => "This location is not open.",
    "location-not-found": () => "This location is not set up.",
    "not-expired": ({ left_points, asked_points }) =>
      `${points(left_points)} points are left to give back, not ${points(asked_points)}.`,
    "own-account": () => "This is your own account. Another manager must do this.",
    "reason-not-listed": () => "This reason is not among the clinic’s reasons any more.",
    "reissue-cap-reached": ({ most_points, reissued_points }) =>
      `In a year ${points(most_points)} points of a patient may be given back, and ${points(reissued_points)} were already. The rule “Adjustments” says how many; an owner can change it.`,
    "staff-not-at-location": () => "You do not work at this location. Choose another one.",
    "tier-not-found": () => "This tier is not there any more. Load the page again.",
    "too-many-open-lots": () => "This account holds too many separate points already. Use some of them first.",
  };
}

/** The sentence for an act on a patient that failed. */
export function actRefusalWords(error: unknown, locale: string): string {
  if (!(error instanceof Refused)) return refusalWords(error);
  const known = (sentences(locale) as Readonly<Record<string, (details: Details) => string>>)[error.code];
  return known ? known(error.details) : refusalWords(error);
}
