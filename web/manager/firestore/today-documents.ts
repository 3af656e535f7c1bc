/** What the first place reads of a clinic: what waits, by listeners; closed days, proofs and exceptions, once. */
import {
  type DocumentData,
  doc,
  getCountFromServer,
  getDoc,
  getDocs,
  limit,
  onSnapshot,
  orderBy,
  query,
  type Timestamp,
  where,
} from "firebase/firestore";
import type { RedemptionDocument } from "../../shared/api/contracts.gen";
import { type Location, locationOf } from "../../shared/api/documents";
import { type ClosedDay, READ_DAYS } from "../today/days";
import type { Begun } from "../today/setup";
import type { Exception, Exceptions, Proof } from "../today/state";
import type { ManagerDocuments } from "./documents";

/** More than anybody lets wait. */
const MOST = 50;

type Stop = () => void;

/** Tells when an adjustment comes to wait for a second person, or is decided; the names come with a call. */
export function watchAdjustments(documents: ManagerDocuments, changed: () => void, failed: () => void): Stop {
  const waiting = query(documents.collection("adjustments"), where("status", "==", "pending"), limit(MOST));
  return onSnapshot(waiting, changed, failed);
}

/** The same of acts beyond what one person may do alone. */
export function watchApprovals(documents: ManagerDocuments, changed: () => void, failed: () => void): Stop {
  const waiting = query(documents.collection("approvals"), where("status", "==", "waiting"), limit(MOST));
  return onSnapshot(waiting, changed, failed);
}

/** The last closed days, newest first. */
export async function closedDays(documents: ManagerDocuments): Promise<ClosedDay[]> {
  const days = query(documents.collection("ledger_days"), orderBy("business_date", "desc"), limit(READ_DAYS));
  return (await getDocs(days)).docs.map((each) => closedDayOf(each.data()));
}

/** The report of the last night; null before the first one. */
export async function lastProof(documents: ManagerDocuments): Promise<Proof | null> {
  const last = query(documents.collection("audits"), orderBy("audited_at", "desc"), limit(1));
  const [data] = (await getDocs(last)).docs.map((each) => each.data());
  return data ? proofOf(data) : null;
}

/** What one person did beyond the usual on the last day that was looked at; null before the first. */
export async function lastExceptions(documents: ManagerDocuments): Promise<Exceptions | null> {
  const last = query(documents.collection("exceptions"), orderBy("business_date", "desc"), limit(1));
  const [data] = (await getDocs(last)).docs.map((each) => each.data());
  return data ? exceptionsOf(data) : null;
}

/** The reports of so many days, the last day first. */
export async function exceptionsOfDays(documents: ManagerDocuments, days: number): Promise<Exceptions[]> {
  const reports = query(documents.collection("exceptions"), orderBy("business_date", "desc"), limit(days));
  return (await getDocs(reports)).docs.map((each) => exceptionsOf(each.data()));
}

/** The number of requests of a location that nobody answered, from before an instant: one read is billed for it. */
export async function requestsBefore(documents: ManagerDocuments, locationId: string, before: Date): Promise<number> {
  const unanswered = query(
    documents.collection("appointments"),
    where("location_id", "==", locationId),
    where("state", "==", "requested"),
    where("asked_at", "<", before),
  );
  return (await getCountFromServer(unanswered)).data().count;
}

export async function locationsOf(documents: ManagerDocuments): Promise<Location[]> {
  const found = await getDocs(documents.collection("locations"));
  return found.docs.map((each) => locationOf(each.id, each.data())).sort((a, b) => a.name.localeCompare(b.name));
}

/** What there is of a clinic so far: which of these rules, and whether any location, service and reward. */
export async function begunSoFar(
  documents: ManagerDocuments,
  needed: readonly string[],
): Promise<Omit<Begun, "people">> {
  const live = needed.map((rule) => getDoc(doc(documents.collection("rules"), rule)));
  const [rules, locations, services, rewards] = await Promise.all([
    Promise.all(live),
    getDocs(query(documents.collection("locations"), limit(1))),
    getDocs(query(documents.collection("services"), limit(1))),
    getDocs(query(documents.collection("rewards"), limit(1))),
  ]);
  const found = rules.filter((each) => each.exists());
  return {
    rules: new Set(found.map(({ id }) => id)),
    locations: locations.size,
    services: services.size,
    rewards: rewards.size,
  };
}

/** The worth of 100 points in minor units; null where the clinic has no such rule. */
export async function worthOf100(documents: ManagerDocuments): Promise<number | null> {
  const found = (await getDoc(doc(documents.collection("rules"), "redemption"))).data();
  return (found as RedemptionDocument<Timestamp> | undefined)?.minor_per_100_points ?? null;
}

interface DayTotal {
  movements?: Readonly<Record<string, { points?: number }>>;
  closing?: { points?: number; wallet_minor?: number };
}

function closedDayOf(data: DocumentData): ClosedDay {
  const { movements = {}, closing = {} } = (data["total"] ?? {}) as DayTotal;
  const points = (...kinds: string[]): number => kinds.reduce((all, kind) => all + (movements[kind]?.points ?? 0), 0);
  return {
    on: String(data["business_date"]),
    givenPoints: points("accrual", "bonus"),
    usedPoints: 0 - points("redemption", "banking"),
    outstandingPoints: closing.points ?? 0,
    walletMinor: closing.wallet_minor ?? 0,
  };
}

function proofOf(data: DocumentData): Proof {
  return {
    at: (data["audited_at"] as Timestamp).toDate(),
    entries: Number(data["entries"] ?? 0),
    findings: Number(data["findings_count"] ?? 0),
    isComplete: data["complete"] !== false,
  };
}

function exceptionsOf(data: DocumentData): Exceptions {
  const found = (data["found"] ?? []) as (Omit<Exception, "patientId"> & { patient_id?: string | null })[];
  return {
    on: String(data["business_date"]),
    count: Number(data["found_count"] ?? found.length),
    found: found.map(({ pattern, uid, number, most, patient_id: patientId = null }) => ({
      pattern,
      uid,
      number,
      most,
      patientId,
    })),
  };
}
