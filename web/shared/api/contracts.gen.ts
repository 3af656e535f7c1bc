/**
 * Bodies, answers, documents and refusals, as Python's dataclasses say them. Written by `make contracts`: not to be
 * edited.
 *
 * An instant is ISO 8601 text in an answer, and what the database's client makes of it in a document: `At`. A date is
 * text, YYYY-MM-DD. An exact fraction is two integers.
 */

/** The patient's yes to a proposed time; `visit_at` is that time as the patient saw it. */
export interface AcceptProposal<At = string> {
  request_id: string;
  clinic_id: string;
  appointment_id: string;
  visit_at: At;
}

/** The lot that points came into, opened for them or joined, and how many they are, as the patient needs to know. */
export interface ReceiptLot<At = string> {
  lot_id: string;
  points_earned: number;
  expires_on: string;
  expires_at: At;
}

/** The answer to any other posting: its changes with the reason, and the balances after it. */
export interface Movement<At = string> {
  entry_id: string;
  request_id: string;
  clinic_id: string;
  patient_id: string;
  location_id: string | null;
  kind: string;
  points: number;
  wallet_minor: number;
  debt_points: number;
  points_after: number;
  wallet_minor_after: number;
  debt_points_after: number;
  reverses: string | null;
  lot: ReceiptLot<At> | null;
  why: AnyWhy;
  explanation: string;
  business_date: string;
  occurred_at: At;
}

/** An appointment after an answer, and the movement that holds points until the visit, where there is one. */
export interface Answered<At = string> {
  appointment_id: string;
  state: "accepted" | "proposed" | "declined" | "cancelled";
  visit_at: At | null;
  movement: Movement<At> | null;
}

/** The kind of a tender: a way to pay a part of a purchase. */
export type TenderKind = "cash" | "card" | "wallet" | "points" | "insurance" | "financing";

/** Wallet money for a patient: paid in with `tender`, or granted by the clinic without one. */
export interface AddToWallet {
  request_id: string;
  clinic_id: string;
  location_id: string;
  patient_id: string;
  amount_minor: number;
  text: string;
  tender?: TenderKind | null;
}

/** Points to give a patient, or negative to take; `text` is for the patient, `private_note` for managers alone. */
export interface AdjustPoints {
  request_id: string;
  clinic_id: string;
  location_id: string;
  patient_id: string;
  points: number;
  reason: string;
  text: string;
  private_note?: string;
}

/** An adjustment's status, and its movement where it was posted or approved. */
export interface Adjusted<At = string> {
  adjustment_id: string;
  status: "posted" | "pending" | "approved" | "declined";
  movement: Movement<At> | null;
}

/** The desk's answer to an appointment; `visit_at` goes with accepted and proposed, and not with declined. */
export interface AnswerAppointment<At = string> {
  request_id: string;
  clinic_id: string;
  location_id: string;
  patient_id: string;
  appointment_id: string;
  answer: "accepted" | "proposed" | "declined";
  visit_at?: At | null;
}

/** Points of the caller to turn into wallet money. */
export interface BankPoints {
  request_id: string;
  clinic_id: string;
  points: number;
}

/** An accepted visit of the caller to cancel. */
export interface CancelAppointment {
  request_id: string;
  clinic_id: string;
  appointment_id: string;
}

/** A redemption of a visit to undo; `text` is the reason for the patient. */
export interface CancelRedemption {
  request_id: string;
  clinic_id: string;
  location_id: string;
  patient_id: string;
  visit_id: string;
  redemption_id: string;
  text: string;
}

/** All paid-in money of a patient, as the desk saw it; `text` is the reason for the patient. */
export interface CashOut {
  request_id: string;
  clinic_id: string;
  location_id: string;
  patient_id: string;
  amount_minor: number;
  text: string;
}

/** An accepted visit that moves to `visit_at`, or is cancelled where that is None. */
export interface ChangeAppointment<At = string> {
  request_id: string;
  clinic_id: string;
  location_id: string;
  patient_id: string;
  appointment_id: string;
  visit_at?: At | null;
  text?: string | null;
}

/** An act on a patient's membership; `plan_id` goes with enrol and change, and `event_id`, the act, with undo. */
export interface ChangeMembership {
  request_id: string;
  clinic_id: string;
  location_id: string;
  patient_id: string;
  act: "enrol" | "renew" | "change" | "pause" | "resume" | "cancel" | "undo";
  plan_id?: string | null;
  event_id?: string | null;
  confirmed_duplicate?: boolean;
  paid_with?: TenderKind | null;
}

/** The state of a membership: paid, waiting for a payment, paused, ending with the paid period, or ended. */
export type Status = "active" | "past_due" | "paused" | "cancelled" | "ended";

/** A membership as its last event left it. Dates are the clinic's; the last paid day is included. */
export interface Membership<At = string> {
  membership_id: string;
  plan_id: string;
  plan_name: string;
  tier_id: string;
  price_minor: number;
  period: string;
  bonus_points: number;
  grace_days: number;
  location_id: string;
  source: string;
  started_on: string;
  months_from_on: string;
  paid_from_on: string;
  paid_until_on: string;
  status: Status;
  as_of: At;
  event_id: string;
  months_on: readonly string[] | null;
  rank: number;
  renewed_at: At | null;
}

/** The membership after an event, the tier that the patient has now, and the points given with it. */
export interface MembershipChanged<At = string> {
  event_id: string;
  what: string;
  membership: Membership<At>;
  tier_id: string | null;
  points: number;
  due_minor: number;
}

/** A scanned code; `location_id` is the desk's. */
export interface CheckIn {
  request_id: string;
  clinic_id: string;
  location_id: string;
  code: string;
}

/** A membership that is in force or paused, as the desk sees it; `event_id` is the latest act or event. */
export interface ShownMembership {
  plan_id: string;
  plan_name: string;
  price_minor: number;
  period: "month" | "year";
  status: "active" | "past_due" | "paused" | "cancelled";
  paid_until_on: string;
  event_id: string;
}

/** One part of a payment, in minor units of the clinic's currency. */
export interface Tender {
  kind: TenderKind;
  amount_minor: number;
}

/** The patient as the desk sees them. */
export interface ArrivedPatient {
  patient_id: string;
  name: string;
  points: number;
  available_points: number;
  wallet_minor: number;
  available_minor: number;
  debt_points: number;
  tier_id: string | null;
  tier_name: string | null;
  membership: ShownMembership | null;
  paid_in: readonly Tender[];
}

/** The part of a point that was earned and not yet credited, as an exact fraction. */
export interface Remainder {
  numerator: number;
  denominator: number;
}

/** A sum over the window that reaches a tier: own money paid, purchases, points earned, treatments completed. */
export type Measure = "spend_minor" | "purchases" | "points" | "treatments";

/** A tier that a purchase earns at if it adds what is `missing` of the measure. */
export interface Upgrade {
  tier_id: string;
  multiplier: string;
  measure: Measure;
  missing: number;
}

/** The terms by which a page computes what a purchase would earn, as the engine does. */
export interface EarningTerms {
  eligible_tenders: readonly TenderKind[];
  rate_bp: number;
  minor_per_point: number;
  multiplier: string;
  remainder: Remainder;
  upgrades: readonly Upgrade[];
}

/** The bill that is open at a visit, as far as points lowered it. */
export interface VisitBill {
  named_minor: number;
  off_minor: number;
  over_minor: number;
}

/** The terms by which a page computes how many points may be used, by the bounds that deciding holds. */
export interface RedemptionTerms {
  minimum_points: number;
  increment_points: number;
  minor_per_100_points: number;
  most_points_per_visit: number | null;
  most_bill_bp: number;
  confirm_above_points: number | null;
  used_points: number;
  bill: VisitBill;
}

/** The versions of the rules that decide what a purchase brings and what points pay; null where there is no rule. */
export interface RuleVersions {
  earning: number;
  tiers: number | null;
  redemption: number | null;
}

/** An open visit; `redemption` is null where the clinic has no such rule yet. */
export interface CheckedIn<At = string> {
  visit_id: string;
  clinic_id: string;
  location_id: string;
  checked_in_at: At;
  closes_at: At;
  patient: ArrivedPatient;
  earning: EarningTerms;
  redemption: RedemptionTerms | null;
  currency: string;
  rule_versions: RuleVersions;
}

/** An account to close; `text` is the reason. */
export interface CloseAccount {
  request_id: string;
  clinic_id: string;
  location_id: string;
  patient_id: string;
  text: string;
}

/** The state of an account after it was closed or reopened. */
export interface AccountClosing<At = string> {
  patient_id: string;
  active: boolean;
  recorded_at: At;
}

/** A treatment that was completed; `treatment_id` is its id in the clinic's records, and stands for it alone. */
export interface CompleteTreatment {
  treatment_id: string;
  clinic_id: string;
  location_id: string;
  patient_id: string;
  service_id: string;
  completed_on: string;
}

/** The treatment as it is recorded, and the tier that the patient had after it. */
export interface TreatmentCompleted {
  treatment_id: string;
  service_id: string;
  completed_on: string;
  tier_id: string | null;
}

/** The patient's yes or no to a confirmation that was asked for. */
export interface ConfirmRedemption {
  clinic_id: string;
  confirmation_id: string;
  approve: boolean;
}

/** A confirmation as the desk and the patient see it; `second_person` says that a manager may answer, too. */
export interface Asked<At = string> {
  confirmation_id: string;
  points: number;
  worth_minor: number;
  wallet_minor: number;
  answer: "waiting" | "approved" | "declined";
  lapses_at: At;
  second_person: boolean;
}

/** A second person's yes or no to a pending adjustment. */
export interface DecideAdjustment {
  request_id: string;
  clinic_id: string;
  location_id: string;
  patient_id: string;
  adjustment_id: string;
  approve: boolean;
}

/** A second person's yes or no to an act that waits. */
export interface DecideApproval {
  clinic_id: string;
  location_id: string;
  patient_id: string;
  approval_id: string;
  approve: boolean;
}

/** An act that a second person was asked for, and what became of it. */
export interface ApprovalAsked {
  approval_id: string;
  act: string;
  amount_minor: number;
  status: "waiting" | "approved" | "declined";
}

/** A second person's yes or no to a confirmation, in the patient's place. */
export interface DecideConfirmation {
  clinic_id: string;
  location_id: string;
  patient_id: string;
  confirmation_id: string;
  approve: boolean;
}

/** The clinic at which the caller signs out everywhere. */
export interface EndSessions {
  clinic_id: string;
}

/** The instant before which every sign-in is over, that of this call included. */
export interface SessionsEnded<At = string> {
  sessions_from: At;
}

