/** Drafts of rules: one open draft a rule, which managers write directly; nothing that decides reads one. */
import { deleteDoc, doc, onSnapshot, serverTimestamp, setDoc, type Timestamp } from "firebase/firestore";
import type { RuleDraftDocument } from "../../shared/api/contracts.gen";
import { type Content, isRuleName, type RuleName } from "../rules/rule";
import type { ManagerDocuments } from "./documents";

export interface Draft {
  content: Content;
  baseVersion: number;
  note: string;
  by: string;
  at: Date;
  /** it is this page's own write, not yet answered */
  isPending: boolean;
}

export type Drafts = ReadonlyMap<RuleName, Draft>;

/** Tells the open drafts now and whenever one is written, also by somebody else; answers how to stop. */
export function watchDrafts(
  documents: ManagerDocuments,
  told: (drafts: Drafts) => void,
  failed: () => void,
): () => void {
  return onSnapshot(
    documents.collection("rule_drafts"),
    { includeMetadataChanges: true },
    ({ docs }) => {
      const drafts = docs.flatMap((each): [RuleName, Draft][] => {
        const data = each.data({ serverTimestamps: "estimate" }) as RuleDraftDocument<Timestamp>;
        return isRuleName(each.id) ? [[each.id, draftOf(data, each.metadata.hasPendingWrites)]] : [];
      });
      told(new Map(drafts));
    },
    failed,
  );
}

/** Writes a draft; it is kept by the library until the network is back. */
export async function saveDraft(
  documents: ManagerDocuments,
  rule: RuleName,
  { content, baseVersion, note, by }: Omit<Draft, "at" | "isPending">,
): Promise<void> {
  const written = { content, base_version: baseVersion, note, edited_by: by, edited_at: serverTimestamp() };
  await setDoc(doc(documents.collection("rule_drafts"), rule), written);
}

export async function dropDraft(documents: ManagerDocuments, rule: RuleName): Promise<void> {
  await deleteDoc(doc(documents.collection("rule_drafts"), rule));
}

function draftOf(data: RuleDraftDocument<Timestamp>, isPending: boolean): Draft {
  return {
    content: data.content,
    baseVersion: data.base_version,
    note: data.note,
    by: data.edited_by,
    at: data.edited_at.toDate(),
    isPending,
  };
}
