/** The rules of a clinic's program: their names, their order on the page, and what holds where one is missing. */
import { partShapes, ruleShapes, type Shape } from "./shapes.gen";

export type RuleName = keyof typeof ruleShapes;
/** A rule's fields without what the functions sign at publishing: of a live rule, of a draft, of a version in the history. */
export type Content = Readonly<Record<string, unknown>>;
export type Shapes = Readonly<Record<string, Shape>>;

interface About {
  readonly title: string;
  /** the rule in the middle of a sentence */
  readonly inside: string;
  /** what happens where the clinic has no such rule */
  readonly without: string;
}

/** In the order of a patient's way: points come, live, are used; then who gets more; then who may do what. */
export const rules: Readonly<Record<RuleName, About>> = {
  earning: {
    title: "Earning",
    inside: "earning",
    without: "Without this rule no purchase can be recorded.",
  },
  expiry: {
    title: "The life of points",
    inside: "the life of points",
    without: "Without this rule no purchase can be recorded, because nobody could say how long its points live.",
  },
  redemption: {
    title: "Using points",
    inside: "using points",
    without: "Without this rule points cannot be used off a bill.",
  },
  banking: {
    title: "Banking",
    inside: "banking",
    without: "Without this rule points do not become wallet money.",
  },
  tiers: {
    title: "Tiers",
    inside: "tiers",
    without: "Without this rule everybody earns the same.",
  },
  memberships: {
    title: "Memberships",
    inside: "memberships",
    without: "Without this rule nobody can become a member.",
  },
  reminders: {
    title: "Reminders",
    inside: "reminders",
    without: "Without this rule no purchase can be recorded, because nobody could be told that points end.",
  },
  check_in: {
    title: "Checking in",
    inside: "checking in",
    without: "Without this rule no code can be shown or scanned.",
  },
  adjustments: {
    title: "Adjustments",
    inside: "adjustments",
    without: "Without this rule nobody can adjust points.",
  },
  governance: {
    title: "Governance",
    inside: "governance",
    without: "Without this rule the usual bounds hold.",
  },
};

export const RULE_NAMES = Object.keys(rules) as RuleName[];

/** The rule that only owners publish, because it bounds managers too. */
export const OWNERS_RULE: RuleName = "governance";

export function isRuleName(name: string | undefined): name is RuleName {
  return name !== undefined && Object.hasOwn(rules, name);
}

export function shapesOf(rule: RuleName): Shapes {
  return ruleShapes[rule];
}

/** The shapes of a field's parts: of a tier in `tiers`, of a plan in `plans`. */
export function partShapesOf(shape: Shape | undefined): Shapes {
  return typeof shape?.of === "string" ? partShapes[shape.of] : {};
}

/** A document's content in full: without the functions' signature, and with what is left out as it counts then. */
export function contentOf(rule: RuleName, document: Content): Content {
  return Object.fromEntries(
    Object.entries(shapesOf(rule)).map(([name, { otherwise = null }]) => [name, document[name] ?? otherwise]),
  );
}

/** The least usual program: what a rule that is missing begins with. */
export function usualContent(rule: RuleName): Content {
  return contentOf(rule, USUAL[rule]);
}

const USUAL: Readonly<Record<RuleName, Content>> = {
  earning: { eligible_tenders: ["cash"], rate_bp: 1_000, minor_per_point: 1 },
  expiry: { life_unit: "months", life_count: 6, grace_days: 0 },
  redemption: {
    minimum_points: 500,
    increment_points: 100,
    minor_per_100_points: 100,
    most_points_per_visit: 20_000,
    most_bill_bp: 5_000,
    combinable: true,
    confirm_above_points: 10_000,
    confirm_minutes: 5,
  },
  banking: {
    minimum_points: 1_000,
    increment_points: 500,
    minor_per_100_points: 100,
    tier_bonus_bp: {},
    undo_minutes: 30,
    granted_life_days: 365,
  },
  tiers: {
    tiers: [
      {
        tier_id: "base",
        name: "Base",
        multiplier: { numerator: 1, denominator: 1 },
        perks: [],
        measure: null,
        at_least: 0,
      },
    ],
    window_days: 365,
    grace_days: 30,
    downgrade: "to_reached",
    upgrade: "next_purchase",
  },
  memberships: { plans: [], grace_days: 7 },
  reminders: {
    nudge_days: 28,
    urge_days: 7,
    send_hour: 10,
    quiet_from_hour: 20,
    quiet_until_hour: 8,
    holidays: [],
    voice: "calm",
    appointment_margin_days: 14,
    holdout_bp: 0,
  },
  check_in: { code_lifetime_seconds: 60, any_location: false, visit_hours: 12 },
  adjustments: {
    reasons: ["goodwill", "correction", "complaint"],
    daily_caps: { front_desk: 500, manager: 5_000, owner: 50_000 },
    wallet_daily_caps_minor: { front_desk: 0, manager: 10_000, owner: 100_000 },
    approval_above_points: 2_000,
    most_reissued_points_per_year: 5_000,
  },
  governance: {},
};
