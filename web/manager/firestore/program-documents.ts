/** The program's documents: live rules, the versions that were, and releases to come. */
import { getDocs, limit, onSnapshot, orderBy, query, type Timestamp, where } from "firebase/firestore";
import type { ReleaseDocument } from "../../shared/api/contracts.gen";
import { type Content, isRuleName, type RuleName } from "../rules/rule";
import type { ManagerDocuments } from "./documents";

/** A rule as it is live. */
export interface LiveRule {
  version: number;
  content: Content;
  at: Date | null;
}

/** A published version of a rule as its history keeps it: its content, and who published it, when and why. */
export interface Version extends LiveRule {
  by: string;
  note: string;
}

export type LiveRules = ReadonlyMap<RuleName, LiveRule>;

/** A release on its way, or one that could not go live. */
export type Release = Pick<
  ReleaseDocument<Date>,
  | "rule"
  | "base_version"
  | "content"
  | "note"
  | "state"
  | "asked_by"
  | "asked_at"
  | "reasons"
  | "of_owner"
  | "effective_at"
  | "due_at"
  | "agreed_by"
  | "stale_because"
> & { releaseId: string };

/** The versions of a rule that are read at once. */
export const VERSIONS = 20;
/** More than one clinic ever has on its way. */
const MOST_RELEASES = 50;

/** Tells the live rules now and whenever one is published; answers how to stop. */
export function watchRules(
  documents: ManagerDocuments,
  told: (rules: LiveRules) => void,
  failed: () => void,
): () => void {
  return onSnapshot(
    documents.collection("rules"),
    ({ docs }) => told(new Map(docs.flatMap((each) => (isRuleName(each.id) ? [[each.id, liveOf(each.data())]] : [])))),
    failed,
  );
}

/** Tells the releases in some states, the soonest first; answers how to stop. */
export function watchReleases(
  documents: ManagerDocuments,
  states: readonly Release["state"][],
  told: (releases: readonly Release[]) => void,
  failed: () => void,
): () => void {
  const coming = query(documents.collection("releases"), where("state", "in", states), limit(MOST_RELEASES));
  return onSnapshot(
    coming,
    ({ docs }) => {
      const releases = docs.map((each) => releaseOf(each.id, each.data() as ReleaseDocument<Timestamp>));
      told(releases.sort((one, other) => instantOf(one) - instantOf(other)));
    },
    failed,
  );
}

/** The versions of a rule below one, newest first. */
export async function versionsOf(documents: ManagerDocuments, rule: RuleName, below: number): Promise<Version[]> {
  const history = documents.collection("rules", rule, "history");
  const found = await getDocs(
    query(history, where("version", "<", below), orderBy("version", "desc"), limit(VERSIONS)),
  );
  return found.docs.map((each) => versionOf(each.data()));
}

/** One version of a rule; null where its history does not have it. */
export async function versionAt(documents: ManagerDocuments, rule: RuleName, version: number): Promise<Version | null> {
  const history = documents.collection("rules", rule, "history");
  const found = await getDocs(query(history, where("version", "==", version), limit(1)));
  return found.docs[0] ? versionOf(found.docs[0].data()) : null;
}

function liveOf(data: Content): LiveRule {
  const at = data["updated_at"] as Timestamp | undefined;
  return { version: Number(data["version"] ?? 0), content: data, at: at?.toDate?.() ?? null };
}

function versionOf(data: Content): Version {
  return { ...liveOf(data), by: String(data["updated_by"] ?? ""), note: String(data["note"] ?? "") };
}

function releaseOf(releaseId: string, data: ReleaseDocument<Timestamp>): Release {
  const dates = { effective_at: data.effective_at?.toDate() ?? null, due_at: data.due_at?.toDate() ?? null };
  return { ...data, releaseId, asked_at: data.asked_at.toDate(), ...dates };
}

function instantOf({ effective_at: at, asked_at: asked }: Release): number {
  return (at ?? asked).getTime();
}
