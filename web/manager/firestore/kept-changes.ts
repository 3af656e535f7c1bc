/** Documents written with the changes that are kept of them, each pair in one batch. */
import { Bytes, collection, type DocumentData, doc, getDoc, serverTimestamp, writeBatch } from "firebase/firestore";
import { ChangedMeanwhileError, type Edit } from "../changing/edits";
import type { ManagerDocuments } from "./documents";

/** Writes at most a batch of edits; answers them as they were written. */
export async function commitKept(
  documents: ManagerDocuments,
  uid: string,
  edits: readonly Edit[],
  note: string,
): Promise<Edit[]> {
  const { root } = documents;
  const batch = writeBatch(root.firestore);
  const written = edits.map(({ after, ...edit }) => {
    const { path, before } = edit;
    const at = path ? doc(root, path) : root;
    const kept = doc(collection(root, "changes"));
    const data = { ...after, change_id: kept.id };
    batch.set(at, edit.isPicture ? { ...data, bytes: Bytes.fromUint8Array(after["bytes"] as Uint8Array) } : data);
    const said = edit.isPicture ? inShort(after) : data;
    batch.set(kept, { path, before, after: said, by: uid, at: serverTimestamp(), note });
    return { ...edit, after: data, at };
  });
  try {
    await batch.commit();
  } catch (error) {
    for (const { at, before, isPicture } of written) {
      if (isPicture) continue;
      const now = (await getDoc(at)).data() ?? null;
      if (!isSame(now, before)) throw new ChangedMeanwhileError();
    }
    throw error;
  }
  return written.map(({ at: _, ...edit }) => edit);
}

/** A picture as its change tells it. */
export function inShort({ type, bytes }: Edit["after"]): { type: unknown; size: number } {
  return { type, size: (bytes as Uint8Array).length };
}

function isSame(one: DocumentData | null, other: Edit["before"]): boolean {
  return one?.["change_id"] === other?.["change_id"] && (one === null) === (other === null);
}
