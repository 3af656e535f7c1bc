/** The program as sentences: a rule's content, in full, becomes what a manager would tell a new colleague. */
import { tenderList } from "../../shared/points/tenders.en";
import { EXAMPLE_BILL, pointsOfBill } from "./bill";
import { governanceSentences } from "./governance-sentences";
import type { Content, RuleName } from "./rule";
import { contentOf } from "./rule";
import {
  ROLES,
  roleNames,
  type Saying,
  sayDates,
  sayHour,
  sayList,
  sayMeasured,
  sayMoney,
  sayMultiplier,
  sayPercent,
  sayPoints,
  sayReason,
  sayShare,
  sayTier,
  sayValue,
} from "./saying";

type Tell = (content: Content, saying: Saying) => readonly (string | false)[];

/** The sentences of a rule's content; what the content leaves out counts as the functions count it. */
export function sentencesOf(rule: RuleName, content: Content, saying: Saying): string[] {
  return TELL[rule](contentOf(rule, content), saying)
    .filter((sentence): sentence is string => sentence !== false)
    .map((sentence) => sentence.slice(0, 1).toUpperCase() + sentence.slice(1));
}

const number = (value: unknown): number => Number(value);
const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
const parts = (value: unknown): readonly Content[] => (Array.isArray(value) ? (value as Content[]) : []);

function days(value: unknown, saying: Saying): string {
  return sayValue({ as: "days" }, value, {}, saying);
}

const earning: Tell = (content, saying) => {
  const tenders = texts(content["eligible_tenders"]);
  const rate = number(content["rate_bp"]);
  const each = number(content["minor_per_point"]);
  const unusual = content["unusual_above_minor"];
  return [
    tenders.length === 0 || rate === 0
      ? "Purchases earn no points."
      : `Patients earn ${sayPercent(rate, saying)} of what they pay in ${tenderList(tenders)}: ${sayMoney(EXAMPLE_BILL, saying)} earns ${sayPoints(pointsOfBill(EXAMPLE_BILL, content), saying)}, one for each ${sayMoney(each, saying)} of it.`,
    unusual === null
      ? "No bill is too high to be recorded at once."
      : `A bill above ${sayMoney(number(unusual), saying)} is asked about once more.`,
  ];
};

const expiry: Tell = (content, saying) => {
  const grace = number(content["grace_days"]);
  return [
    `Points live ${sayValue({ as: "life" }, content["life_count"], content, saying)} from the day they are earned.`,
    grace === 0
      ? "After their last day they cannot be used."
      : `They can still be used for ${days(grace, saying)} after their last day, as a courtesy.`,
  ];
};

const redemption: Tell = (content, saying) => {
  const most = content["most_points_per_visit"];
  const share = number(content["most_bill_bp"]);
  const confirm = content["confirm_above_points"];
  const minutes = sayValue({ as: "minutes" }, content["confirm_minutes"], {}, saying);
  return [
    `100 points are worth ${sayMoney(number(content["minor_per_100_points"]), saying)} off a bill.`,
    `At least ${sayPoints(number(content["minimum_points"]), saying)} are used at once, in steps of ${sayPoints(number(content["increment_points"]), saying)}.`,
    `Points pay for ${share === 10_000 ? "all" : `up to ${sayShare(share, saying)}`} of a bill${
      most === null ? "" : `, and at most ${sayPoints(number(most), saying)} are used in a visit`
    }.`,
    content["combinable"] === true
      ? "They may be used together with a reward."
      : "They are not used together with a reward.",
    confirm === null
      ? `The patient’s yes in the app is never asked for; one that was given would hold for ${minutes}.`
      : `Above ${sayPoints(number(confirm), saying)} the patient says yes in the app, within ${minutes}.`,
  ];
};

const banking: Tell = (content, saying) => {
  const bonus = Object.entries(content["tier_bonus_bp"] as Record<string, number>);
  const [banked, granted] = [content["banked_life_days"], content["granted_life_days"]];
  const undo = number(content["undo_minutes"]);
  const below = content["cash_out_below_minor"];
  const end = (life: unknown): string => (life === null ? "never ends" : `ends after ${days(life, saying)}`);
  return [
    `Patients turn points into wallet money: 100 points become ${sayMoney(number(content["minor_per_100_points"]), saying)}.`,
    `At least ${sayPoints(number(content["minimum_points"]), saying)}, in steps of ${sayPoints(number(content["increment_points"]), saying)}, at most ${sayValue({ as: "times" }, content["most_bankings_per_day"], {}, saying)} times a day.`,
    bonus.length > 0 &&
      `${sayList(bonus.map(([tier, more]) => `${sayTier(tier, saying)} gets ${sayPercent(more, saying)} more`))}.`,
    undo === 0
      ? "It cannot be undone."
      : `The patient may undo it for ${sayValue({ as: "minutes" }, undo, {}, saying)}.`,
    `Banked money ${end(banked)}; granted money ${end(granted)}.`,
    content["paid_in_never_ends"] === true && "Money that was paid for never ends.",
    below === null
      ? "Paid-in money is not paid out."
      : `Paid-in money is paid out on request while less than ${sayMoney(number(below), saying)} of it is left.`,
  ];
};

