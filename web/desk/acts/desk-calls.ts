/** The callables of the parts that come on demand: each asked for by a function, which comes with them. */
import type { Visit } from "../../shared/api/contracts";
import type { DeskBody } from "./contracts";
import type { DeskCallables } from "./ledger-calls";

type Calling = Pick<DeskCallables, "call">;

export interface FindPatients {
  clinic_id: string;
  location_id: string;
  letters: string;
}

/** A patient as a lookup shows them: "Ana R.", and the month in which they joined. */
export interface FoundPatient {
  patient_id: string;
  name: string;
  joined_month: string;
}

export interface FoundPatients {
  lookup_id: string;
  patients: FoundPatient[];
  more: boolean;
}

export interface OpenVisit {
  request_id: string;
  clinic_id: string;
  location_id: string;
  patient_id: string;
  lookup_id: string;
}

export const findPatients = (callables: Calling, body: FindPatients): Promise<FoundPatients> =>
  callables.call("find_patients", body);

export const openVisit = (callables: Calling, body: OpenVisit): Promise<Visit> => callables.call("open_visit", body);

export interface AtDesk {
  clinic_id: string;
  location_id: string;
}

/** A purchase of today; its name is masked. */
export interface ReceiptToday {
  entry_id: string;
  patient_id: string;
  name: string;
  recorded_at: string;
  amount_minor: number;
  points: number;
  tenders: { kind: string; amount_minor: number }[];
  receipt_number: string | null;
  refunded_minor: Readonly<Record<string, number>>;
  closed: string | null;
}

export interface ReceiptsToday {
  receipts: ReceiptToday[];
  more: boolean;
}

export const listReceipts = (callables: Calling, body: AtDesk): Promise<ReceiptsToday> =>
  callables.call("list_receipts", body);

/** An appointment that waits for an answer. */
export interface OpenRequest {
  appointment_id: string;
  patient_id: string;
  patient_name: string;
  service_name: string;
  wished_on: string[];
  asked_at: string;
  state: "requested" | "proposed";
  visit_at: string | null;
}

export interface RequestsWaiting {
  requests: OpenRequest[];
  more: boolean;
}

export const listRequests = (callables: Calling, body: AtDesk): Promise<RequestsWaiting> =>
  callables.call("list_requests", body);

export type Said = "accepted" | "proposed" | "declined";

export interface AnswerAppointment extends DeskBody {
  appointment_id: string;
  answer: Said;
  visit_at: string | null;
}

export interface Answered {
  state: Said;
  visit_at: string | null;
}

export const answerAppointment = (callables: Calling, body: AnswerAppointment): Promise<Answered> =>
  callables.call("answer_appointment", body);

export interface Counts {
  check_ins: number | null;
  enrolments: number | null;
  redemptions: number | null;
}

export interface Engagement {
  staff: { uid: string; done: Counts; quota: Counts }[];
}

export const getEngagement = (callables: Calling, body: AtDesk & { own: boolean }): Promise<Engagement> =>
  callables.call("get_engagement", body);
