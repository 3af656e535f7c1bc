/** Programs to begin with: rules that fit together, each as a first version. */
import { type Content, type RuleName, usualContent } from "../rules/rule";

export type TemplateName = "cash" | "members" | "cash_back";

/** The rules of a template with their content, in the order of publishing. */
export type Template = readonly (readonly [RuleName, Content])[];

/** The same in every template; a purchase needs the first two. */
export const IN_ALL = ["reminders", "check_in", "adjustments"] as const satisfies readonly RuleName[];

/** Earning comes last: while it is missing nothing is credited, and the templates are offered. */
export const templates: Readonly<Record<TemplateName, Template>> = {
  cash: withUsual({}, "expiry", "redemption", "earning"),
  members: withUsual(
    {
      earning: { rate_bp: 500, eligible_tenders: ["cash", "card"] },
      expiry: { life_count: 12 },
      tiers: { tiers: [tier("base", "Base", 1), tier("member", "Member", 3)] },
    },
    "expiry",
    "redemption",
    "tiers",
    "earning",
  ),
  cash_back: withUsual(
    { earning: { rate_bp: 500, eligible_tenders: ["cash", "card"] }, expiry: { life_count: 12 } },
    "expiry",
    "banking",
    "earning",
  ),
};

export const TEMPLATE_NAMES = Object.keys(templates) as TemplateName[];

function withUsual(other: Partial<Record<RuleName, Content>>, ...own: readonly RuleName[]): Template {
  return [...IN_ALL, ...own].map((rule) => [rule, { ...usualContent(rule), ...other[rule] }]);
}

/** A tier that is not reached by spending: the one of everybody, or one that is granted. */
function tier(tierId: string, name: string, times: number): Content {
  const multiplier = { numerator: times, denominator: 1 };
  return { tier_id: tierId, name, multiplier, perks: [], measure: null, at_least: 0 };
}