const tiers: Tell = (content, saying) => {
  const grace = number(content["grace_days"]);
  return [
    ...parts(content["tiers"]).map((tier, index) => tierSentence(tier, index, saying)),
    `It counts what was done in the last ${days(content["window_days"], saying)}.`,
    `A tier that is no longer reached is kept for ${days(grace, saying)}; after that follows ${
      content["downgrade"] === "one_step" ? "one tier less, for as long again" : "the tier that is reached"
    }.`,
    content["upgrade"] === "this_purchase"
      ? "A tier counts for the very purchase that reaches it."
      : "A tier counts from the purchase after the one that reaches it.",
  ];
};

function tierSentence(tier: Content, index: number, saying: Saying): string {
  const perks = texts(tier["perks"]);
  const earns = `earns ${sayMultiplier(tier["multiplier"], saying)}`;
  const name = String(tier["name"]);
  const brings = perks.length ? `, and brings: ${perks.join("; ").replace(/[.]$/, "")}.` : ".";
  if (index === 0 && tier["measure"] === null) return `Everybody has ${name}, which ${earns}${brings}`;
  if (tier["measure"] === null) return `${name} ${earns}; a membership or a grant gives it${brings}`;
  const need = sayMeasured(number(tier["at_least"]), tier["measure"], saying);
  const own = tier["measure"] === "spend_minor" ? " of one’s own money" : tier["measure"] === "points" ? " earned" : "";
  return `${name} ${earns}; it is reached by ${need}${own}${brings}`;
}

const memberships: Tell = (content, saying) => {
  const plans = parts(content["plans"]);
  return [
    plans.length === 0 && "There is no plan to choose.",
    ...plans.map((plan) => planSentence(plan, saying)),
    `A late payment is waited for ${days(content["grace_days"], saying)}.`,
  ];
};

function planSentence(plan: Content, saying: Saying): string {
  const bonus = number(plan["bonus_points"]);
  const perks = texts(plan["perks"]);
  const price = `${sayMoney(number(plan["price_minor"]), saying)} a ${plan["period"] === "year" ? "year" : "month"}`;
  const gives = `gives ${sayTier(String(plan["tier_id"]), saying)}`;
  const monthly = bonus > 0 ? ` and ${sayPoints(bonus, saying)} each month` : "";
  const more = perks.length ? `; it brings: ${perks.join("; ").replace(/[.]$/, "")}` : "";
  return `${String(plan["name"])} costs ${price}, and ${gives}${monthly}${more}${
    plan["active"] === true ? "." : "; nobody new can choose it."
  }`;
}

const reminders: Tell = (content, saying) => {
  const holidays = texts(content["holidays"]);
  const [extension, margin] = [content["extension_days"], content["appointment_margin_days"]];
  const holdout = number(content["holdout_bp"]);
  return [
    `Patients are reminded ${days(content["nudge_days"], saying)} before points end, and again ${days(content["urge_days"], saying)} before, at ${sayHour(number(content["send_hour"]))}.`,
    `Nothing is sent from ${sayHour(number(content["quiet_from_hour"]))} until ${sayHour(number(content["quiet_until_hour"]))}${
      holidays.length ? `, nor on ${sayDates(holidays, saying)}` : ""
    }. The tone is ${String(content["voice"])}.`,
    extension !== null && `Where no reminder arrived, points live ${days(extension, saying)} longer.`,
    margin === null
      ? "An appointment does not hold points."
      : `An appointment holds points until ${days(margin, saying)} after it.`,
    holdout > 0 && `${sayPercent(holdout, saying)} of the patients are never reminded, to measure what reminders do.`,
  ];
};

const checkIn: Tell = (content, saying) => [
  `A code can be scanned for ${sayValue({ as: "seconds" }, content["code_lifetime_seconds"], {}, saying)}, ${
    content["any_location"] === true ? "at any location" : "at the location it was made for"
  }.`,
  `A visit stays open for ${sayValue({ as: "hours" }, content["visit_hours"], {}, saying)}.`,
];

const adjustments: Tell = (content, saying) => {
  const [caps, money] = [content["daily_caps"], content["wallet_daily_caps_minor"]] as Record<string, number>[];
  const each = ROLES.map(
    (role) =>
      `${roleNames[role]} ${sayPoints(number(caps?.[role] ?? 0), saying)} and ${sayMoney(number(money?.[role] ?? 0), saying)}`,
  );
  return [
    `Points are adjusted for ${sayList(texts(content["reasons"]).map(sayReason))}.`,
    `In a day one person gives or takes at most: ${each.join("; ")} of wallet money.`,
    `Above ${sayPoints(number(content["approval_above_points"]), saying)} a second person decides.`,
    `A patient gets at most ${sayPoints(number(content["most_reissued_points_per_year"]), saying)} that had expired back in a year.`,
  ];
};

const TELL: Readonly<Record<RuleName, Tell>> = {
  earning,
  expiry,
  redemption,
  banking,
  tiers,
  memberships,
  reminders,
  check_in: checkIn,
  adjustments,
  governance: governanceSentences,
};