/** A lookup by the beginnings of the words of a name, in any order: three letters or more, or a whole short word. */
export interface FindPatients {
  clinic_id: string;
  location_id: string;
  letters: string;
  closed?: boolean;
}

/** A patient as a lookup shows them: enough to tell them from another at the counter, and no more. */
export interface FoundPatient {
  patient_id: string;
  name: string;
  joined_month: string;
  seen_on: string | null;
}

/** The patients that a lookup found; `lookup_id` may open a visit, `more` says that others are not shown. */
export interface FoundPatients {
  lookup_id: string;
  patients: readonly FoundPatient[];
  more: boolean;
}

/** A location whose week is asked for; `own` asks for the caller's own week only, even of a manager. */
export interface GetEngagement {
  clinic_id: string;
  location_id: string;
  own?: boolean;
}

/** The work done: visits opened, memberships enrolled, and redemptions that still stand. */
export interface Done {
  check_ins: number;
  enrolments: number;
  redemptions: number;
}

/** The weekly quota of a member of staff, at each location they work at; None where nothing is expected. */
export interface Quota {
  check_ins: number | null;
  enrolments: number | null;
  redemptions: number | null;
}

/** The work of one member of staff this week, and their weekly quota. */
export interface StaffEngagement {
  uid: string;
  done: Done;
  quota: Quota;
}

/** The week so far. `total` counts everybody, also people who left; it is null where the caller sees only their own. */
export interface Engagement {
  clinic_id: string;
  location_id: string;
  from_on: string;
  until_on: string;
  staff: readonly StaffEngagement[];
  total: Done | null;
  more_staff: boolean;
}

/** A part of what is known of a patient, beside the account. */
export type PatientPart = "entries" | "visits" | "treatments" | "notices" | "tier_changes" | "memberships" | "closings";

/** The records of one part that are older than a record, by the instant and the id of that one. */
export interface OlderRecords<At = string> {
  part: PatientPart;
  before_at: At;
  before_id: string;
}

/** A patient to look at: whole, with the latest records of every part, or the older ones of one part. */
export interface GetPatient<At = string> {
  clinic_id: string;
  patient_id: string;
  older?: OlderRecords<At> | null;
}

/** The membership that holds, as its last event left it. */
export interface HeldMembership {
  plan_name: string;
  tier_id: string;
  status: string;
  source: string;
  paid_until_on: string;
  price_minor: number;
}

/** A tier that the clinic gave, until a business date, that day included; forever if there is none. */
export interface Grant {
  tier_id: string;
  until_on: string | null;
}

/** Points of the patient that end on one day. */
export interface OpenLot {
  points_earned: number;
  points_remaining: number;
  expires_on: string;
  location_id: string | null;
}

/** Wallet money of one origin; `expires_on` is null where it never ends. */
export interface OpenMoney {
  origin: string;
  remaining_minor: number;
  expires_on: string | null;
}

/** The account now. `seen_on` is the last visit; `known`: the address is verified, or the clinic brought them. */
export interface PatientAccount<At = string> {
  patient_id: string;
  name: string;
  active: boolean;
  known: boolean;
  joined_at: At;
  seen_on: string | null;
  points: number;
  wallet_minor: number;
  debt_points: number;
  tier_id: string | null;
  membership: HeldMembership | null;
  granted: Grant | null;
  lots: readonly OpenLot[];
  wallet_lots: readonly OpenMoney[];
  revision: number;
}

/** The person or schedule that acts, and the role: `patient`, a staff role, or `schedule`. */
export interface Actor {
  uid: string;
  role: string;
}

/** An entry in one sentence; `amount_minor` and `receipt_number` are those of a purchase, else null. */
export interface EntryLine<At = string> {
  record_id: string;
  recorded_at: At;
  kind: string;
  points: number;
  wallet_minor: number;
  points_after: number;
  wallet_minor_after: number;
  explanation: string;
  amount_minor: number | null;
  receipt_number: string | null;
  actor: Actor;
  location_id: string | null;
  business_date: string;
  reverses: string | null;
  linked_entry_id: string | null;
}

/** A check-in: where, by whom, and if a code or a lookup opened it. */
export interface VisitLine<At = string> {
  record_id: string;
  recorded_at: At;
  location_id: string;
  checked_in_by: string;
  found_by: string;
  closes_at: At;
}

/** A completed treatment; one that was withdrawn does not count. */
export interface TreatmentLine<At = string> {
  record_id: string;
  recorded_at: At;
  service_id: string;
  completed_on: string;
  location_id: string;
  actor: Actor;
  withdrawn: boolean;
}

/** A reminder, and what became of it. */
export interface NoticeLine<At = string> {
  record_id: string;
  recorded_at: At;
  kind: string;
  state: string;
  reason: string | null;
  sent_at: At | null;
}

/** A change of tier, and its cause; `text` and `actor` are those of a grant, else null. */
export interface TierChangeLine<At = string> {
  record_id: string;
  recorded_at: At;
  from_tier_id: string | null;
  to_tier_id: string;
  on: string;
  because: string;
  text: string | null;
  actor: Actor | null;
}

/** An event of a membership, and the date up to which it was paid after it. */
export interface MembershipLine<At = string> {
  record_id: string;
  recorded_at: At;
  what: string;
  plan_name: string;
  status: string;
  paid_until_on: string;
  points: number;
  due_minor: number;
  paid_with: string | null;
  actor: Actor;
}

/** A closing of the account, or a reopening where `active`, with its reason. */
export interface ClosingLine<At = string> {
  record_id: string;
  recorded_at: At;
  active: boolean;
  text: string;
  decided_by: string;
  location_id: string;
}

/** A patient: the account, and of each part the records asked for, the newest first. */
export interface PatientFile<At = string> {
  clinic_id: string;
  account: PatientAccount<At>;
  entries: readonly EntryLine<At>[];
  visits: readonly VisitLine<At>[];
  treatments: readonly TreatmentLine<At>[];
  notices: readonly NoticeLine<At>[];
  tier_changes: readonly TierChangeLine<At>[];
  memberships: readonly MembershipLine<At>[];
  closings: readonly ClosingLine<At>[];
  more: readonly PatientPart[];
}

/** A request id whose answer was lost. */
export interface GetReceipt {
  clinic_id: string;
  patient_id: string;
  request_id: string;
}

/** The receipt of a recorded purchase: the payment, the points with the reason, and the balances after it. */
export interface Receipt<At = string> {
  entry_id: string;
  request_id: string;
  clinic_id: string;
  patient_id: string;
  visit_id: string;
  location_id: string | null;
  kind: string;
  points: number;
  points_after: number;
  wallet_minor_after: number;
  debt_repaid_points: number;
  amount_minor: number;
  currency: string;
  tenders: readonly Tender[];
  service_ids: readonly string[];
  receipt_number: string | null;
  redeemed_points: number;
  lot: ReceiptLot<At> | null;
  why: WhyByKind["accrual"];
  explanation: string;
  business_date: string;
  occurred_at: At;
}

/** A code for the caller to show at a location; `image` is the picture's form. */
export interface IssueCode {
  clinic_id: string;
  location_id: string;
  image?: "svg" | "png";
}

/** A picture in an answer: SVG as text, PNG as base64. */
export interface Image {
  media_type: "image/svg+xml" | "image/png";
  encoding: "utf-8" | "base64";
  data: string;
}

/** A code's text, picture and lifetime: it can be scanned while `now < expires_at`. */
export interface IssuedCode<At = string> {
  text: string;
  clinic_id: string;
  location_id: string;
  issued_at: At;
  expires_at: At;
  lifetime_seconds: number;
  image: Image;
}

/** An account for the caller at a clinic, under their name. */
export interface JoinClinic {
  request_id: string;
  clinic_id: string;
  name: string;
}

/** The account as its patient sees it. */
export interface Joined<At = string> {
  clinic_id: string;
  patient_id: string;
  name: string;
  joined_at: At;
  points: number;
  wallet_minor: number;
  revision: number;
}

/** A clinic whose adjustments that wait are asked for: `own` are those that the caller asked for. */
export interface ListAdjustments {
  clinic_id: string;
  own?: boolean;
}

/** An adjustment that waits for a second person, with the names of the patient and of the person who asked. */
export interface WaitingAdjustment<At = string> {
  adjustment_id: string;
  patient_id: string;
  patient_name: string;
  points: number;
  reason: string;
  text: string;
  private_note: string;
  requested_by: string;
  requested_by_name: string;
  requested_at: At;
}

/** The adjustments that wait for a second person, the longest waiting first. */
export interface AdjustmentsWaiting<At = string> {
  clinic_id: string;
  adjustments: readonly WaitingAdjustment<At>[];
}

/** A location whose accepted visits to come are asked for: all, or those of one patient. */
export interface ListComingVisits {
  clinic_id: string;
  location_id: string;
  patient_id?: string | null;
}

/** An accepted appointment, with the names of its patient and service. */
export interface ComingVisit<At = string> {
  appointment_id: string;
  patient_id: string;
  patient_name: string;
  service_id: string;
  service_name: string;
  visit_at: At;
}

/** The accepted visits of the location, the soonest first; `more` says that there are later ones. */
export interface VisitsToCome<At = string> {
  clinic_id: string;
  location_id: string;
  visits: readonly ComingVisit<At>[];
  margin_days: number | null;
  more: boolean;
}

/** A location whose questions to a second person are asked for. */
export interface ListConfirmations {
  clinic_id: string;
  location_id: string;
}

/** A question that a second person may answer, with the name of its patient. */
export interface WaitingConfirmation<At = string> {
  confirmation_id: string;
  patient_id: string;
  patient_name: string;
  points: number;
  worth_minor: number;
  wallet_minor: number;
  requested_by: string;
  requested_at: At;
  lapses_at: At;
}

/** An act that waits for a second person, with the name of its patient. */
export interface WaitingApproval<At = string> {
  approval_id: string;
  patient_id: string;
  patient_name: string;
  act: string;
  amount_minor: number;
  requested_by: string;
  requested_at: At;
}

/** The questions of a location that wait for a second person, and the acts beyond a bound, oldest first. */
export interface ConfirmationsWaiting<At = string> {
  clinic_id: string;
  location_id: string;
  confirmations: readonly WaitingConfirmation<At>[];
  approvals: readonly WaitingApproval<At>[];
}

/** A location whose day is asked for. */
export interface ListDay {
  clinic_id: string;
  location_id: string;
}

/** An act of a day: its money by tender (below 0 where it was paid out), its points and its wallet money. */
export interface DayAct<At = string> {
  act_id: string;
  patient_id: string;
  name: string;
  what: string;
  recorded_at: At;
  recorded_by: string;
  till_minor: Readonly<Record<string, number>>;
  points: number;
  wallet_minor: number;
}

