/** The program's documents: live rules, open drafts, releases to come, and the versions of a rule that were. */
import { getDocs, limit, onSnapshot, orderBy, query, type Timestamp, where } from "firebase/firestore";
import { type Content, isRuleName, type RuleName } from "../rules/rule";
import type { ManagerDocuments } from "./documents";

/** A published version of a rule: its content, and who published it, when and why. */
export interface Version {
  version: number;
  content: Content;
  at: Date | null;
  by: string;
  note: string;
}

export type LiveRules = ReadonlyMap<RuleName, Version>;

/** The versions of a rule that are read at once. */
export const VERSIONS = 20;

/** Tells the live rules now and whenever one is published; answers how to stop. */
export function watchRules(
  documents: ManagerDocuments,
  told: (rules: LiveRules) => void,
  failed: () => void,
): () => void {
  return onSnapshot(
    documents.collection("rules"),
    ({ docs }) =>
      told(new Map(docs.flatMap((each) => (isRuleName(each.id) ? [[each.id, versionOf(each.data())] as const] : [])))),
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

function versionOf(data: Record<string, unknown>): Version {
  const at = data["updated_at"] as Timestamp | undefined;
  return {
    version: Number(data["version"] ?? 0),
    content: data,
    at: at?.toDate?.() ?? null,
    by: String(data["updated_by"] ?? ""),
    note: String(data["note"] ?? ""),
  };
}
