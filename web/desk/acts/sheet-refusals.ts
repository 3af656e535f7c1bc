/** The sentences of what only the sheets' acts are refused with; they come with the sheets. */
import { formatDay, formatTime } from "../../shared/points/dates";
import { locationName, money, points } from "./refusals";
import type { SheetRefusals } from "./visit-refusals";

export const sheetRefusals: SheetRefusals = {
  "account-already": ({ state }) => `This account is ${String(state)} already.`,
  "adjustment-decided": ({ status }) => `Somebody has ${status} this adjustment already.`,
  "adjustment-not-found": () => "There is no such adjustment.",
  "appointment-at-another-location": ({ location_id: where }, place) =>
    `This was asked for at ${locationName(where, place)}, and is answered there.`,
  "appointment-not-found": () => "There is no such request any more.",
  "appointment-settled": ({ state }) => `This request is ${state} already.`,
  "cash-out-differs": ({ left_minor: left }, place) =>
    `${money(left, place)} of paid-in money are left. All of it is paid out, or none.`,
  "cash-out-off": () => "Wallet money is not paid out here.",
  "cash-out-too-much": ({ left_minor: left, below_minor: below }, place) =>
    `${money(left, place)} are left. Only less than ${money(below, place)} is paid out.`,
  "credit-spent": ({ left_minor: left, asked_minor: asked }, place) =>
    `Of this money ${money(left, place)} is left, not ${money(asked, place)}. Take back what is left.`,
  "daily-cap-reached": ({ used, most, asked }, place) =>
    `You may adjust ${points(most, place)} points a day, and have adjusted ${points(used, place)}: ` +
    `${points(asked, place)} more is too many. Ask somebody who may adjust more.`,
  "lookup-not-found": () => "That lookup did not find this patient. Look for them again.",
  "lookup-over": ({ minutes }) =>
    `A lookup opens one visit, within ${String(minutes)} minutes. Look for the patient again.`,
  "membership-exists": ({ plan_name: plan, until_on: until }, { clinic }) =>
    `This patient has the ${plan} membership, paid until ${formatDay(String(until), clinic.locale, false)}.`,
  "membership-act-not-found": () => "There is no such act on this membership.",
  "membership-at-provider": ({ plan_name: plan }) =>
    `${String(plan)} is paid through the payment provider, and is changed there.`,
  "membership-act-elsewhere": ({ location_id: where }, place) =>
    `This was done at ${locationName(where, place)}, and is undone there, or by a manager.`,
  "membership-undo-over": ({ business_date: day }, { clinic }) =>
    `This was done on ${formatDay(String(day), clinic.locale, false)}, and could be undone on that day only.`,
  "no-membership": ({ status }) =>
    status === "none"
      ? "This patient has no membership."
      : `This cannot be done to a membership that is ${String(status)}.`,
  "not-expired": ({ asked_points: asked, left_points: left }, place) =>
    `${points(left, place)} of these points can be given a new life, not ${points(asked, place)}.`,
  "not-refundable-as": ({ tender }) => `What was paid by ${tender} goes back the same way only.`,
  "not-the-latest-act": () => "Something else was done to this membership after it. Undo that first.",
  "paid-too-far-ahead": ({ paid_until_on: until, most_months: most }, { clinic }) =>
    `This is paid until ${formatDay(String(until), clinic.locale, false)}. ` +
    `A membership can be paid at most ${String(most)} months ahead.`,
  "plan-not-found": () => "There is no such plan any more.",
  "purchase-partly-refunded": () => "A part of this purchase was refunded. Refund the rest instead.",
  "reason-not-listed": ({ reason }) => `${String(reason)} is not among the clinic’s reasons.`,
  "reassign-paid-from-account": () =>
    "Points or wallet money paid a part of this. Undo it, then record it for the other patient.",
  "refund-exceeds-paid": ({ tender, asked_minor: asked, left_minor: left }, place) =>
    `Of what was paid by ${tender}, ${money(left, place)} is left to refund, not ${money(asked, place)}.`,
  "reissue-cap-reached": ({ reissued_points: reissued, most_points: most, asked_points: asked }, place) =>
    `This patient’s year allows ${points(most, place)} expired points a new life, and ${points(reissued, place)} were given one: ` +
    `${points(asked, place)} more is too many.`,
  "renewed-just-now": ({ seconds_ago: seconds, paid_until_on: until }, { clinic }) =>
    `This was renewed ${String(seconds)} seconds ago, and is paid until ` +
    `${formatDay(String(until), clinic.locale, false)}. Renew again only if two periods were paid.`,
  "reward-not-found": () => "There is no such reward any more.",
  "price-changed": ({ points: price }, place) =>
    `It costs ${points(price, place)} points now. Press Enter to take it, or leave it.`,
  "reward-not-offered": ({ reward_name: name }) => `${name} is not offered now.`,
  "reward-out-of-stock": ({ reward_name: name }) => `${name} is out of stock.`,
  "same-patient": () => "The purchase is this patient’s already.",
  "appointed-person": () =>
    "One of you two appointed the other, so you are no second person for each other. Somebody else must decide.",
  "approval-not-found": () => "Nothing waits for a second person here any more.",
  "second-person-required": () => "Somebody else must decide on this.",
  "too-many-lookups": ({ used, again_at: again }, { clinic }) =>
    `You opened ${String(used)} patients by name within an hour, and no more are allowed until ` +
    `${formatTime(new Date(String(again)), clinic.locale, clinic.timeZone)}. Ask a colleague, or the patient for their phone.`,
  "too-many-proposals": ({ limit }) => `${limit} times were proposed already. Accept one, or decline.`,
  "visit-out-of-reach": ({ latest_at: latest }, { clinic }) =>
    `A visit is still to come, and no later than ${formatDay(String(latest).slice(0, 10), clinic.locale, false)}.`,
  "visit-over": () => "This visit is over. It can be neither moved nor canceled.",
  "treatment-not-found": () => "This patient has no such treatment.",
  "treatment-withdrawn": () => "This treatment was withdrawn already.",
  "treatment-out-of-reach": ({ days }) =>
    `A treatment of the last ${String(days)} days can be told, today’s at the latest.`,
  "tier-required": ({ reward_name: name }) => `${name} is for other tiers than this patient’s.`,
};
