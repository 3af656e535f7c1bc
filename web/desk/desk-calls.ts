/** The callables of the parts that come on demand: each asked for by a function, which comes with them. */
import type { Visit } from "../shared/contracts";
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