/** The acts of the current business date at a location, newest first, names masked, and the till by tender. */
export interface DeskDay<At = string> {
  clinic_id: string;
  location_id: string;
  business_date: string;
  till_minor: Readonly<Record<string, number>>;
  acts: readonly DayAct<At>[];
  more: boolean;
}

/** A patient at an open visit whose expired points are asked for. */
export interface ListExpiredPoints {
  clinic_id: string;
  location_id: string;
  patient_id: string;
  visit_id: string;
}

/** Points whose last day was `expired_on`; `left_points` of them were not given a new life yet. */
export interface ExpiredPoints {
  expiry_id: string;
  expired_on: string;
  points: number;
  left_points: number;
}

/** The patient's expired points, newest first, of the latest twenty expiries. */
export interface PastExpiries {
  clinic_id: string;
  patient_id: string;
  expired: readonly ExpiredPoints[];
}

/** A built-in choice of patients, or those of a name. */
export type PatientChoice = "all" | "ending" | "tiers" | "members" | "away" | "owing" | "named";

/** A choice of patients, from its beginning or after the last one of a page; or those of a name, by its letters. */
export interface ListPatients {
  clinic_id: string;
  choice: PatientChoice;
  letters?: string | null;
  after_place?: string | null;
  after_id?: string | null;
}

/** A patient in a list. `ends_on` is the last day of the points that end first; `plan_name` that of a membership. */
export interface ListedPatient<At = string> {
  patient_id: string;
  name: string;
  active: boolean;
  joined_at: At;
  seen_on: string | null;
  points: number;
  debt_points: number;
  wallet_minor: number;
  tier_name: string | null;
  ends_on: string | null;
  plan_name: string | null;
  paid_until_on: string | null;
}

/** A page of patients. `after_place` and `after_id` lead to the next one, null at the end. */
export interface PatientsListed<At = string> {
  clinic_id: string;
  choice: PatientChoice;
  patients: readonly ListedPatient<At>[];
  after_place: string | null;
  after_id: string | null;
  more: boolean;
  from_tier: string | null;
}

/** A patient at an open visit whose purchases here are asked for: the latest, or those before `before_id`. */
export interface ListPurchases {
  clinic_id: string;
  location_id: string;
  patient_id: string;
  visit_id: string;
  before_id?: string | null;
}

/** A purchase of the patient with the refunds so far; `closed` says why nothing is left to undo, else null. */
export interface PastSale<At = string> {
  entry_id: string;
  recorded_at: At;
  amount_minor: number;
  points: number;
  tenders: readonly Tender[];
  receipt_number: string | null;
  refunded_minor: Readonly<Record<string, number>>;
  closed: string | null;
}

/** The patient's purchases at the location, newest first; `more` says that there are older ones. */
export interface PastPurchases<At = string> {
  clinic_id: string;
  patient_id: string;
  purchases: readonly PastSale<At>[];
  more: boolean;
}

/** A location whose receipts of today are asked for. */
export interface ListReceipts {
  clinic_id: string;
  location_id: string;
}

/** A purchase with its patient and the refunds so far; `closed` says why nothing is left to undo, else None. */
export interface Sale<At = string> {
  entry_id: string;
  patient_id: string;
  name: string;
  recorded_at: At;
  amount_minor: number;
  points: number;
  tenders: readonly Tender[];
  receipt_number: string | null;
  refunded_minor: Readonly<Record<string, number>>;
  closed: string | null;
  expires_on: string | null;
  recorded_by: string;
}

/** The purchases of the current business date, newest first, names mask; `more` says that there are others. */
export interface ReceiptsToday<At = string> {
  clinic_id: string;
  location_id: string;
  business_date: string;
  receipts: readonly Sale<At>[];
  more: boolean;
}

/** A location whose open appointments are asked for: the oldest, or those after the last one of a page. */
export interface ListRequests<At = string> {
  clinic_id: string;
  location_id: string;
  after_asked_at?: At | null;
  after_id?: string | null;
}

/** An appointment that is requested or proposed, with the names of its patient and service. */
export interface OpenRequest<At = string> {
  appointment_id: string;
  patient_id: string;
  patient_name: string;
  service_id: string;
  service_name: string;
  wished_on: readonly string[];
  asked_at: At;
  state: "requested" | "proposed";
  visit_at: At | null;
}

/** A page of the open appointments of the location, oldest first; `more` says that others come after it. */
export interface RequestsWaiting<At = string> {
  clinic_id: string;
  location_id: string;
  requests: readonly OpenRequest<At>[];
  more: boolean;
}

/** A patient at an open visit, whose acts that can be undone are asked for. */
export interface ListUndoable {
  clinic_id: string;
  location_id: string;
  patient_id: string;
  visit_id: string;
}

/** Wallet money that was granted, or paid in with `tender`; `left_minor` of it can be taken back. */
export interface UndoableCredit<At = string> {
  credit_id: string;
  reason: "granted" | "paid_in";
  tender: string | null;
  text: string;
  credited_minor: number;
  left_minor: number;
  location_id: string | null;
  occurred_at: At;
}

/** A use of points off a bill, or for a reward; of its `points`, those of `lapsing_points` would not come back. */
export interface UndoableRedemption<At = string> {
  redemption_id: string;
  visit_id: string;
  points: number;
  lapsing_points: number;
  worth_minor: number;
  bill_minor: number | null;
  reward_name: string | null;
  location_id: string | null;
  occurred_at: At;
}

/** Paid-in money that was paid out in cash today; `text` is the reason that the patient read. */
export interface UndoableCashOut<At = string> {
  cash_out_id: string;
  text: string;
  paid_out_minor: number;
  location_id: string | null;
  occurred_at: At;
}

/** The latest act of today on a membership, the `points` that came with it, and the `due_minor` it made due. */
export interface UndoableMembershipAct<At = string> {
  event_id: string;
  what: string;
  plan_name: string;
  paid_until_on: string;
  points: number;
  due_minor: number;
  plan_name_before: string | null;
  paid_until_on_before: string | null;
  occurred_at: At;
}

/** A treatment that was noted today; `service_name` is empty where the clinic knows the service no more. */
export interface UndoableTreatment<At = string> {
  treatment_id: string;
  service_name: string;
  completed_on: string;
  location_id: string;
  occurred_at: At;
}

/** The acts that the caller may undo here and now, newest first; `more` says that older ones were not looked at. */
export interface UndoableActs<At = string> {
  clinic_id: string;
  patient_id: string;
  credits: readonly UndoableCredit<At>[];
  redemptions: readonly UndoableRedemption<At>[];
  cash_outs: readonly UndoableCashOut<At>[];
  memberships: readonly UndoableMembershipAct<At>[];
  treatments: readonly UndoableTreatment<At>[];
  more: boolean;
}

/** A visit to open; `lookup_id` is the lookup that found the patient. */
export interface OpenVisit {
  request_id: string;
  clinic_id: string;
  location_id: string;
  patient_id: string;
  lookup_id: string;
}

/** A patient whose paid-in money may be paid out. */
export interface QuoteCashOut {
  clinic_id: string;
  location_id: string;
  patient_id: string;
}

/** The paid-in money that is left: all of it is paid out while it is less than `below_minor`; None pays nothing. */
export interface CashOutQuote {
  clinic_id: string;
  patient_id: string;
  left_minor: number;
  below_minor: number | null;
}

/** A question at an open visit: the points that could be used, for a bill if one is given. */
export interface QuoteRedemption {
  clinic_id: string;
  location_id: string;
  patient_id: string;
  visit_id: string;
  bill_minor?: number | null;
}

/** The quote of a redemption: the most points that may be used now, their worth, and their limits. */
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

/** A purchase to move from `patient_id`, who did not buy, to `to_patient_id`, who did. */
export interface ReassignPurchase {
  request_id: string;
  clinic_id: string;
  location_id: string;
  patient_id: string;
  purchase_id: string;
  to_patient_id: string;
  text: string;
}

/** The linked pair: the movement that took points back, and the right patient's receipt. */
export interface Reassigned<At = string> {
  taken_back: Movement<At>;
  receipt: Receipt<At>;
}

/** The points that a desk showed for a purchase, and the versions of the rules that it computed them by. */
export interface Shown {
  points: number;
  rule_versions: RuleVersions;
}

/** A purchase at an open visit; `location_id` is the desk's, and the visit's. */
export interface RecordPurchase {
  request_id: string;
  clinic_id: string;
  location_id: string;
  patient_id: string;
  visit_id: string;
  tenders: readonly Tender[];
  service_ids?: readonly string[];
  receipt_number?: string | null;
  confirmed_duplicate?: boolean;
  confirmed_receipt_number?: boolean;
  confirmed_unusual?: boolean;
  shown?: Shown | null;
}

/** The points of a use and their worth as a desk showed them, and the versions of the rules that it used. */
export interface ShownUse {
  points: number;
  worth_minor: number;
  rule_versions: RuleVersions;
}

/** Points to use off a bill at an open visit. */
export interface RedeemPoints {
  request_id: string;
  clinic_id: string;
  location_id: string;
  patient_id: string;
  visit_id: string;
  points: number;
  bill_minor: number;
  shown?: ShownUse | null;
}

/** A reward to take for points at an open visit; of `shown` the worth is 0. */
export interface RedeemReward {
  request_id: string;
  clinic_id: string;
  location_id: string;
  patient_id: string;
  visit_id: string;
  reward_id: string;
  shown?: ShownUse | null;
}

/** The clinic at which the caller asks for their standing. */
export interface RefreshStanding {
  clinic_id: string;
}

/** The tier in force; null where the clinic has none. `changed` is true if the account was brought up to date. */
export interface StandingRefreshed {
  tier_id: string | null;
  changed: boolean;
}

/** The minor units that go back of a tender's payment, as another tender if `returned_as` names one. */
export interface RefundLine {
  kind: TenderKind;
  amount_minor: number;
  returned_as?: TenderKind | null;
}

/** A refund of some of a purchase's tenders; `purchase_id` is its entry, `text` the reason for the patient. */
export interface RefundPurchase {
  request_id: string;
  clinic_id: string;
  location_id: string;
  patient_id: string;
  purchase_id: string;
  lines: readonly RefundLine[];
  text: string;
}

/** Points to give a new life: of those that an expiry took, or that were undone too late to come back. */
export interface ReissuePoints {
  request_id: string;
  clinic_id: string;
  location_id: string;
  patient_id: string;
  expiry_id: string;
  points: number;
  text: string;
}

/** A closed account to reopen; `text` is the reason. */
export interface ReopenAccount {
  request_id: string;
  clinic_id: string;
  location_id: string;
  patient_id: string;
  text: string;
}

