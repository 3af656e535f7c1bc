/** The bodies and answers of what only the desk asks for, as docs/callables.md says. */
import type { Receipt, TenderKind } from "../../shared/api/contracts";

/** The fields of every call of the desk about a patient. */
export interface DeskBody {
  request_id: string;
  clinic_id: string;
  location_id: string;
  patient_id: string;
}

export interface QuoteRedemption extends Omit<DeskBody, "request_id"> {
  visit_id: string;
  bill_minor: number | null;
}

export interface Quote {
  available_points: number;
  most_points: number;
  worth_minor: number;
  limited_by: "available" | "visit" | "bill" | "minimum";
  minimum_points: number;
  increment_points: number;
  minor_per_100_points: number;
  confirm_above_points: number | null;
}

export interface RedeemPoints extends DeskBody {
  visit_id: string;
  points: number;
  bill_minor: number;
}

export interface RedeemReward extends DeskBody {
  visit_id: string;
  reward_id: string;
}

export interface CancelRedemption extends DeskBody {
  visit_id: string;
  redemption_id: string;
  text: string;
}

export interface RequestConfirmation extends DeskBody {
  visit_id: string;
  points: number;
}

export interface Asked {
  confirmation_id: string;
  points: number;
  worth_minor: number;
  answer: "waiting" | "approved" | "declined";
  lapses_at: string;
}

export interface VoidPurchase extends DeskBody {
  purchase_id: string;
  text: string;
}

export interface RefundLine {
  kind: TenderKind;
  amount_minor: number;
  returned_as: TenderKind | null;
}

export interface RefundPurchase extends DeskBody {
  purchase_id: string;
  lines: RefundLine[];
  text: string;
}

/** Any posting but a purchase: what it changed, and the balances after it. */
export interface Movement {
  entry_id: string;
  kind: string;
  points: number;
  points_after: number;
  wallet_minor_after: number;
  debt_points_after: number;
  explanation: string;
  why: Readonly<Record<string, unknown>>;
}

export interface ReassignPurchase extends DeskBody {
  purchase_id: string;
  to_patient_id: string;
  text: string;
}

/** A purchase that was moved: what was taken back of the one patient, and the receipt of the other. */
export interface Reassigned {
  taken_back: Movement;
  receipt: Receipt;
}

export interface AdjustPoints extends DeskBody {
  points: number;
  reason: string;
  text: string;
  private_note: string;
}

export interface DecideAdjustment extends DeskBody {
  adjustment_id: string;
  approve: boolean;
}

export interface Adjusted {
  adjustment_id: string;
  status: "posted" | "pending" | "approved" | "declined";
  movement: Movement | null;
}

export interface ReissuePoints extends DeskBody {
  expiry_id: string;
  points: number;
  text: string;
}
