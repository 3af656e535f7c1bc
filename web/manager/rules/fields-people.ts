/** Fields of the rules about people: when patients are reminded and let in, and what staff may do. */
import type { Field } from "./field";
import type { RuleName } from "./rule";

const reminders: readonly Field[] = [
  { name: "nudge_days", label: "First reminder before the end", as: "days", example: "28 days" },
  { name: "urge_days", label: "Last reminder before the end", as: "days", example: "7 days; fewer than the first" },
  {
    name: "send_hour",
    label: "Sent at",
    as: "hour",
    unit: "o’clock (24 h)",
    example: "10 is 10 am, by the clinic’s clock",
  },
  {
    name: "quiet_from_hour",
    label: "Quiet from",
    as: "hour",
    unit: "o’clock (24 h)",
    example: "20 is 8 pm: nothing is sent after it",
  },
  {
    name: "quiet_until_hour",
    label: "Quiet until",
    as: "hour",
    unit: "o’clock (24 h)",
    example: "8 is 8 am: nothing is sent before it",
  },
  {
    name: "holidays",
    label: "Holidays without a reminder, one a line",
    as: "dates",
    example: "2026-12-25: year, month, day",
  },
  {
    name: "voice",
    label: "Tone",
    as: "choice",
    options: { calm: "calm", warm: "warm", brief: "brief" },
    example: "calm: “A gentle reminder: your points are with you until Saturday.”",
  },
  {
    name: "extension_days",
    label: "Longer life, where no reminder arrived",
    as: "days",
    none: "none",
    example: "14 days; more than the last reminder’s days",
  },
  {
    name: "appointment_margin_days",
    label: "An appointment holds points until after it",
    as: "days",
    none: "it does not",
    example: "14 days: whoever comes on the 10th can use them until the 24th",
  },
  {
    name: "holdout_bp",
    label: "Never reminded, to measure what reminders do",
    as: "percent",
    unit: "% of patients",
    example: "10 %: the difference between them and the rest is what reminders bring",
  },
];

const checkIn: readonly Field[] = [
  {
    name: "code_lifetime_seconds",
    label: "A code can be scanned for",
    as: "seconds",
    example: "60 seconds; the phone renews it by itself",
  },
  {
    name: "any_location",
    label: "At any location",
    as: "flag",
    example: "no: a code is for the location it was made for",
  },
  { name: "visit_hours", label: "A visit stays open for", as: "hours", example: "12 hours: a whole day at the clinic" },
];

const adjustments: readonly Field[] = [
  {
    name: "reasons",
    label: "Reasons, one a line",
    as: "reasons",
    example: "goodwill; data entry; small letters, digits and spaces",
  },
  {
    name: "daily_caps",
    label: "At most, in a day, by one person",
    as: "points-by-role",
    example: "500 points at the front desk",
  },
  {
    name: "wallet_daily_caps_minor",
    label: "Wallet money at most, in a day, by one person",
    as: "money-by-role",
    example: "$100.00 for a manager",
  },
  {
    name: "approval_above_points",
    label: "A second person decides above",
    as: "points",
    example: "2,000 points",
  },
  {
    name: "most_reissued_points_per_year",
    label: "Expired points given back to one patient, in a year",
    as: "points",
    example: "5,000 points",
  },
];

const ALONE = "beyond it a second person says yes";
const REPORTED = "beyond it the exceptions report names it";

const governance: readonly Field[] = [
  { name: "purchase_minor", label: "Purchases of one person, in a day", as: "money", example: `$25,000.00; ${ALONE}` },
  {
    name: "pay_in_minor",
    label: "Paid into wallets by one person, in a day",
    as: "money",
    example: `$5,000.00; ${ALONE}`,
  },
  {
    name: "refund_otherwise_minor",
    label: "Refunded by another tender, in a day",
    as: "money",
    example: `$500.00: paid by card, given back in cash; ${ALONE}`,
  },
  { name: "late_refund_minor", label: "Refunded late, in a day", as: "money", example: `$1,000.00; ${ALONE}` },
  { name: "late_after_days", label: "A refund is late after", as: "days", example: "60 days" },
  {
    name: "unpaid_enrolments",
    label: "Memberships that nobody paid, in a day",
    as: "times",
    unit: "memberships",
    example: `2; ${ALONE}`,
  },
  {
    name: "unusual_times",
    label: "A bill is unusual above",
    as: "times",
    unit: "times the usual",
    example: "10 times what is usual at the location: the desk is asked once more",
  },
  {
    name: "own_yes_after_hours",
    label: "Where only one person manages, their own yes counts after",
    as: "hours",
    none: "never",
    example: "24 hours",
  },
  {
    name: "report_lookup_cash_minor",
    label: "Reported: cash at visits opened by a lookup",
    as: "money",
    example: `$2,000.00 in a day; ${REPORTED}`,
  },
  {
    name: "report_adjustments",
    label: "Reported: adjustments by one person",
    as: "times",
    unit: "in a day",
    example: `5; ${REPORTED}`,
  },
  { name: "report_moves", label: "Reported: moved sales", as: "times", unit: "in a day", example: `3; ${REPORTED}` },
  {
    name: "report_undone",
    label: "Reported: sales and uses taken back",
    as: "times",
    unit: "in a day",
    example: `6; ${REPORTED}`,
  },
  {
    name: "report_refund_otherwise_minor",
    label: "Reported: refunded by another tender",
    as: "money",
    example: `$200.00 in a day; ${REPORTED}`,
  },
  {
    name: "report_pay_in_minor",
    label: "Reported: paid into wallets",
    as: "money",
    example: `$3,000.00 in a day; ${REPORTED}`,
  },
  {
    name: "report_one_patient",
    label: "Reported: gifts by one person to one patient",
    as: "times",
    unit: "in 28 days",
    example: `6; ${REPORTED}`,
  },
  {
    name: "report_near_bound_bp",
    label: "Reported: near a bound, from",
    as: "percent",
    unit: "% of the bound",
    example: "90 %: just below what needs a second person",
  },
  {
    name: "report_rule_changes",
    label: "Reported: changes of rules that bound money",
    as: "times",
    unit: "in a day",
    example: `1; ${REPORTED}`,
  },
  {
    name: "moves_share_bp",
    label: "A change of a rule needs a second person above",
    as: "percent",
    unit: "% of points or money moved",
    example: "25 %: from 10 % to 12.5 % of cash is still one person’s",
  },
  {
    name: "notice_days",
    label: "Notice to patients, where points end sooner or are worth less",
    as: "days",
    example: "14 days",
  },
  {
    name: "lone_wait_minutes",
    label: "Where only one person manages, such a change waits for",
    as: "minutes",
    example: "10 minutes, in which it can be undone",
  },
  { name: "preview_hours", label: "A preview counts for", as: "hours", example: "24 hours" },
];

export const peopleFields = {
  reminders,
  check_in: checkIn,
  adjustments,
  governance,
} satisfies Partial<Record<RuleName, readonly Field[]>>;