/** An act that a second person is asked for: the name of its call, and the body that was refused as beyond a bound. */
export interface RequestApproval {
  request_id: string;
  clinic_id: string;
  location_id: string;
  patient_id: string;
  act: "record_purchase" | "add_to_wallet" | "refund_purchase" | "change_membership";
  body: Readonly<Record<string, unknown>>;
}

/** Points and wallet money whose use at this visit the patient is asked to confirm; 0 for none of the one. */
export interface RequestConfirmation {
  request_id: string;
  clinic_id: string;
  location_id: string;
  patient_id: string;
  visit_id: string;
  points: number;
  wallet_minor?: number;
}

/** Wallet money to take back; `credit_id` is the entry that put it in, `text` the reason for the patient. */
export interface ReverseCredit {
  request_id: string;
  clinic_id: string;
  location_id: string;
  patient_id: string;
  credit_id: string;
  amount_minor: number;
  text: string;
}

/** A banking to undo; `banking_id` is its entry. */
export interface UndoBanking {
  request_id: string;
  clinic_id: string;
  banking_id: string;
}

/** A cash-out to undo; `cash_out_id` is its entry, `text` the reason for the patient. */
export interface UndoCashOut {
  request_id: string;
  clinic_id: string;
  location_id: string;
  patient_id: string;
  cash_out_id: string;
  text: string;
}

/** A purchase to undo whole; `text` is the reason for the patient. */
export interface VoidPurchase {
  request_id: string;
  clinic_id: string;
  location_id: string;
  patient_id: string;
  purchase_id: string;
  text: string;
}

/** A treatment to withdraw; it moves to the patient that `to_patient_id` names. */
export interface WithdrawTreatment {
  request_id: string;
  clinic_id: string;
  location_id: string;
  patient_id: string;
  treatment_id: string;
  to_patient_id?: string | null;
}

/** The withdrawn treatment, and the tiers that both patients had after it; null where it did not move. */
export interface TreatmentWithdrawn {
  treatment_id: string;
  tier_id: string | null;
  to_patient_id: string | null;
  to_tier_id: string | null;
}

/** An invite to accept, for the caller. */
export interface AcceptInvite {
  clinic_id: string;
  invite_id: string;
}

/** The place that the caller has on the staff now. */
export interface InviteAccepted {
  clinic_id: string;
  name: string;
  role: string;
  location_ids: readonly string[];
}

/** A running preview to cancel. */
export interface CancelPreview {
  clinic_id: string;
  preview_id: string;
}

/** A preview and its state; its document says the rest. */
export interface PreviewAsked {
  preview_id: string;
  state: "running" | "done" | "canceled" | "failed" | "too-large";
}

/** The patients an offer is for; what is null, false or empty asks for nothing. */
export interface Audience {
  service_id: string | null;
  from_days: number | null;
  to_days: number | null;
  not_since: boolean;
  tier_ids: readonly string[];
  from_points: number | null;
  not_seen_days: number | null;
  members: "yes" | "no" | null;
}

/** An audience whose patients are counted. */
export interface CountAudience {
  clinic_id: string;
  audience: Audience;
}

/** The number of patients who belong to an audience, on the clinic's date: never who they are. */
export interface AudienceCount {
  clinic_id: string;
  on: string;
  patients: number;
}

/** The place at which a download goes on: after a document of a collection; `as_of` is the instant of all of it. */
export interface DownloadCursor<At = string> {
  as_of: At;
  collection: string;
  after: string;
  digest: string;
  rows: Readonly<Record<string, number>>;
}

/** The next part of a clinic's download: from its beginning, or from the cursor that the last part answered. */
export interface DownloadPart<At = string> {
  clinic_id: string;
  cursor?: DownloadCursor<At> | null;
}

/** The end of a download: the format of its files, the ledger's digest, and the lines of each file. */
export interface DownloadManifest {
  format: number;
  clinic_id: string;
  exported_at: string;
  ledger_digest: string;
  rows: Readonly<Record<string, number>>;
}

/** A part of a download: what follows in each file, and the cursor of the next part; the last has the manifest. */
export interface DownloadedPart<At = string> {
  clinic_id: string;
  as_of: At;
  texts: Readonly<Record<string, string>>;
  cursor: DownloadCursor<At> | null;
  manifest: DownloadManifest | null;
}

/** A clinic whose ending points are asked for. */
export interface GetEndingPoints {
  clinic_id: string;
}

/** The points whose last day is in a week, and the patients who hold them; some hold points of several weeks. */
export interface EndingWeek {
  begins_on: string;
  points: number;
  patients: number;
}

/** The points whose last day is from `from_on` to `to_on`, the patients who hold them, and their worth. */
export interface EndingPoints {
  clinic_id: string;
  from_on: string;
  to_on: string;
  points: number;
  patients: number;
  worth_minor: number | null;
  weeks: readonly EndingWeek[];
  more: boolean;
}

/** A clinic whose health is asked for. */
export interface GetHealth {
  clinic_id: string;
}

/** A schedule's last run; null where none was noted. It is `late` where none has succeeded for too long. */
export interface ScheduleHealth<At = string> {
  name: "sweep_points" | "refresh_tiers" | "deliver_notices" | "publish_releases" | "nightly_audit";
  ended_at: At | null;
  failed: boolean;
  late: boolean;
}

/** A hook: if a secret signs for the clinic, and when the last event about one of its patients was taken in. */
export interface HookHealth<At = string> {
  name: "stripe_events" | "ingest_treatments";
  has_secret: boolean;
  last_event_at: At | null;
}

/** The last run of each schedule, and each hook with its secret and its last event. */
export interface Health<At = string> {
  clinic_id: string;
  schedules: readonly ScheduleHealth<At>[];
  hooks: readonly HookHealth<At>[];
}

/** A period, by its first and its last business date. */
export interface GetLocationTotals {
  clinic_id: string;
  from_on: string;
  to_on: string;
}

/** The points and the wallet money that patients hold. */
export interface Holding {
  points: number;
  wallet_minor: number;
}

/** The sums of all entries of a kind. */
export interface Movements {
  count: number;
  points: number;
  wallet_minor: number;
}

/** The book of a day at one location, or at all: opening + movements = closing. */
export interface DayBook {
  opening: Holding;
  movements: Readonly<Record<string, Movements>>;
  closing: Holding;
}

/** The books of a period: one for each location, `none` for movements at no location, and the total. */
export interface LocationTotals {
  clinic_id: string;
  from_on: string;
  to_on: string;
  closed_until_on: string | null;
  closed_days: number;
  locations: Readonly<Record<string, DayBook>>;
  total: DayBook;
}

/** An offer whose result is asked for; a visit counts for so many `days` after a patient came into its audience. */
export interface GetOfferResult {
  clinic_id: string;
  offer_id: string;
  days?: number;
}

/** The patients of both groups whose days are over, and how many came back within them. */
export interface OfferResult {
  clinic_id: string;
  offer_id: string;
  days: number;
  offered: number;
  offered_came: number;
  held_out: number;
  held_out_came: number;
  difference_bp: number;
  lowest_bp: number;
  highest_bp: number;
  conclusion: "too-few" | "no-difference-shown" | "more" | "fewer";
  too_recent: number;
  noticed: number;
}

/** A period of months, each by its first day. */
export interface GetRevenue {
  clinic_id: string;
  from_month: string;
  to_month: string;
}

/** The revenue of a month in minor units. `before_minor` is the MRR of the month before; `members` pay the MRR. */
export interface Revenue {
  before_minor: number;
  new_minor: number;
  expansion_minor: number;
  contraction_minor: number;
  churn_minor: number;
  mrr_minor: number;
  members: number;
}

/** The revenue of a month, `YYYY-MM`, on its last day, or today if the month is not over. */
export interface MonthOfRevenue {
  month: string;
  as_of_on: string;
  locations: Readonly<Record<string, Revenue>>;
  total: Revenue;
}

/** Revenue month by month, up to the current one at most, in minor units of `currency`. */
export interface RevenueReport {
  clinic_id: string;
  currency: string;
  months: readonly MonthOfRevenue[];
}

/** A tier for a patient until a business date, included, or for ever; without a tier, the grant is taken back. */
export interface GrantTier {
  request_id: string;
  clinic_id: string;
  location_id: string;
  patient_id: string;
  text: string;
  tier_id?: string | null;
  until_on?: string | null;
}

/** The tier that the patient had before, and the one that they have now. */
export interface TierGranted {
  from_tier_id: string | null;
  tier_id: string;
}

/** A person to invite to the staff, by their e-mail address, under their name, with a role and locations. */
export interface InviteStaff {
  request_id: string;
  clinic_id: string;
  email: string;
  name: string;
  role: "front_desk" | "manager" | "owner";
  location_ids: readonly string[];
}

/** The invite as it stands; `email` is the address that the link goes to. */
export interface Invited<At = string> {
  invite_id: string;
  email: string;
  state: "open" | "accepted" | "withdrawn";
  expires_at: At;
}

/** An action on a rule. */
export interface ManageRule {
  request_id: string;
  clinic_id: string;
  action: "check" | "publish" | "schedule" | "cancel" | "agree" | "restore";
  rule?:
    | "earning"
    | "expiry"
    | "reminders"
    | "check_in"
    | "redemption"
    | "banking"
    | "adjustments"
    | "governance"
    | "tiers"
    | "memberships"
    | null;
  base_version?: number | null;
  content?: Readonly<Record<string, unknown>> | null;
  note?: string | null;
  preview_id?: string | null;
  effective_on?: string | null;
  effective_time?: string | null;
  release_id?: string | null;
  version?: number | null;
  accepted?: readonly string[];
}

/** A problem of a draft: the field it is at, its code and numbers, and the same as a sentence. */
export interface RuleProblem {
  field: string;
  code:
    | "missing"
    | "unknown"
    | "wrong-kind"
    | "too-small"
    | "too-large"
    | "too-short"
    | "too-long"
    | "not-possible"
    | "unchanged"
    | "tier-unknown"
    | "gives-more-than-the-bill";
  problem: string;
  numbers: Readonly<Record<string, number>>;
}

/** A question that whoever publishes must say yes to, for what looks like a mistake across rules. */
export interface RuleQuestion {
  code:
    | "life-shorter-than-reminder"
    | "reward-below-minimum"
    | "reward-tier-unknown"
    | "bonus-tier-unknown"
    | "top-tier-gives-more-than-the-bill"
    | "without-notice"
    | "past-not-reproduced";
  numbers: Readonly<Record<string, number>>;
}

