/** The words of remarks on a draft: problems that no version may have, questions to its publisher, reasons for a second person. */
import type { RuleProblem, RuleQuestion, RuleReason } from "../../shared/api/contracts.gen";

type Numbers = Readonly<Record<string, number>>;

/** The questions, each as a sentence that whoever publishes says yes to. */
const questions: Readonly<Record<RuleQuestion["code"], (numbers: Numbers) => string>> = {
  "life-shorter-than-reminder": () => "Points live shorter than the first reminder comes before their end.",
  "reward-below-minimum": () => "A reward costs fewer points than are used at once at least.",
  "reward-tier-unknown": () => "A reward is for a tier that would not be there any more.",
  "bonus-tier-unknown": () => "A tier that gets more when it banks would not be there any more.",
  "top-tier-gives-more-than-the-bill": () => "The highest tier would get back more than its bill.",
  "past-not-reproduced": () => "It would be published without knowing what the last 90 days would have been.",
  "without-notice": ({ notice_days: days = 0 }) =>
    `Patients would not be told ${days} days before. An owner has to say yes to this.`,
};

/** The reasons, as what a change does. */
const reasons: Readonly<Record<RuleReason["code"], string>> = {
  "rate-lower": "patients earn less",
  "tenders-fewer": "less of what they pay earns",
  "life-shorter": "points end sooner",
  "grace-shorter": "there are fewer days after the last one",
  "extension-shorter": "points live less long where no reminder arrived",
  "hold-shorter": "an appointment holds points for less time",
  "worth-lower": "points that patients hold are worth less",
  "minimum-higher": "more points are needed at once",
  "increment-higher": "points are used in larger steps",
  "visit-limit-lower": "fewer points are used in a visit",
  "bill-share-lower": "points pay for less of a bill",
  "no-longer-combinable": "points are not used together with a reward any more",
  "bonus-lower": "a tier gets less when it banks",
  "undo-shorter": "banking can be undone for less time",
  "money-life-shorter": "wallet money ends sooner",
  "cash-out-lower": "less of paid-in money is paid out",
  "bankings-fewer": "patients bank less often",
  "paid-in-may-end": "money that was paid for may end",
  "tiers-dearer": "a tier is harder to reach or keep",
  "multiplier-lower": "a tier earns less",
  "perks-fewer": "a tier or plan brings less",
  "plan-gone": "a plan is gone",
  "plan-tier-changed": "a plan gives another tier",
  "rate-moves": "it moves many points",
  "tenders-more": "much more of what patients pay earns",
  "worth-moves": "it moves much of what points are worth",
  "terms-harder": "what patients agreed to is harder",
  "bonus-moves": "it moves much of what banking gives",
  "multiplier-moves": "it moves much of what a tier earns",
  "plan-cheaper": "a plan gives much more for its price",
  "visit-limit-higher": "more points are used in a visit",
  "bill-share-higher": "points pay for more of a bill",
  "confirmation-looser": "more points are used without the patient’s yes",
  "bankings-more": "patients bank more often",
  "cash-out-higher": "more of paid-in money is paid out",
  "caps-higher": "staff may give more in a day",
  "approval-higher": "more points are given without a second person",
  "reissue-higher": "more expired points are given back",
  "governance-looser": "a bound on staff and managers is looser",
};

export function questionWords({ code, numbers }: RuleQuestion): string {
  return questions[code](numbers);
}

/** "points end sooner, and it moves many points" */
export function reasonWords(given: readonly RuleReason[]): string {
  const words = [...new Set(given.map(({ code }) => reasons[code]))];
  const last = words.pop() ?? "";
  return words.length ? `${words.join(", ")}, and ${last}` : last;
}

/** A problem as the functions found it, where the form has not said it before. */
export function problemWords({ code, problem }: Pick<RuleProblem, "code" | "problem">): string {
  if (code === "tier-unknown") return "There is no such tier.";
  if (code === "gives-more-than-the-bill") return "Points would give back more than the bill.";
  if (code === "unchanged") return "This is as it is live.";
  return `${problem.slice(0, 1).toUpperCase()}${problem.slice(1)}.`;
}
