/** The workplace of a manager: the clinic, their own staff document, and the documents that the page reads. */
import type { Clinic, Staff } from "../shared/api/documents";
import type { Person, Session } from "../shared/api/session";
import type { ManagerDocuments } from "./firestore/documents";

export interface Workplace {
  documents: ManagerDocuments;
  clinic: Clinic;
  staff: Staff;
  /** the names of the clinic's staff, by uid */
  names: ReadonlyMap<string, string>;
  /** the people who manage the clinic now, by uid */
  managing: ReadonlyMap<string, Staff>;
}

/** The reason there is no page here for a sign-in; the front desk's people have a page of their own. */
export type NoWorkplace = "not-staff" | "staff-disabled";
export type Elsewhere = "front-desk";

/** Reads the documents once. The claims say which clinic to ask; what the person may do, the server decides each time. */
export async function findWorkplace(session: Session, { uid }: Person): Promise<Workplace | NoWorkplace | Elsewhere> {
  const [{ clinicId }, { ManagerDocuments }] = await Promise.all([session.claims(), loadDocuments()]);
  const documents = new ManagerDocuments(session, clinicId ?? session.settings.clinicId);
  const staff = await documents.staff(uid);
  if (!staff) return "not-staff";
  if (!staff.active) return "staff-disabled";
  if (staff.role === "front_desk") return "front-desk";
  const [clinic, everybody] = await Promise.all([documents.clinic(), documents.everybody()]);
  const names = new Map([...everybody].map(([other, { name }]) => [other, name]));
  const managing = new Map([...everybody].filter(([, { active, role }]) => active && role !== "front_desk"));
  return { documents, clinic, staff, names, managing };
}

/** The database's library, which is larger than all else: it comes while somebody types their password. */
export function loadDocuments(): Promise<typeof import("./firestore/documents")> {
  return import("./firestore/documents");
}