/** A reason why a second person is asked, or why patients are told first. */
export interface RuleReason {
  code:
    | "rate-lower"
    | "tenders-fewer"
    | "life-shorter"
    | "grace-shorter"
    | "extension-shorter"
    | "hold-shorter"
    | "worth-lower"
    | "minimum-higher"
    | "increment-higher"
    | "visit-limit-lower"
    | "bill-share-lower"
    | "no-longer-combinable"
    | "bonus-lower"
    | "undo-shorter"
    | "money-life-shorter"
    | "cash-out-lower"
    | "bankings-fewer"
    | "paid-in-may-end"
    | "tiers-dearer"
    | "multiplier-lower"
    | "perks-fewer"
    | "plan-gone"
    | "plan-tier-changed"
    | "terms-harder"
    | "rate-moves"
    | "tenders-more"
    | "worth-moves"
    | "bonus-moves"
    | "multiplier-moves"
    | "plan-cheaper"
    | "visit-limit-higher"
    | "bill-share-higher"
    | "confirmation-looser"
    | "bankings-more"
    | "cash-out-higher"
    | "caps-higher"
    | "approval-higher"
    | "reissue-higher"
    | "governance-looser";
  numbers: Readonly<Record<string, number>>;
}

/** The needs of a draft before it is live: a preview, a second person, a wait in minutes, notice until a date. */
export interface RuleNeeds {
  preview: boolean;
  second_person: boolean;
  wait_minutes: number | null;
  notice_until_on: string | null;
}

/** The outcome of an action: its release with its state, and the version of the rule that is live now. */
export interface RuleManaged<At = string> {
  rule:
    | "earning"
    | "expiry"
    | "reminders"
    | "check_in"
    | "redemption"
    | "banking"
    | "adjustments"
    | "governance"
    | "tiers"
    | "memberships";
  state: "checked" | "live" | "waiting" | "scheduled" | "canceled" | "past" | "stale";
  live_version: number;
  version: number | null;
  release_id: string | null;
  effective_at: At | null;
  problems: readonly RuleProblem[];
  questions: readonly RuleQuestion[];
  reasons: readonly RuleReason[];
  needs: RuleNeeds;
}

/** An offer to an audience that is placed now. */
export interface PlaceOffer {
  clinic_id: string;
  offer_id: string;
}

/** The placing of an offer: how many patients have it now, and how many are held out of it. */
export interface OfferPlaced {
  clinic_id: string;
  offer_id: string;
  on: string;
  offered: number;
  held_out: number;
  complete: boolean;
}

/** A draft to preview: its rule, the live version that it was made from, 0 if none is live, and its content. */
export interface PreviewRule {
  request_id: string;
  clinic_id: string;
  rule: string;
  base_version: number;
  content: Readonly<Record<string, unknown>>;
  days?: number;
}

/** An open invite to send again: it can be accepted for another seven days. */
export interface RenewInvite {
  clinic_id: string;
  invite_id: string;
}

/** An open invite to withdraw. */
export interface WithdrawInvite {
  clinic_id: string;
  invite_id: string;
}

/** An exact number. */
export interface Fraction {
  numerator: number;
  denominator: number;
}

/** The nearest higher tier that has a measure: how much of it the patient has today, and how much the tier needs. */
export interface NextTier {
  tier_id: string;
  name: string;
  measure: Measure;
  have: number;
  need: number;
}

/** The tier in force after a purchase, and the next one; None where no purchase or treatment leads further. */
export interface TierAfter {
  tier_id: string;
  name: string;
  next: NextTier | null;
}

/** The computation of a purchase's points; `reason` is earned, nothing-eligible or below-one-point. */
export interface AccrualWhy {
  reason: "earned" | "nothing-eligible" | "below-one-point";
  eligible_minor: number;
  eligible_tenders: readonly string[];
  rate_bp: number;
  minor_per_point: number;
  multiplier: string;
  tier_id: string | null;
  remainder_before: Fraction;
  remainder_after: Fraction;
  rule_versions: Readonly<Record<string, number>>;
  tier_name: string | null;
  elsewhere: Readonly<Record<string, number>>;
  tier_after: TierAfter | null;
}

/** The use of points; `reason` is points (off a bill), tender (part of a purchase) or reward. */
export interface RedemptionWhy {
  reason: string;
  visit_id: string;
  worth_minor: number;
  currency: string;
  bill_minor: number | null;
  minor_per_100_points: number | null;
  reward_id: string | null;
  reward_name: string | null;
  confirmation_id: string | null;
  rule_versions: Readonly<Record<string, number>>;
  approved_by: string | null;
}

/** A payment from the wallet; `reason` is tender. `approved_by` said yes in the patient's place. */
export interface PaymentWhy {
  reason: string;
  visit_id: string;
  currency: string;
  rule_versions: Readonly<Record<string, number>>;
  confirmation_id: string | null;
  approved_by: string | null;
}

/** The undone part of the entry that it reverses; `reason` is refund, void, reassign, cancel, undo or credit. */
export interface ReversalWhy {
  reason: "refund" | "void" | "reassign" | "cancel" | "undo" | "credit" | "cash_out";
  text: string;
  currency: string;
  rule_versions: Readonly<Record<string, number>>;
  refunded_minor: Readonly<Record<string, number>>;
  returned_as: Readonly<Record<string, string>>;
  clawed_points: number;
  forgiven_points: number;
  returned_points: number;
  lapsed_points: number;
  returned_minor: number;
  lapsed_minor: number;
  remainder_before: Fraction | null;
  remainder_after: Fraction | null;
  unbanked_points: number;
  unbanked_minor: number;
  owed_minor: number;
  acted_at: string | null;
  paid_in_minor: Readonly<Record<string, number>>;
  as_wallet_minor: Readonly<Record<string, number>>;
}

/** The ground of an adjustment, and its approver; `reason` is one of the rule's, `text` is for the patient. */
export interface AdjustmentWhy {
  reason: string;
  text: string;
  approved_by: string | null;
  rule_versions: Readonly<Record<string, number>>;
}

/** The rate at which points became wallet money, and the time limit for undoing it; `reason` is banked. */
export interface BankingWhy<At = string> {
  reason: string;
  minor_per_100_points: number;
  tier_id: string | null;
  tier_bonus_bp: number;
  currency: string;
  undo_until: At;
  rule_versions: Readonly<Record<string, number>>;
}

/** The origin of wallet money; `reason` is granted or paid_in, `tender` is the one that paid it in. */
export interface CreditWhy {
  reason: "granted" | "paid_in";
  text: string;
  tender: string | null;
  currency: string;
  rule_versions: Readonly<Record<string, number>>;
}

/** Paid-in money that was paid out in cash; `reason` is paid_out, `text` is for the patient. */
export interface CashOutWhy {
  reason: "paid_out";
  text: string;
  currency: string;
  rule_versions: Readonly<Record<string, number>>;
}

/** The last day that passed; `reason` is expired. */
export interface ExpiryWhy {
  reason: string;
  expires_on: string;
  currency: string;
  rule_versions: Readonly<Record<string, number>>;
}

/** Expired points given a new life; `reason` is reissued, `text` is for the patient. */
export interface ReissueWhy {
  reason: string;
  text: string;
  rule_versions: Readonly<Record<string, number>>;
}

/** A balance that came from another system; `reason` is opening. */
export interface OpeningWhy {
  reason: string;
  source_id: string;
  currency: string;
  rule_versions: Readonly<Record<string, number>>;
}

/** The other last day of `held_points`; `reason` is appointment, no-notice or no-appointment. */
export interface ExtensionWhy {
  reason: "appointment" | "no-notice" | "no-appointment";
  expires_on: string;
  held_points: number;
  appointment_id: string | null;
  rule_versions: Readonly<Record<string, number>>;
}

/** The points of a month of a membership, and the day the month began; `reason` is membership. */
export interface BonusWhy {
  reason: string;
  membership_id: string;
  plan_name: string;
  month_on: string;
  rule_versions: Readonly<Record<string, number>>;
}

/** The rules under which a lot was earned, kept on it: a later change of a rule never moves an existing lot. */
export interface Policy {
  expiry_version: number;
  reminders_version: number;
  nudge_days: number;
  urge_days: number;
  send_hour: number;
  grace_days: number;
}

/** Points with one life. `expires_on` is the last usable business date that patients are told. */
export interface Lot<At = string> {
  lot_id: string;
  points_earned: number;
  points_remaining: number;
  earned_at: At;
  expires_on: string;
  expires_at: At;
  milestone: string;
  milestone_at: At;
  policy: Policy;
  noticed_on: string | null;
  appointment_id: string | null;
  location_id: string | null;
  own_expires_on: string | null;
  own_expires_at: At | null;
}

/** Wallet money that came together, in minor units. `expires_on` is its last usable date; None if it has none. */
export interface WalletLot<At = string> {
  wallet_lot_id: string;
  origin: "banked" | "granted" | "paid_in";
  received_minor: number;
  remaining_minor: number;
  received_at: At;
  expires_on: string | null;
  expires_at: At | null;
  banked_from: Readonly<Record<string, number>>;
  locations: Readonly<Record<string, number>>;
  paid_with: TenderKind | null;
}

/** The request of a client: its id, and the fingerprint of its body. */
export interface Request {
  request_id: string;
  fingerprint: string;
}

/** A use of points and wallet money that the patient is asked to confirm; `answer` is waiting, approved or declined. */
export interface Confirmation<At = string> {
  confirmation_id: string;
  visit_id: string;
  location_id: string;
  points: number;
  worth_minor: number;
  requested_by: string;
  requested_at: At;
  lapses_at: At;
  answer: "waiting" | "approved" | "declined";
  request: Request;
  wallet_minor: number;
  second_person: boolean;
  decided_by: string | null;
  appointed_by: string | null;
}

/** A purchase of the last minutes, kept to notice one that is entered twice. */
export interface RecentPurchase<At = string> {
  entry_id: string;
  amount_minor: number;
  recorded_at: At;
}

/** The number of expired points that were given a new life in a calendar year of the clinic. */
export interface Reissued {
  year: number;
  points: number;
}

/** The longer life of a lot, kept until it is over: points that come back to the lot have it too. */
export interface Extended<At = string> {
  lot_id: string;
  expires_on: string;
  expires_at: At;
  appointment_id: string | null;
  own_expires_on: string | null;
  own_expires_at: At | null;
  kept_until_at: At | null;
}

/** The sums of a business date, or what an entry adds to them; kept as long as any tier can depend on them. */
export interface QualifyingDay {
  on: string;
  expires_on: string | null;
  spend_minor: number;
  purchases: number;
  points: number;
  treatments: number;
  exact: Fraction;
  spent_points: number;
}

