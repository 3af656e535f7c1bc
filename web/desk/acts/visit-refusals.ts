/** The sentences of refusals at a visit; they come with it. */
import { formatDay } from "../../shared/points/dates";
import { formatRate } from "../../shared/points/money";
import {
  isManaging,
  type LaterRefusal,
  type LaterRefusals,
  learn,
  locationName,
  money,
  type Place,
  points,
} from "./refusals";
import { actWords } from "./words";

type Details = Readonly<Record<string, unknown>>;

const visitRefusals = {
  "amount-unusual": ({ amount_minor: amount }, place) =>
    `${money(amount, place)} is unusually high. If it is right, press Enter again.`,
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
  "confirmation-declined": (asked, place) => `The answer to ${used(asked, place)} was no. Nothing was used.`,
  "confirmation-lapsed": (asked, place) =>
    `Nobody answered in time about ${used(asked, place)}. Nothing was used; Enter asks again.`,
  "confirmation-required": (asked, place) =>
    `Nobody has said yes to ${used(asked, place)}. Nothing was used; Enter asks again.`,
  "debt-open": ({ debt_points: owed }, place) =>
    `${points(owed, place)} points are owed. Points and banked money can be used once they are repaid.`,
  "entry-not-found": () => "There is no such entry to do this with.",
  "insufficient-points": ({ asked_points: asked, available_points: available }, place) =>
    `${points(available, place)} points can be used, not ${points(asked, place)}.`,
  "insufficient-wallet": ({ asked_minor: asked, available_minor: available }, place) =>
    `The wallet holds ${money(available, place)}, not ${money(asked, place)}.`,
  "not-an-increment": ({ asked, increment }, place) =>
    `Points are used in steps of ${points(increment, place)}; ${points(asked, place)} is between two.`,
  "nothing-to-confirm": () => "This need not be confirmed by the patient. Try again.",
  "over-bill-share": ({ asked_minor: asked, bill_minor: bill, most_bill_bp: most, left_minor: left }, place) =>
    `Points pay at most ${formatRate(Number(most), place.clinic.locale)} of a bill: of ${money(bill, place)} they may ` +
    `still pay ${money(left, place)}. These are worth ${money(asked, place)}.`,
  "over-visit-cap": ({ most_points: most, used_points: before }, place) =>
    `At most ${points(most, place)} points are used in a day; ${points(before, place)} were already.`,
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
  "terms-changed": ({ points: credited, worth_minor: worth }, place) =>
    credited === undefined
      ? "The clinic’s rules have changed since this was shown. Look at it again."
      : worth !== undefined
        ? `The clinic’s rules have changed: ${points(credited, place)} points are ${money(worth, place)} off now. Press Enter to use them.`
        : `The clinic’s rules have changed: this earns ${points(credited, place)} points now. Press Enter to credit it.`,
  "too-many-open-lots": ({ limit }) => `This account already holds ${limit} separate amounts. Use some of them first.`,
  "visit-at-another-location": (_, place) => `This visit was opened at another location of ${place.clinic.name}.`,
  "visit-closed": () => "This visit has ended. Scan the patient’s code again.",
  "visit-not-found": () => "There is no such visit. Scan the patient’s code again.",
  "void-too-late": () => "This was recorded on another day. Refund it instead: press B with the patient there.",
} satisfies LaterRefusals;

learn(visitRefusals);

/** The refusals whose sentences come with the sheets. */
export type SheetRefusals = Readonly<
  Required<Pick<Required<LaterRefusals>, Exclude<LaterRefusal, keyof typeof visitRefusals>>>
>;

/** What somebody is asked about: points, wallet money, or both. */
function used({ points: count, wallet_minor: minor }: Details, place: Place): string {
  const parts = Number(count) > 0 ? [`${points(count, place)} points`] : [];
  if (Number(minor ?? 0) > 0) parts.push(`${money(minor, place)} from the wallet`);
  return parts.join(" and ");
}

function ago(seconds: number): string {
  return seconds < 90 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
}
