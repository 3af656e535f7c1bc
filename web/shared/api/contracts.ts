/** The bodies and answers of the callables and the documents a page reads, as docs/callables.md and docs/data.md say. */

import type { Measure } from "../points/tier";

export type TenderKind = "cash" | "card" | "wallet" | "points" | "insurance" | "financing";

export interface Tender {
  kind: TenderKind;
  amount_minor: number;
}

/** A part of a point, 0 ≤ it < 1. */
export interface Remainder {
  numerator: number;
  denominator: number;
}

export interface Account {
  clinic_id: string;
  patient_id: string;
  name: string;
  joined_at: string;
  points: number;
  wallet_minor: number;
  revision: number;
}

export interface Code {
  text: string;
  issued_at: string;
  expires_at: string;
  lifetime_seconds: number;
  clinic_id: string;
  location_id: string;
  image: { media_type: "image/svg+xml" | "image/png"; encoding: "utf-8" | "base64"; data: string };
}

/** The terms by which a page shows the points while the amount is typed. */
export interface Earning {
  eligible_tenders: TenderKind[];
  rate_bp: number;
  minor_per_point: number;
  /** decimal or fraction: "1", "1.5", "3/2" */
  multiplier: string;
  remainder: Remainder;
  /** the tiers above, highest first, where a purchase earns at the tier it reaches by itself */
  upgrades?: Upgrade[];
}

/** A tier that a purchase earns at when it brings what is `missing` of the measure. */
export interface Upgrade {
  tier_id: string;
  multiplier: string;
  measure: Measure;
  missing: number;
}

/** The terms by which a page tells, before it asks, how many points may be used; `used_points` were at this visit. */
export interface Redemption {
  minimum_points: number;
  increment_points: number;
  minor_per_100_points: number;
  most_points_per_visit: number | null;
  most_bill_bp: number;
  confirm_above_points: number | null;
  used_points: number;
}

/** A membership that holds or rests. */
export interface ShownMembership {
  plan_id: string;
  plan_name: string;
  price_minor: number;
  period: string;
  status: string;
  paid_until_on: string;
}

export interface Visit {
  visit_id: string;
  clinic_id: string;
  location_id: string;
  checked_in_at: string;
  closes_at: string;
  patient: {
    patient_id: string;
    name: string;
    points: number;
    available_points: number;
    wallet_minor: number;
    /** what of the wallet can be spent: its last day is not over */
    available_minor: number;
    debt_points: number;
    tier_id: string | null;
    tier_name?: string | null;
    membership?: ShownMembership | null;
  };
  earning: Earning;
  /** null while the clinic has no rule of it */
  redemption: Redemption | null;
  currency: string;
}

export interface Receipt {
  entry_id: string;
  request_id: string;
  clinic_id: string;
  patient_id: string;
  visit_id: string;
  location_id: string;
  kind: string;
  points: number;
  points_after: number;
  wallet_minor_after: number;
  debt_repaid_points: number;
  amount_minor: number;
  currency: string;
  tenders: Tender[];
  service_ids: string[];
  receipt_number: string | null;
  redeemed_points: number;
  lot: { lot_id: string; points_earned: number; expires_on: string; expires_at: string } | null;
  /** as the entry holds it: of its tier, see `tierNewsOf` */
  why: Readonly<Record<string, unknown>>;
  explanation: string;
  business_date: string;
  occurred_at: string;
}

export interface JoinClinic {
  request_id: string;
  clinic_id: string;
  name: string;
}

export interface IssueCode {
  clinic_id: string;
  location_id: string;
  image: "svg" | "png";
}

export interface CheckIn {
  request_id: string;
  clinic_id: string;
  location_id: string;
  code: string;
}

export interface RecordPurchase {
  request_id: string;
  clinic_id: string;
  location_id: string;
  patient_id: string;
  visit_id: string;
  tenders: Tender[];
  service_ids: string[];
  receipt_number: string | null;
  /** the same amount twice within minutes is meant */
  confirmed_duplicate: boolean;
}

export interface GetReceipt {
  clinic_id: string;
  patient_id: string;
  request_id: string;
}

/** Of points that became wallet money, what its sentence is made of. */
export interface BankingWhy {
  minor_per_100_points: number;
  tier_id: string | null;
  tier_bonus_bp: number;
  currency: string;
}

/** Any posting but a purchase: what it changed, and the balances after it. */
export interface Movement {
  entry_id: string;
  request_id: string;
  kind: string;
  points: number;
  wallet_minor: number;
  debt_points: number;
  points_after: number;
  wallet_minor_after: number;
  explanation: string;
  occurred_at: string;
  /** as the entry holds it; `undo_until`: of a banking, until when it can be undone */
  why: Partial<BankingWhy> & { undo_until?: string };
}

export interface BankPoints {
  request_id: string;
  clinic_id: string;
  points: number;
}

export interface UndoBanking {
  request_id: string;
  clinic_id: string;
  banking_id: string;
}

export interface ConfirmRedemption {
  clinic_id: string;
  confirmation_id: string;
  approve: boolean;
}

export interface AcceptProposal {
  request_id: string;
  clinic_id: string;
  appointment_id: string;
  /** the proposed time as it was shown */
  visit_at: string;
}

/** A question of the desk, and the patient's answer. */
export interface Asked {
  confirmation_id: string;
  points: number;
  worth_minor: number;
  answer: string;
  lapses_at: string;
}

export interface Brand {
  primary: string;
  accent: string;
  tagline: string;
  /** a mark of one colour, as a `data:` address of an SVG; the page draws it in the brand's own colour */
  logo: string | null;
  typeface: Typeface;
  voice: Voice;
}

export type Typeface = "editorial" | "classic" | "modern";
/** The tone in which the page speaks to patients. */
export type Voice = "calm" | "warm" | "brief";

export interface Clinic {
  clinicId: string;
  name: string;
  timeZone: string;
  currency: string;
  locale: string;
  brand: Brand;
}

export interface Location {
  locationId: string;
  name: string;
  address: string;
  active: boolean;
}

export interface Staff {
  name: string;
  role: string;
  locationIds: string[];
  active: boolean;
}
