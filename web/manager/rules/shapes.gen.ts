/** Shapes and bounds of rules, as the functions check them. Written by `make contracts`: not to be edited. */

/** A field: its kind, the least and the most that it may be or hold, and what it means where it is left out. */
export interface Shape {
  readonly kind: "integer" | "flag" | "text" | "choice" | "ratio" | "list" | "map" | "parts";
  /** of a number, of a text's length, of a list's items, or of each number of a map; null: another field decides it */
  readonly least?: number | null;
  readonly most?: number | null;
  readonly nullable?: true;
  readonly pattern?: string;
  readonly options?: readonly string[];
  /** of a list, what each item is; of parts, the name of their shape */
  readonly of?: Shape | PartName;
  readonly otherwise?: number | boolean | null;
}
export type PartName = "TierDocument" | "PlanDocument";
type Shapes = Readonly<Record<string, Shape>>;

export const ruleShapes = {
  earning: {
    eligible_tenders: {
      kind: "list",
      of: { kind: "choice", options: ["cash", "card", "wallet", "points", "insurance", "financing"] },
    },
    rate_bp: { kind: "integer", least: 0, most: 10000 },
    minor_per_point: { kind: "integer", least: 1, most: 10000 },
    unusual_above_minor: { kind: "integer", least: 1, most: 100000000, nullable: true, otherwise: null },
  },
  expiry: {
    life_unit: { kind: "choice", options: ["months", "days"] },
    life_count: { kind: "integer", least: 1, most: null },
    grace_days: { kind: "integer", least: 0, most: 60 },
  },
  reminders: {
    nudge_days: { kind: "integer", least: 2, most: 90 },
    urge_days: { kind: "integer", least: 1, most: 60 },
    send_hour: { kind: "integer", least: 8, most: 20 },
    quiet_from_hour: { kind: "integer", least: 12, most: 24 },
    quiet_until_hour: { kind: "integer", least: 0, most: 12 },
    holidays: {
      kind: "list",
      least: null,
      most: 60,
      of: { kind: "text", pattern: "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$" },
    },
    voice: { kind: "choice", options: ["calm", "warm", "brief"] },
    extension_days: { kind: "integer", least: 1, most: 90, nullable: true },
    appointment_margin_days: { kind: "integer", least: 0, most: 90, nullable: true },
    holdout_bp: { kind: "integer", least: 0, most: 5000 },
  },
  check_in: {
    code_lifetime_seconds: { kind: "integer", least: 15, most: 300 },
    any_location: { kind: "flag" },
    visit_hours: { kind: "integer", least: 1, most: 24 },
  },
  redemption: {
    minimum_points: { kind: "integer", least: 1, most: 1000000 },
    increment_points: { kind: "integer", least: 1, most: 100000 },
    minor_per_100_points: { kind: "integer", least: 1, most: 1000000 },
    most_points_per_visit: { kind: "integer", least: 1, most: 10000000, nullable: true },
    most_bill_bp: { kind: "integer", least: 1, most: 10000 },
    combinable: { kind: "flag" },
    confirm_above_points: { kind: "integer", least: 0, most: 10000000, nullable: true },
    confirm_minutes: { kind: "integer", least: 1, most: 60 },
  },
  banking: {
    minimum_points: { kind: "integer", least: 1, most: 1000000 },
    increment_points: { kind: "integer", least: 1, most: 100000 },
    minor_per_100_points: { kind: "integer", least: 1, most: 1000000 },
    tier_bonus_bp: { kind: "map", least: 0, most: 10000 },
    undo_minutes: { kind: "integer", least: 0, most: 1440 },
    banked_life_days: { kind: "integer", least: 1, most: 1825, nullable: true },
    granted_life_days: { kind: "integer", least: 1, most: 1825, nullable: true },
    most_bankings_per_day: { kind: "integer", least: 1, most: 100, otherwise: 10 },
    cash_out_below_minor: { kind: "integer", least: 1, most: 1000000, nullable: true, otherwise: null },
    paid_in_never_ends: { kind: "flag", otherwise: false },
  },
  adjustments: {
    reasons: { kind: "list", least: 1, most: 20, of: { kind: "text", pattern: "^[a-z][a-z0-9-]{0,39}$" } },
    daily_caps: { kind: "map", least: 0, most: 1000000 },
    wallet_daily_caps_minor: { kind: "map", least: 0, most: 100000000 },
    approval_above_points: { kind: "integer", least: 0, most: 1000000 },
    most_reissued_points_per_year: { kind: "integer", least: 0, most: 1000000 },
  },
  governance: {
    purchase_minor: { kind: "integer", least: 0, most: 1000000000000, otherwise: 2500000 },
    pay_in_minor: { kind: "integer", least: 0, most: 1000000000000, otherwise: 500000 },
    refund_otherwise_minor: { kind: "integer", least: 0, most: 1000000000000, otherwise: 50000 },
    late_refund_minor: { kind: "integer", least: 0, most: 1000000000000, otherwise: 100000 },
    late_after_days: { kind: "integer", least: 0, most: 3650, otherwise: 60 },
    unpaid_enrolments: { kind: "integer", least: 0, most: 1000, otherwise: 2 },
    unusual_times: { kind: "integer", least: 2, most: 1000, otherwise: 10 },
    own_yes_after_hours: { kind: "integer", least: 1, most: 72, nullable: true, otherwise: null },
    report_lookup_cash_minor: { kind: "integer", least: 0, most: 1000000000000, otherwise: 200000 },
    report_adjustments: { kind: "integer", least: 0, most: 1000, otherwise: 5 },
    report_moves: { kind: "integer", least: 0, most: 1000, otherwise: 3 },
    report_undone: { kind: "integer", least: 0, most: 1000, otherwise: 6 },
    report_refund_otherwise_minor: { kind: "integer", least: 0, most: 1000000000000, otherwise: 20000 },
    report_pay_in_minor: { kind: "integer", least: 0, most: 1000000000000, otherwise: 300000 },
    report_one_patient: { kind: "integer", least: 0, most: 1000, otherwise: 6 },
    report_rule_changes: { kind: "integer", least: 0, most: 1000, otherwise: 1 },
    report_near_bound_bp: { kind: "integer", least: 1, most: 10000, otherwise: 9000 },
    moves_share_bp: { kind: "integer", least: 0, most: 10000, otherwise: 2500 },
    notice_days: { kind: "integer", least: 0, most: 365, otherwise: 14 },
    lone_wait_minutes: { kind: "integer", least: 1, most: 1440, otherwise: 10 },
    preview_hours: { kind: "integer", least: 1, most: 168, otherwise: 24 },
  },
  tiers: {
    tiers: { kind: "parts", least: 1, most: 6, of: "TierDocument" },
    window_days: { kind: "integer", least: 1, most: 366 },
    grace_days: { kind: "integer", least: 0, most: 60 },
    downgrade: { kind: "choice", options: ["to_reached", "one_step"] },
    upgrade: { kind: "choice", options: ["next_purchase", "this_purchase"] },
  },
  memberships: {
    plans: { kind: "parts", least: null, most: 8, of: "PlanDocument" },
    grace_days: { kind: "integer", least: 0, most: 60 },
  },
} as const satisfies Readonly<Record<string, Shapes>>;

