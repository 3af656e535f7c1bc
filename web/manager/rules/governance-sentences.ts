/** The sentences of governance: what one person may do alone, and what the exceptions report names. */
import type { Content } from "./rule";
import { many, type Saying, sayMoney, sayPercent, sayValue } from "./saying";

export function governanceSentences(content: Content, saying: Saying): readonly string[] {
  const number = (name: string): number => Number(content[name]);
  const money = (name: string): string => sayMoney(number(name), saying);
  const times = (name: string, one: string, more: string): string => many(number(name), one, more, saying);
  const own = content["own_yes_after_hours"];
  return [
    `In a day one person alone records purchases up to ${money("purchase_minor")}, takes ${money("pay_in_minor")} into wallets, refunds ${money("refund_otherwise_minor")} by another tender and ${money("late_refund_minor")} later than ${sayValue({ as: "days" }, content["late_after_days"], {}, saying)}, and notes ${times("unpaid_enrolments", "membership", "memberships")} that nobody paid; beyond that a second person says yes.`,
    `A bill of more than ${times("unusual_times", "time", "times")} the usual is asked about once more.`,
    own === null
      ? "A second yes is always another person’s."
      : `Where only one person manages, their own yes counts after ${sayValue({ as: "hours" }, own, {}, saying)}.`,
    `The exceptions report names, of one person and day, more than ${money("report_lookup_cash_minor")} of cash at visits opened by a lookup, ${times("report_adjustments", "adjustment", "adjustments")}, ${times("report_moves", "moved sale", "moved sales")}, ${times("report_undone", "sale or use taken back", "sales and uses taken back")}, ${money("report_refund_otherwise_minor")} refunded by another tender, ${money("report_pay_in_minor")} paid into wallets, ${times("report_rule_changes", "change", "changes")} of rules that bound money; ${times("report_one_patient", "gift", "gifts")} to one patient in 28 days; and all that comes within ${sayPercent(number("report_near_bound_bp"), saying)} of a bound.`,
    `A change of a rule that takes from patients, loosens a bound of money, or moves more than ${sayPercent(number("moves_share_bp"), saying)} of points or money needs a second person; where only one person manages, it waits ${sayValue({ as: "minutes" }, content["lone_wait_minutes"], {}, saying)} instead.`,
    `Patients are told ${sayValue({ as: "days" }, content["notice_days"], {}, saying)} before points end sooner or are worth less. A preview counts for ${sayValue({ as: "hours" }, content["preview_hours"], {}, saying)}.`,
  ];
}
