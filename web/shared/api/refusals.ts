/**
 * Refusals by the page that can meet them. Every code stands for a sentence there, or here with the reason why there is
 * none; a code that is on neither side, or in a list and not in the contract, does not compile.
 */
import type { RefusalCode } from "./contracts.gen";

type Codes<Named extends RefusalCode> = Named;

/** Refusals that no page meets. */
type OfNoPage = Codes<
  // a call that does not exist: the contract knows the calls
  | "call-not-found"
  // webhooks, which no person sends
  | "event-malformed"
  | "signature-invalid"
  | "signed-for-another-clinic"
  // the calls of `office` that no page makes
  | "last-day-on-paid-money"
  | "period-backwards"
  | "period-to-come"
  | "period-too-long"
  | "subscription-differs"
>;

/** Refusals of calls that patients alone make. */
type OfPatients = Codes<
  | "banked-points-expired"
  | "banked-too-often"
  | "banking-already-spent"
  | "banking-undo-over"
  | "nothing-proposed"
  | "nothing-to-bank"
  | "proposal-changed"
  | "session-over"
>;

/** Refusals of calls that the managers' page alone makes. */
export type OfManagers = Codes<
  | "day-out-of-reach"
  | "download-over"
  | "effective-out-of-reach"
  | "invite-for-another-address"
  | "invite-not-found"
  | "invite-over"
  | "offer-not-found"
  | "preview-not-found"
  | "preview-not-needed"
  | "preview-required"
  | "release-decided"
  | "release-not-found"
  | "rule-changed"
  | "rule-invalid"
  | "rule-questioned"
  | "staff-already"
  | "tier-not-found"
  | "version-not-found"
>;

/** Refusals of calls that staff alone make. */
type OfStaff = Codes<
  | "account-already"
  | "adjustment-decided"
  | "adjustment-not-found"
  | "amount-unusual"
  | "appointed-person"
  | "appointment-at-another-location"
  | "approval-decided"
  | "approval-not-found"
  | "beyond-bound"
  | "code-already-used"
  | "code-expired"
  | "code-not-genuine"
  | "code-of-another-clinic"
  | "code-of-another-location"
  | "confirmation-declined"
  | "confirmation-required"
  | "credit-spent"
  | "daily-cap-reached"
  | "insufficient-wallet"
  | "lookup-not-found"
  | "lookup-over"
  | "membership-act-elsewhere"
  | "membership-act-not-found"
  | "membership-at-provider"
  | "membership-exists"
  | "membership-undo-over"
  | "no-membership"
  | "not-expired"
  | "not-refundable-as"
  | "not-staff"
  | "cash-out-differs"
  | "cash-out-off"
  | "cash-out-too-much"
  | "not-the-latest-act"
  | "over-bill-share"
  | "over-visit-cap"
  | "own-account"
  | "paid-too-far-ahead"
  | "plan-not-found"
  | "points-not-exact"
  | "possible-duplicate"
  | "price-changed"
  | "purchase-at-another-location"
  | "purchase-partly-refunded"
  | "reason-not-listed"
  | "reassign-paid-from-account"
  | "receipt-number-used"
  | "redemption-not-combinable"
  | "refund-exceeds-paid"
  | "reissue-cap-reached"
  | "renewed-just-now"
  | "reward-not-found"
  | "reward-not-offered"
  | "reward-out-of-stock"
  | "role-not-allowed"
  | "same-patient"
  | "second-person-required"
  | "staff-disabled"
  | "staff-not-at-location"
  | "terms-changed"
  | "tier-required"
  | "too-many-lookups"
  | "too-many-proposals"
  | "treatment-not-found"
  | "treatment-out-of-reach"
  | "treatment-withdrawn"
  | "visit-at-another-location"
  | "visit-closed"
  | "visit-not-found"
  | "void-too-late"
>;

/** Refusals that a phone has one sentence for, "Try again in a moment", or that the wallet tells as it stands. */
type InGeneral = Codes<
  "app-check-required" | "not-your-account" | "receipt-not-found" | "request-id-reused" | "store-unavailable"
>;

/** A refusal that the desk has a sentence for. */
export type DeskRefusal = Exclude<RefusalCode, OfNoPage | OfPatients | OfManagers>;

/** A refusal that the phone has a sentence for. */
export type PatientRefusal = Exclude<RefusalCode, OfNoPage | OfStaff | OfManagers | InGeneral>;

/** A refusal that the managers' page has a sentence for: what managers alone meet, and what everybody's calls are told. */
export type ManagerRefusal =
  | OfManagers
  | Codes<
      | "address-not-verified"
      | "app-check-required"
      | "appointed-person"
      | "clinic-not-found"
      | "contention"
      | "document-invalid"
      | "document-missing"
      | "location-not-found"
      | "malformed-request"
      | "not-staff"
      | "request-id-reused"
      | "role-not-allowed"
      | "second-person-required"
      | "sign-in-required"
      | "staff-disabled"
      | "store-unavailable"
      | "too-many-calls"
    >;

/** A refusal of an act on a patient that the managers' page has a sentence of its own for. */
export type PatientActRefusal = Codes<
  | "account-already"
  | "account-inactive"
  | "account-not-found"
  | "daily-cap-reached"
  | "day-out-of-reach"
  | "debt-open"
  | "entry-not-found"
  | "insufficient-points"
  | "location-inactive"
  | "location-not-found"
  | "not-expired"
  | "own-account"
  | "reason-not-listed"
  | "reissue-cap-reached"
  | "staff-not-at-location"
  | "tier-not-found"
  | "too-many-open-lots"
>;