/** The parts of a rule that are many: the tiers of a ladder, the plans of memberships. */
export const partShapes: Readonly<Record<PartName, Shapes>> = {
  TierDocument: {
    tier_id: { kind: "text", least: null, most: 128, pattern: "^[A-Za-z0-9][A-Za-z0-9_-]*$" },
    name: { kind: "text", least: 1, most: 40 },
    multiplier: { kind: "ratio" },
    perks: { kind: "list", least: null, most: 8, of: { kind: "text", pattern: "^[^\\n]{1,120}$" } },
    measure: { kind: "choice", options: ["spend_minor", "purchases", "points", "treatments"], nullable: true },
    at_least: { kind: "integer", least: 0, most: 1000000000 },
  },
  PlanDocument: {
    plan_id: { kind: "text", least: null, most: 128, pattern: "^[A-Za-z0-9][A-Za-z0-9_-]*$" },
    name: { kind: "text", least: 1, most: 40 },
    price_minor: { kind: "integer", least: 1, most: 100000000 },
    period: { kind: "choice", options: ["month", "year"] },
    tier_id: { kind: "text", least: null, most: 128, pattern: "^[A-Za-z0-9][A-Za-z0-9_-]*$" },
    bonus_points: { kind: "integer", least: 0, most: 1000000 },
    perks: { kind: "list", least: null, most: 8, of: { kind: "text", pattern: "^[^\\n]{1,120}$" } },
    active: { kind: "flag" },
  },
};

/** The longest life of points, by its unit. */
export const longestLife = { months: 60, days: 1825 };