/** A stretch of a membership that an event said is paid, or paused: the facts that its monthly points depend on. */
export interface Stretch<At = string> {
  membership_id: string;
  event_id: string;
  on: string;
  status: Status;
  months_from_on: string;
  paid_from_on: string;
  paid_until_on: string;
  bonus_points: number;
  plan_name: string;
  as_of: At | null;
  rank: number;
}

/** The last twelve months at another tier: the difference in points, the year's fee, and the net worth of both. */
export interface TierYear {
  tier_id: string;
  name: string;
  points: number;
  more_points: number;
  fee_minor: number;
  net_minor: number | null;
}

/** The tier on a business date, and the last year at each other tier. */
export interface TierStanding {
  on: string;
  tier_id: string;
  name: string;
  multiplier: string;
  perks: readonly string[];
  kept_until_on: string | null;
  next: NextTier | null;
  year_points: number;
  year: readonly TierYear[];
  rule_versions: Readonly<Record<string, number>>;
}

/** Points of a lot that were gone when they came back, as their last day was over; `entry_id` says by which entry. */
export interface Lapsed {
  lot_id: string;
  entry_id: string;
  points: number;
  reissued_points: number;
  forgiven_points: number;
  repaid_points: number;
}

/** The points of a banked wallet lot that were taken back or lapsed, and the money that stood for them. */
export interface Unbanked {
  wallet_lot_id: string;
  points: number;
  amount_minor: number;
}

/** A lot that the points of several entries share: `points` are all that ever came into it. */
export interface Shared {
  lot_id: string;
  points: number;
  taken_back_points: number;
  forgiven_points: number;
}

/** The number of times that the patient banked on the last business date with any, undone ones included. */
export interface BankedToday {
  business_date: string;
  times: number;
}

/** The uses of a patient at visits of a business date: points and wallet money, and in how many redemptions. */
export interface UsedToday {
  on: string;
  points: number;
  wallet_minor: number;
  redemptions: number;
  unasked_points: number;
  unasked_minor: number;
}

/** The part of an entry that one lot bears, in points; negative when points leave the lot. */
export interface Draw<At = string> {
  lot_id: string;
  points: number;
  lot: Lot<At> | null;
}

/** The part of an entry that one wallet lot bears, in minor units; negative when money leaves it. */
export interface WalletDraw<At = string> {
  wallet_lot_id: string;
  amount_minor: number;
  lot: WalletLot<At> | null;
}

/** A payment at a visit; `redeemed_points` are those that its points tender took. */
export interface Purchase {
  visit_id: string;
  amount_minor: number;
  currency: string;
  tenders: readonly Tender[];
  service_ids: readonly string[];
  receipt_number: string | null;
  redeemed_points: number;
  redemption_ids: readonly string[];
  paid_in: readonly Tender[];
}

/** An answer to an appointment: accepted, proposed or moved, with a time, or declined, or cancelled. */
export interface Answer<At = string> {
  said: "accepted" | "proposed" | "declined" | "moved" | "cancelled";
  visit_at: At | null;
  said_by: string;
  said_at: At;
  request: Request;
  text: string | null;
}

/** An entry that the rules of its time do not bring again: `code` says why. */
export interface Mismatch {
  patient_id: string;
  entry_id: string;
  code: string;
}

/** The sums of a window: points by what happened to them, and what those that were given cost at face. */
export interface Figures {
  given_points: number;
  used_points: number;
  used_minor: number;
  banked_points: number;
  banked_minor: number;
  expired_points: number;
  taken_back_points: number;
  eligible_minor: number;
  cost_minor: number;
  held_points: number;
  held_minor: number;
  cost_bp: number | null;
}

/** The patients that were looked at: how many would hold more, less or the same, and how many another tier. */
export interface PatientsTouched {
  of: number;
  better: number;
  worse: number;
  same: number;
  other_tier: number;
}

/** The points that were given, and that the draft would have given; `eligible_minor` are the sales behind them. */
export interface Compared {
  eligible_minor: number;
  points_before: number;
  points_after: number;
}

/** A patient at the end of the window: points and wallet money as they are, and as they would be by the draft. */
export interface PatientCompared {
  patient_id: string;
  name: string;
  points_before: number;
  points_after: number;
  wallet_minor_before: number;
  wallet_minor_after: number;
  tier_before: string | null;
  tier_after: string | null;
  acts_not_possible: number;
}

/** The outcome of a preview. */
export interface PreviewResult {
  entries: number;
  reproduced: number;
  mismatched: readonly Mismatch[];
  advises: boolean;
  before: Figures;
  after: Figures;
  not_possible: number;
  not_possible_by_code: Readonly<Record<string, number>>;
  asked_first: number;
  patients: PatientsTouched;
  by_tier: Readonly<Record<string, Compared>>;
  by_location: Readonly<Record<string, Compared>>;
  by_tender: Readonly<Record<string, Compared>>;
  most: readonly PatientCompared[];
  pages: number;
  assumes: readonly ("same-visits" | "same-points" | "yes-given" | "same-notices" | "no-older-lots")[];
}

/** An act that the draft would have refused, with the code of the refusal; `points` are those that it asked for. */
export interface ActNotPossible {
  patient_id: string;
  name: string;
  entry_id: string;
  kind: string;
  points: number;
  business_date: string;
  code: string;
}

/** The `weekly_quota` of a staff document; nothing is expected of a measure that is left out. */
export interface QuotaDocument {
  check_ins?: number | null;
  enrolments?: number | null;
  redemptions?: number | null;
}

/** The `audience` of an offer. */
export interface AudienceDocument {
  service_id: string | null;
  from_days: number | null;
  to_days: number | null;
  not_since: boolean;
  tier_ids: readonly string[];
  from_points: number | null;
  not_seen_days: number | null;
  members: "yes" | "no" | null;
}

/** A multiplier as an exact ratio, from one tenth to one hundred. */
export interface Ratio {
  numerator: number;
  denominator: number;
}

/** A tier; `measure` is null where only a membership or a grant leads to it. */
export interface TierDocument {
  tier_id: string;
  name: string;
  multiplier: Ratio;
  perks: readonly string[];
  measure: "spend_minor" | "purchases" | "points" | "treatments" | null;
  at_least: number;
}

/** A plan; `price_minor` is for each `period`, `bonus_points` for each month. */
export interface PlanDocument {
  plan_id: string;
  name: string;
  price_minor: number;
  period: "month" | "year";
  tier_id: string;
  bonus_points: number;
  perks: readonly string[];
  active: boolean;
}

/** The `why` of an entry, by its kind. */
export interface WhyByKind<At = string> {
  accrual: AccrualWhy;
  redemption: RedemptionWhy;
  wallet_payment: PaymentWhy;
  reversal: ReversalWhy;
  adjustment: AdjustmentWhy;
  banking: BankingWhy<At>;
  wallet_credit: CreditWhy;
  cash_out: CashOutWhy;
  expiry: ExpiryWhy;
  reissue: ReissueWhy;
  opening: OpeningWhy;
  extension: ExtensionWhy;
  bonus: BonusWhy;
}
export type EntryKind = keyof WhyByKind;
export type AnyWhy<At = string> = WhyByKind<At>[EntryKind];

/** A patient at a clinic. `points` = the sum of the lots' remaining points − `debt_points`. */
export interface AccountDocument<At> {
  name: string;
  active: boolean;
  joined_at: At;
  joined_with: Request;
  points: number;
  wallet_minor: number;
  debt_points: number;
  remainder: Fraction;
  tier_id: string | null;
  progress: Readonly<Record<string, number>> | null;
  revision: number;
  head_hash: string;
  confirmation: Confirmation<At> | null;
  recent_purchases: readonly RecentPurchase<At>[];
  reissued: Reissued | null;
  noticed_on: string | null;
  extended: readonly Extended<At>[];
  membership: Membership<At> | null;
  membership_log: readonly Stretch<At>[];
  bonus_months: readonly string[];
  granted: Grant | null;
  tier: TierStanding | null;
  tier_due_at: At | null;
  lapsed: readonly Lapsed[];
  unbanked: readonly Unbanked[];
  taken_back: readonly string[];
  other_memberships: readonly Membership<At>[];
  shared: readonly Shared[];
  banked_today: BankedToday | null;
  used: UsedToday | null;
  seen_on: string | null;
  known: boolean;
  sessions_from: At | null;
  lots: Readonly<Record<string, string | Omit<Lot<At>, "lot_id">>>;
  wallet_lots: Readonly<Record<string, Omit<WalletLot<At>, "wallet_lot_id">>>;
  days: readonly string[];
  due_at: At | null;
  ends_on?: string | null;
  name_keys: readonly string[];
}

/** One line of the ledger: what changed, the balances after it, and who, where, when and why. */
export interface AnyEntry<At> {
  clinic_id: string;
  revision: number;
  points: number;
  wallet_minor: number;
  debt_points: number;
  points_after: number;
  wallet_minor_after: number;
  debt_points_after: number;
  draws: readonly Draw<At>[];
  lot: Lot<At> | null;
  wallet_draws: readonly WalletDraw<At>[];
  wallet_lot: WalletLot<At> | null;
  purchase: Purchase | null;
  actor: Actor;
  location_id: string | null;
  business_date: string;
  occurred_at: At;
  recorded_at: At;
  reverses: string | null;
  linked_entry_id: string | null;
  request: Request;
  previous_hash: string;
  hash: string;
  counted: QualifyingDay | null;
}

/** An entry's document of one kind, and of any. */
export type EntryOf<Kind extends EntryKind, At> = AnyEntry<At> & { kind: Kind; why: WhyByKind<At>[Kind] };
export type EntryDocument<At> = { [Kind in EntryKind]: EntryOf<Kind, At> }[EntryKind];

/** An adjustment as the clinic's managers see it, with its private note. */
export interface AdjustmentDocument<At> {
  patient_id: string;
  location_id: string;
  points: number;
  reason: string;
  text: string;
  private_note: string;
  status: string;
  requested_by: string;
  requested_role: string;
  requested_at: At;
  request: Request;
  decided_by: string | null;
  decided_at: At | null;
  decided_with: Request | null;
  appointed_by: string | null;
}

/** The sum of all reversals of one entry. */
export interface ReversalsDocument {
  location_id: string | null;
  refunded_minor: Readonly<Record<string, number>>;
  clawed_points: number;
  forgiven_points: number;
  reissued_points: number;
  closed: string | null;
}

/** An appointment that a patient asked for; `visit_at` is the time that is accepted or proposed. */
export interface AppointmentDocument<At> {
  patient_id: string;
  service_id: string;
  location_id: string;
  wished_on: readonly string[];
  asked_at: At;
  state: "requested" | "proposed" | "accepted" | "declined" | "withdrawn" | "cancelled";
  visit_at: At | null;
  answers: readonly Answer<At>[];
  withdrawn_at: At | null;
}

