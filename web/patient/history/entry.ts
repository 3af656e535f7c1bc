/** Entries: the lines of a patient's ledger as their documents hold them, of each kind what its sentence is made of. */
import type { BankingWhy, TenderKind } from "../../shared/api/contracts";

export interface AccrualWhy {
  reason: "earned" | "nothing-eligible" | "below-one-point";
  eligible_minor: number;
  eligible_tenders: TenderKind[];
  rate_bp: number;
  /** `"1"`, `"3/2"` */
  multiplier: string;
  tier_id: string | null;
  tier_name?: string | null;
}

export interface RedemptionWhy {
  worth_minor: number;
  currency: string;
  bill_minor: number | null;
  reward_name: string | null;
}

export interface PaymentWhy {
  currency: string;
}

export interface ReversalWhy {
  reason: "refund" | "void" | "reassign" | "cancel" | "undo" | "credit";
  text: string;
  currency: string;
  refunded_minor: Partial<Record<TenderKind, number>>;
  clawed_points: number;
  forgiven_points: number;
  returned_points: number;
  lapsed_points: number;
  returned_minor: number;
  lapsed_minor: number;
  unbanked_minor?: number;
}

export interface AdjustmentWhy {
  text: string;
}

export interface CreditWhy {
  text: string;
  tender: TenderKind | null;
  currency: string;
}

export interface ExpiryWhy {
  expires_on: string;
  currency: string;
}

export interface ExtensionWhy {
  reason: "appointment" | "no-notice";
  expires_on: string;
  held_points: number;
}

export interface ReissueWhy {
  text: string;
}

export interface BonusWhy {
  plan_name: string;
  month_on: string;
}

export interface OpeningWhy {
  currency: string;
}

/** The signed changes that every entry names. */
interface Changed {
  points: number;
  wallet_minor: number;
  debt_points: number;
  draws: readonly { points: number }[];
  purchase: { currency: string } | null;
}

/** An entry as far as its sentence goes: its kind says what its `why` holds. */
export type Explained = Changed &
  (
    | { kind: "accrual"; why: AccrualWhy }
    | { kind: "redemption"; why: RedemptionWhy }
    | { kind: "wallet_payment"; why: PaymentWhy }
    | { kind: "reversal"; why: ReversalWhy }
    | { kind: "adjustment"; why: AdjustmentWhy }
    | { kind: "banking"; why: BankingWhy }
    | { kind: "wallet_credit"; why: CreditWhy }
    | { kind: "expiry"; why: ExpiryWhy }
    | { kind: "extension"; why: ExtensionWhy }
    | { kind: "reissue"; why: ReissueWhy }
    | { kind: "bonus"; why: BonusWhy }
    | { kind: "opening"; why: OpeningWhy }
  );

export type EntryKind = Explained["kind"];

/** An entry as the history shows it. */
export interface Entry {
  entryId: string;
  revision: number;
  explained: Explained;
  pointsAfter: number;
  walletMinorAfter: number;
  debtPointsAfter: number;
  /** who did it: `patient`, a staff role, or `schedule` */
  actorRole: string;
  /** null for what patients do in the app and the schedule does by itself */
  locationId: string | null;
  /** the clinic's calendar date, `YYYY-MM-DD` */
  businessDate: string;
  occurredAt: Date;
  /** the entry it undoes */
  reverses: string | null;
  /** the entry of the same act that it belongs to */
  linkedEntryId: string | null;
  /** the last day of the lot it opened */
  expiresOn: string | null;
  /** of a banking: until when it can be undone */
  undoUntil: Date | null;
  /** the currency of its wallet money, where its reason names one */
  currency: string | null;
}
