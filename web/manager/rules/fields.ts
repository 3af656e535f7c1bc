/** Fields of rules: the label, unit, example and words of each. A test holds that every field of every rule is here. */
import { EXAMPLE_BILL, pointsOfBill } from "./bill";
import type { Field } from "./field";
import { peopleFields } from "./fields-people";
import type { Content, RuleName } from "./rule";
import type { Saying } from "./saying";
import { sayMoney, sayPercent, sayPoints } from "./saying";

const GRACE = "days";
const PERKS: Field = {
  name: "perks",
  label: "Perks, one a line",
  as: "lines",
  example: "for example: A quiet room after each visit",
};

const moneyFields = {
  earning: [
    {
      name: "rate_bp",
      label: "Patients earn",
      as: "percent",
      unit: "% of what they pay",
      example: (content, saying) =>
        `${sayMoney(EXAMPLE_BILL, saying)} earns ${sayPoints(pointsOfBill(EXAMPLE_BILL, content), saying)}`,
    },
    {
      name: "eligible_tenders",
      label: "Paid with",
      as: "tenders",
      example: "cash alone rewards patients who save you the card’s fee; points, wallet money and insurance never earn",
    },
    {
      name: "minor_per_point",
      label: "One point for each",
      as: "money",
      example: (content, saying) =>
        `${sayPercent(Number(content["rate_bp"]) || 0, saying)} of ${sayMoney(EXAMPLE_BILL, saying)} is then ${sayPoints(pointsOfBill(EXAMPLE_BILL, content), saying)}`,
    },
    {
      name: "unusual_above_minor",
      label: "Ask the desk once more above",
      as: "money",
      none: "never",
      example: "a bill above $10,000.00 asks “is that right?” before it is recorded",
    },
  ],
  expiry: [
    {
      name: "life_count",
      label: "Points live",
      as: "life",
      example: (content) =>
        content["life_unit"] === "days"
          ? "180 days, counted from the day of the purchase"
          : "6 months: points of May 22 can be used until November 22",
    },
    {
      name: "life_unit",
      label: "Counted in",
      as: "choice",
      options: { months: "months", days: "days" },
      example: "months end on the same day of the month, days do not",
    },
    {
      name: "grace_days",
      label: "Still usable after the last day",
      as: "days",
      example: "3 days for whoever comes a little late; patients are told of it when the last day is over",
    },
  ],
  redemption: [
    {
      name: "minor_per_100_points",
      label: "100 points are worth",
      as: "money",
      example: (content, saying) =>
        `10,000 points are then ${sayMoney(100 * (Number(content["minor_per_100_points"]) || 0), saying)} off a bill`,
    },
    {
      name: "minimum_points",
      label: "At least, at once",
      as: "points",
      example: "500 points: nobody uses 3 points for 3 cents",
    },
    { name: "increment_points", label: "In steps of", as: "points", example: "100 points: 500, 600, 700 …" },
    {
      name: "most_points_per_visit",
      label: "At most, in a visit",
      as: "points",
      none: "no limit",
      example: "20,000 points",
    },
    {
      name: "most_bill_bp",
      label: "At most, of a bill",
      as: "percent",
      example: "50 %: half of a bill is paid in points, the rest in money",
    },
    {
      name: "combinable",
      label: "May be used together with a reward",
      as: "flag",
      example: "yes: points off the bill, and a reward at the same visit",
    },
    {
      name: "confirm_above_points",
      label: "The patient says yes in the app above",
      as: "points",
      none: "never",
      example: "10,000 points: a lost phone does not empty an account",
    },
    { name: "confirm_minutes", label: "Their yes holds for", as: "minutes", example: "5 minutes" },
  ],
  banking: [
    {
      name: "minor_per_100_points",
      label: "100 points become",
      as: "money",
      example: (content, saying) =>
        `1,000 points become ${sayMoney(10 * (Number(content["minor_per_100_points"]) || 0), saying)} in the wallet`,
    },
    { name: "minimum_points", label: "At least, at once", as: "points", example: "1,000 points" },
    { name: "increment_points", label: "In steps of", as: "points", example: "500 points: 1,000, 1,500, 2,000 …" },
    {
      name: "tier_bonus_bp",
      label: "More for a tier",
      as: "percent-by-tier",
      none: "nothing more",
      example: "5 %: $10.00 become $10.50",
    },
    { name: "undo_minutes", label: "The patient may undo it for", as: "minutes", example: "30 minutes; 0 is never" },
    {
      name: "banked_life_days",
      label: "Banked money ends after",
      as: "days",
      none: "never",
      example: "365 days; empty is never",
    },
    {
      name: "granted_life_days",
      label: "Granted money ends after",
      as: "days",
      none: "never",
      example: "365 days; granted is what the clinic gives by itself",
    },
    {
      name: "most_bankings_per_day",
      label: "At most, in a day",
      as: "times",
      unit: "times",
      example: "10 times, undone ones included",
    },
    {
      name: "cash_out_below_minor",
      label: "Pay out what is left of paid-in money below",
      as: "money",
      none: "never",
      example: "$15.00: some states ask for this",
    },
    {
      name: "paid_in_never_ends",
      label: "Money that was paid for never ends",
      as: "flag",
      example: "yes: the law of many places asks for it",
    },
  ],
  tiers: [
    {
      name: "tiers",
      label: "Tiers, lowest first",
      as: "parts",
      example: "Base, Silver, Gold",
      part: {
        one: "tier",
        id: "tier_id",
        fields: [
          { name: "name", label: "Name", as: "text", example: "for example: Gold" },
          {
            name: "multiplier",
            label: "Earns",
            as: "multiplier",
            unit: "times as much",
            example: "1.5: 4,500 points become 6,750",
          },
          {
            name: "measure",
            label: "Reached by",
            as: "choice",
            none: "a membership or a grant alone",
            options: {
              spend_minor: "own money paid",
              purchases: "purchases",
              points: "points earned",
              treatments: "treatments",
            },
            example: "own money paid: cash, card and financing, not points or insurance",
          },
          { name: "at_least", label: "At least", as: "measured", example: "$3,000.00 in the time below" },
          PERKS,
        ],
      },
    },
    { name: "window_days", label: "Counted over the last", as: "days", example: "365 days: a year" },
    {
      name: "grace_days",
      label: "Kept after it is no longer reached",
      as: "days",
      example: "30 days: time to come once more",
    },
    {
      name: "downgrade",
      label: "After that, they have",
      as: "choice",
      options: { to_reached: "the tier they reach", one_step: "one tier less, then one less again" },
      example: "the tier they reach: Platinum may become Base at once",
    },
    {
      name: "upgrade",
      label: "A new tier counts",
      as: "choice",
      options: { next_purchase: "from the next purchase on", this_purchase: "for the purchase that reaches it" },
      example: "from the next purchase on",
    },
  ],
  memberships: [
    {
      name: "plans",
      label: "Plans",
      as: "parts",
      example: "Gold for $99.00 a month",
      part: {
        one: "plan",
        id: "plan_id",
        fields: [
          { name: "name", label: "Name", as: "text", example: "for example: Gold, by the year" },
          { name: "price_minor", label: "Price", as: "money", example: "$99.00 for each month" },
          {
            name: "period",
            label: "Paid by the",
            as: "choice",
            options: { month: "month", year: "year" },
            example: "month",
          },
          { name: "tier_id", label: "Gives the tier", as: "tier", example: "Gold" },
          { name: "bonus_points", label: "Points each month", as: "points", example: "500 points; 0 is none" },
          { ...PERKS, example: "for example: A facial in the month you joined" },
          {
            name: "active",
            label: "New members may choose it",
            as: "flag",
            example: "no: members of today keep it, nobody joins it",
          },
        ],
      },
    },
    {
      name: "grace_days",
      label: "Patience with a late payment",
      as: "days",
      unit: GRACE,
      example: "7 days, then the membership rests",
    },
  ],
} as const satisfies Partial<Record<RuleName, readonly Field[]>>;

const FIELDS: Readonly<Record<RuleName, readonly Field[]>> = { ...moneyFields, ...peopleFields };

/** The fields of a rule, in the order of its form: the one that is changed most comes first. */
export function fieldsOf(rule: RuleName): readonly Field[] {
  return FIELDS[rule];
}

export function fieldOf(rule: RuleName, name: string): Field | undefined {
  return fieldsOf(rule).find((field) => field.name === name);
}

export function exampleOf({ example }: Field, content: Content, saying: Saying): string {
  return typeof example === "string" ? example : example(content, saying);
}