/** A release, named after the request that asked for it. */
export interface ReleaseDocument<At> {
  clinic_id: string;
  rule:
    | "earning"
    | "expiry"
    | "reminders"
    | "check_in"
    | "redemption"
    | "banking"
    | "adjustments"
    | "governance"
    | "tiers"
    | "memberships";
  base_version: number;
  content: Readonly<Record<string, unknown>>;
  note: string;
  state: "waiting" | "scheduled" | "live" | "past" | "canceled" | "stale";
  asked_by: string;
  asked_at: At;
  fingerprint: string;
  appointed_by: string | null;
  reasons: readonly RuleReason[];
  of_owner: boolean;
  effective_on: string | null;
  effective_time: string | null;
  effective_at: At | null;
  due_at: At | null;
  preview_id: string | null;
  restores: number | null;
  agreed_by: string | null;
  agreed_at: At | null;
  canceled_by: string | null;
  canceled_at: At | null;
  stale_at: At | null;
  stale_because: "rule-changed" | "rule-invalid" | null;
  version: number | null;
  live_at: At | null;
}

/** The open draft of a rule, as managers write it; nothing is decided by it. */
export interface RuleDraftDocument<At> {
  content: Readonly<Record<string, unknown>>;
  base_version: number;
  note: string;
  edited_by: string;
  edited_at: At;
}

/** A preview of a rule's draft, as it runs and when it has ended. */
export interface PreviewDocument<At> {
  clinic_id: string;
  rule: string;
  base_version: number;
  fingerprint: string;
  days: number;
  from_on: string;
  to_on: string;
  asked_by: string;
  asked_at: At;
  ends_at: At;
  state: "running" | "done" | "canceled" | "failed" | "too-large";
  phase: "reading" | "checking";
  done: number;
  total: number;
  told_at: At | null;
  finished_at: At | null;
  is_cancel_asked: boolean;
  failed_with: string | null;
  result: PreviewResult | null;
}

/** The lists behind a preview's figures: patients whom the draft touches, and acts that it would have refused. */
export interface PreviewPageDocument<At> {
  patients: readonly PatientCompared[];
  acts: readonly ActNotPossible[];
  ends_at: At | null;
}

/** The record that an owner began to take everything out. */
export interface DownloadDocument<At> {
  clinic_id: string;
  downloaded_by: string;
  downloaded_at: At;
}

/** An offer in a patient's own place; nobody else reads it. */
export interface OwnOfferDocument {
  title: string;
  text: string;
  starts_on: string | null;
  ends_on: string | null;
  service_id: string | null;
}

/** The latest placing of an offer, on a business date: how many have it, and how many are held out. */
export interface OfferPlacingDocument<At> {
  clinic_id: string;
  offer_id: string;
  fingerprint: string;
  on: string;
  offered: number;
  held_out: number;
  finished_at: At | null;
}

/** `clinics/{clinic}`. */
export interface ClinicDocument {
  name: string;
  time_zone: string;
  currency: string;
  closed_until_on?: string | null;
  proof_days?: number | null;
}

/** `clinics/{clinic}/locations/{location}`. */
export interface LocationDocument {
  name: string;
  active: boolean;
}

/** `clinics/{clinic}/staff/{uid}`. */
export interface StaffDocument {
  role: "front_desk" | "manager" | "owner";
  location_ids: readonly string[];
  active: boolean;
  weekly_quota?: QuotaDocument;
  appointed_by?: string | null;
}

/** `clinics/{clinic}/rewards/{reward}`; without unknown fields, so no misspelt limit is ignored. */
export interface RewardDocument {
  name: string;
  cost_points: number;
  stock: number | null;
  starts_on: string | null;
  ends_on: string | null;
  tier_ids: readonly string[];
  active: boolean;
  change_id?: string | null;
}

/** `clinics/{clinic}/patients/{uid}/preferences/reminders`: the one document of these that the patient edits. */
export interface PreferencesDocument {
  push: boolean;
  nudge: boolean;
  urge: boolean;
  locale: "en" | "es";
  offers?: boolean;
}

/** `clinics/{clinic}/targeted_offers/{offer}`; without unknown fields, so no misspelt limit is ignored. */
export interface TargetedOfferDocument {
  title: string;
  text: string;
  starts_on: string | null;
  ends_on: string | null;
  service_id: string | null;
  active: boolean;
  audience: AudienceDocument;
  holdout_bp: number;
  change_id?: string | null;
}

/** `rules/earning`. */
export interface EarningDocument<At> {
  version: number;
  updated_at: At;
  updated_by?: string | null;
  note?: string | null;
  release_id?: string | null;
  agreed_by?: string | null;
  eligible_tenders: readonly TenderKind[];
  rate_bp: number;
  minor_per_point: number;
  unusual_above_minor?: number | null;
}

/** `rules/expiry`. */
export interface ExpiryDocument<At> {
  version: number;
  updated_at: At;
  updated_by?: string | null;
  note?: string | null;
  release_id?: string | null;
  agreed_by?: string | null;
  life_unit: "months" | "days";
  life_count: number;
  grace_days: number;
}

/** `rules/reminders`. */
export interface RemindersDocument<At> {
  version: number;
  updated_at: At;
  updated_by?: string | null;
  note?: string | null;
  release_id?: string | null;
  agreed_by?: string | null;
  nudge_days: number;
  urge_days: number;
  send_hour: number;
  quiet_from_hour: number;
  quiet_until_hour: number;
  holidays: readonly string[];
  voice: "calm" | "warm" | "brief";
  extension_days: number | null;
  appointment_margin_days: number | null;
  holdout_bp: number;
}

/** `rules/check_in`. */
export interface CheckInDocument<At> {
  version: number;
  updated_at: At;
  updated_by?: string | null;
  note?: string | null;
  release_id?: string | null;
  agreed_by?: string | null;
  code_lifetime_seconds: number;
  any_location: boolean;
  visit_hours: number;
}

/** `rules/redemption`. */
export interface RedemptionDocument<At> {
  version: number;
  updated_at: At;
  updated_by?: string | null;
  note?: string | null;
  release_id?: string | null;
  agreed_by?: string | null;
  minimum_points: number;
  increment_points: number;
  minor_per_100_points: number;
  most_points_per_visit: number | null;
  most_bill_bp: number;
  combinable: boolean;
  confirm_above_points: number | null;
  confirm_minutes: number;
}

/** `rules/banking`. */
export interface BankingDocument<At> {
  version: number;
  updated_at: At;
  updated_by?: string | null;
  note?: string | null;
  release_id?: string | null;
  agreed_by?: string | null;
  minimum_points: number;
  increment_points: number;
  minor_per_100_points: number;
  tier_bonus_bp: Readonly<Record<string, number>>;
  undo_minutes: number;
  banked_life_days: number | null;
  granted_life_days: number | null;
  most_bankings_per_day?: number;
  cash_out_below_minor?: number | null;
  paid_in_never_ends?: boolean;
}

/** `rules/adjustments`. */
export interface AdjustmentsDocument<At> {
  version: number;
  updated_at: At;
  updated_by?: string | null;
  note?: string | null;
  release_id?: string | null;
  agreed_by?: string | null;
  reasons: readonly string[];
  daily_caps: Readonly<Partial<Record<"front_desk" | "manager" | "owner", number>>>;
  wallet_daily_caps_minor: Readonly<Partial<Record<"front_desk" | "manager" | "owner", number>>>;
  approval_above_points: number;
  most_reissued_points_per_year: number;
}

/** `rules/governance`; what is left out is as in a clinic without the rule. */
export interface GovernanceDocument<At> {
  version: number;
  updated_at: At;
  updated_by?: string | null;
  note?: string | null;
  release_id?: string | null;
  agreed_by?: string | null;
  purchase_minor?: number;
  pay_in_minor?: number;
  refund_otherwise_minor?: number;
  late_refund_minor?: number;
  late_after_days?: number;
  unpaid_enrolments?: number;
  unusual_times?: number;
  own_yes_after_hours?: number | null;
  report_lookup_cash_minor?: number;
  report_adjustments?: number;
  report_moves?: number;
  report_undone?: number;
  report_refund_otherwise_minor?: number;
  report_pay_in_minor?: number;
  report_one_patient?: number;
  report_rule_changes?: number;
  report_near_bound_bp?: number;
  moves_share_bp?: number;
  notice_days?: number;
  lone_wait_minutes?: number;
  preview_hours?: number;
}

/** `rules/tiers`: the tiers, lowest first; no tier earns less than the one below it. */
export interface TiersDocument<At> {
  version: number;
  updated_at: At;
  updated_by?: string | null;
  note?: string | null;
  release_id?: string | null;
  agreed_by?: string | null;
  tiers: readonly TierDocument[];
  window_days: number;
  grace_days: number;
  downgrade: "to_reached" | "one_step";
  upgrade: "next_purchase" | "this_purchase";
}

/** `rules/memberships`. */
export interface MembershipsDocument<At> {
  version: number;
  updated_at: At;
  updated_by?: string | null;
  note?: string | null;
  release_id?: string | null;
  agreed_by?: string | null;
  plans: readonly PlanDocument[];
  grace_days: number;
}

/** Calls that `counter` serves: the body and the answer of each. */
export interface Calls {
  accept_proposal: [body: AcceptProposal, answer: Answered];
  add_to_wallet: [body: AddToWallet, answer: Movement];
  adjust_points: [body: AdjustPoints, answer: Adjusted];
  answer_appointment: [body: AnswerAppointment, answer: Answered];
  bank_points: [body: BankPoints, answer: Movement];
  cancel_appointment: [body: CancelAppointment, answer: Answered];
  cancel_redemption: [body: CancelRedemption, answer: Movement];
  cash_out: [body: CashOut, answer: Movement];
  change_appointment: [body: ChangeAppointment, answer: Answered];
  change_membership: [body: ChangeMembership, answer: MembershipChanged];
  check_in: [body: CheckIn, answer: CheckedIn];
  close_account: [body: CloseAccount, answer: AccountClosing];
  complete_treatment: [body: CompleteTreatment, answer: TreatmentCompleted];
  confirm_redemption: [body: ConfirmRedemption, answer: Asked];
  decide_adjustment: [body: DecideAdjustment, answer: Adjusted];
  decide_approval: [body: DecideApproval, answer: ApprovalAsked];
  decide_confirmation: [body: DecideConfirmation, answer: Asked];
  end_sessions: [body: EndSessions, answer: SessionsEnded];
  find_patients: [body: FindPatients, answer: FoundPatients];
  get_engagement: [body: GetEngagement, answer: Engagement];
  get_patient: [body: GetPatient, answer: PatientFile];
  get_receipt: [body: GetReceipt, answer: Receipt | Movement];
  issue_code: [body: IssueCode, answer: IssuedCode];
  join_clinic: [body: JoinClinic, answer: Joined];
  list_adjustments: [body: ListAdjustments, answer: AdjustmentsWaiting];
  list_coming_visits: [body: ListComingVisits, answer: VisitsToCome];
  list_confirmations: [body: ListConfirmations, answer: ConfirmationsWaiting];
  list_day: [body: ListDay, answer: DeskDay];
  list_expired_points: [body: ListExpiredPoints, answer: PastExpiries];
  list_patients: [body: ListPatients, answer: PatientsListed];
  list_purchases: [body: ListPurchases, answer: PastPurchases];
  list_receipts: [body: ListReceipts, answer: ReceiptsToday];
  list_requests: [body: ListRequests, answer: RequestsWaiting];
  list_undoable: [body: ListUndoable, answer: UndoableActs];
  open_visit: [body: OpenVisit, answer: CheckedIn];
  quote_cash_out: [body: QuoteCashOut, answer: CashOutQuote];
  quote_redemption: [body: QuoteRedemption, answer: Quote];
  reassign_purchase: [body: ReassignPurchase, answer: Reassigned];
  record_purchase: [body: RecordPurchase, answer: Receipt];
  redeem_points: [body: RedeemPoints, answer: Movement];
  redeem_reward: [body: RedeemReward, answer: Movement];
  refresh_standing: [body: RefreshStanding, answer: StandingRefreshed];
  refund_purchase: [body: RefundPurchase, answer: Movement];
  reissue_points: [body: ReissuePoints, answer: Movement];
  reopen_account: [body: ReopenAccount, answer: AccountClosing];
  request_approval: [body: RequestApproval, answer: ApprovalAsked];
  request_confirmation: [body: RequestConfirmation, answer: Asked];
  reverse_credit: [body: ReverseCredit, answer: Movement];
  undo_banking: [body: UndoBanking, answer: Movement];
  undo_cash_out: [body: UndoCashOut, answer: Movement];
  void_purchase: [body: VoidPurchase, answer: Movement];
  withdraw_treatment: [body: WithdrawTreatment, answer: TreatmentWithdrawn];
}

/** Calls that `office` serves. */
export interface OfficeCalls {
  accept_invite: [body: AcceptInvite, answer: InviteAccepted];
  cancel_preview: [body: CancelPreview, answer: PreviewAsked];
  count_audience: [body: CountAudience, answer: AudienceCount];
  download_part: [body: DownloadPart, answer: DownloadedPart];
  get_ending_points: [body: GetEndingPoints, answer: EndingPoints];
  get_health: [body: GetHealth, answer: Health];
  get_location_totals: [body: GetLocationTotals, answer: LocationTotals];
  get_offer_result: [body: GetOfferResult, answer: OfferResult];
  get_revenue: [body: GetRevenue, answer: RevenueReport];
  grant_tier: [body: GrantTier, answer: TierGranted];
  invite_staff: [body: InviteStaff, answer: Invited];
  manage_rule: [body: ManageRule, answer: RuleManaged];
  place_offer: [body: PlaceOffer, answer: OfferPlaced];
  preview_rule: [body: PreviewRule, answer: PreviewAsked];
  renew_invite: [body: RenewInvite, answer: Invited];
  withdraw_invite: [body: WithdrawInvite, answer: Invited];
}

/** The stable code of every refusal. */
export type RefusalCode =
  | "account-already"
  | "account-inactive"
  | "account-not-found"
  | "address-not-verified"
  | "adjustment-decided"
  | "adjustment-not-found"
  | "amount-unusual"
  | "app-check-required"
  | "appointed-person"
  | "appointment-at-another-location"
  | "appointment-not-found"
  | "appointment-settled"
  | "approval-decided"
  | "approval-not-found"
  | "banked-points-expired"
  | "banked-too-often"
  | "banking-already-spent"
  | "banking-undo-over"
  | "below-minimum"
  | "beyond-bound"
  | "call-not-found"
  | "cash-out-differs"
  | "cash-out-off"
  | "cash-out-too-much"
  | "clinic-not-found"
  | "code-already-used"
  | "code-expired"
  | "code-not-genuine"
  | "code-of-another-clinic"
  | "code-of-another-location"
  | "confirmation-declined"
  | "confirmation-lapsed"
  | "confirmation-required"
  | "contention"
  | "credit-spent"
  | "daily-cap-reached"
  | "day-out-of-reach"
  | "debt-open"
  | "document-invalid"
  | "document-missing"
  | "download-over"
  | "effective-out-of-reach"
  | "entry-not-found"
  | "event-malformed"
  | "insufficient-points"
  | "insufficient-wallet"
  | "invite-for-another-address"
  | "invite-not-found"
  | "invite-over"
  | "last-day-on-paid-money"
  | "location-inactive"
  | "location-not-found"
  | "lookup-not-found"
  | "lookup-over"
  | "malformed-request"
  | "membership-act-elsewhere"
  | "membership-act-not-found"
  | "membership-at-provider"
  | "membership-exists"
  | "membership-undo-over"
  | "no-membership"
  | "not-an-increment"
  | "not-expired"
  | "not-refundable-as"
  | "not-staff"
  | "not-the-latest-act"
  | "not-your-account"
  | "nothing-proposed"
  | "nothing-to-bank"
  | "nothing-to-confirm"
  | "offer-not-found"
  | "over-bill-share"
  | "over-visit-cap"
  | "own-account"
  | "paid-too-far-ahead"
  | "period-backwards"
  | "period-to-come"
  | "period-too-long"
  | "plan-not-found"
  | "points-not-exact"
  | "possible-duplicate"
  | "preview-not-found"
  | "preview-not-needed"
  | "preview-required"
  | "price-changed"
  | "proposal-changed"
  | "purchase-at-another-location"
  | "purchase-closed"
  | "purchase-partly-refunded"
  | "reason-not-listed"
  | "reassign-paid-from-account"
  | "receipt-not-found"
  | "receipt-number-used"
  | "redemption-not-combinable"
  | "refund-exceeds-paid"
  | "reissue-cap-reached"
  | "release-decided"
  | "release-not-found"
  | "renewed-just-now"
  | "request-id-reused"
  | "reward-not-found"
  | "reward-not-offered"
  | "reward-out-of-stock"
  | "role-not-allowed"
  | "rule-changed"
  | "rule-invalid"
  | "rule-questioned"
  | "same-patient"
  | "second-person-required"
  | "session-over"
  | "sign-in-required"
  | "signature-invalid"
  | "signed-for-another-clinic"
  | "staff-already"
  | "staff-disabled"
  | "staff-not-at-location"
  | "store-unavailable"
  | "subscription-differs"
  | "terms-changed"
  | "tier-not-found"
  | "tier-required"
  | "too-many-calls"
  | "too-many-lookups"
  | "too-many-open-lots"
  | "too-many-proposals"
  | "treatment-not-found"
  | "treatment-out-of-reach"
  | "treatment-withdrawn"
  | "version-not-found"
  | "visit-at-another-location"
  | "visit-closed"
  | "visit-not-found"
  | "visit-out-of-reach"
  | "visit-over"
  | "void-too-late";

/** The parts of a lot's text in an account, with one blank between; `-` is none, and more may follow. */
export const LOT_PARTS = [
  "points_remaining",
  "points_earned",
  "expires_on",
  "expires_at",
  "nudge_days",
  "urge_days",
  "earned_at",
  "milestone",
  "milestone_at",
  "noticed_on",
  "appointment_id",
  "location_id",
  "own_expires_on",
  "own_expires_at",
  "expiry_version",
  "reminders_version",
  "send_hour",
  "grace_days",
  "longer",
] as const;

/** The least and the most that each number of a rule may be; null where another field decides it. */
export const ruleBounds = {
  earning: {
    rate_bp: [0, 10000],
    minor_per_point: [1, 10000],
    unusual_above_minor: [1, 100000000],
  },
  expiry: {
    life_count: [1, null],
    grace_days: [0, 60],
  },
  reminders: {
    nudge_days: [2, 90],
    urge_days: [1, 60],
    send_hour: [8, 20],
    quiet_from_hour: [12, 24],
    quiet_until_hour: [0, 12],
    extension_days: [1, 90],
    appointment_margin_days: [0, 90],
    holdout_bp: [0, 5000],
  },
  check_in: {
    code_lifetime_seconds: [15, 300],
    visit_hours: [1, 24],
  },
  redemption: {
    minimum_points: [1, 1000000],
    increment_points: [1, 100000],
    minor_per_100_points: [1, 1000000],
    most_points_per_visit: [1, 10000000],
    most_bill_bp: [1, 10000],
    confirm_above_points: [0, 10000000],
    confirm_minutes: [1, 60],
  },
  banking: {
    minimum_points: [1, 1000000],
    increment_points: [1, 100000],
    minor_per_100_points: [1, 1000000],
    tier_bonus_bp: [0, 10000],
    undo_minutes: [0, 1440],
    banked_life_days: [1, 1825],
    granted_life_days: [1, 1825],
    most_bankings_per_day: [1, 100],
    cash_out_below_minor: [1, 1000000],
  },
  adjustments: {
    daily_caps: [0, 1000000],
    wallet_daily_caps_minor: [0, 100000000],
    approval_above_points: [0, 1000000],
    most_reissued_points_per_year: [0, 1000000],
  },
  governance: {
    purchase_minor: [0, 1000000000000],
    pay_in_minor: [0, 1000000000000],
    refund_otherwise_minor: [0, 1000000000000],
    late_refund_minor: [0, 1000000000000],
    late_after_days: [0, 3650],
    unpaid_enrolments: [0, 1000],
    unusual_times: [2, 1000],
    own_yes_after_hours: [1, 72],
    report_lookup_cash_minor: [0, 1000000000000],
    report_adjustments: [0, 1000],
    report_moves: [0, 1000],
    report_undone: [0, 1000],
    report_refund_otherwise_minor: [0, 1000000000000],
    report_pay_in_minor: [0, 1000000000000],
    report_one_patient: [0, 1000],
    report_rule_changes: [0, 1000],
    report_near_bound_bp: [1, 10000],
    moves_share_bp: [0, 10000],
    notice_days: [0, 365],
    lone_wait_minutes: [1, 1440],
    preview_hours: [1, 168],
  },
  tiers: {
    window_days: [1, 366],
    grace_days: [0, 60],
  },
  memberships: {
    grace_days: [0, 60],
  },
} as const;
