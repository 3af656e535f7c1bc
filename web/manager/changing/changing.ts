/** Changes of the clinic's documents: each is kept with what was there before, and can be taken back. */
import { collection, type DocumentData, doc, getDoc, serverTimestamp, writeBatch } from "firebase/firestore";
import type { ManagerDocuments } from "../firestore/documents";
import { batchesOf, type Edit, undone } from "./edits";

/** What was changed, and how it is taken back. */
export interface Changed {
  undo: () => Promise<void>;
}

/** Somebody else has written the document since it was read: nothing of this batch is written. */
export class ChangedMeanwhileError extends Error {}

/**
 * Writes documents, each with its change in the same batch; several at once where there are many. Rejects where the
 * rules refuse, or where somebody else was quicker. Undo writes what was there before; what was new is put away.
 */
export async function change(
  documents: ManagerDocuments,
  uid: string,
  edits: readonly Edit[],
  note = "",
): Promise<Changed> {
  const done: Edit[] = [];
  for (const batch of batchesOf(edits)) done.push(...(await commit(documents, uid, batch, note)));
  return {
    undo: async () => {
      await change(documents, uid, done.map(undone));
    },
  };
}

async function commit(documents: ManagerDocuments, uid: string, edits: readonly Edit[], note: string): Promise<Edit[]> {
  const { root } = documents;
  const batch = writeBatch(root.firestore);
  const written = edits.map(({ path, before, after }) => {
    const at = path ? doc(root, path) : root;
    const kept = doc(collection(root, "changes"));
    const data = { ...after, change_id: kept.id };
    batch.set(at, data);
    batch.set(kept, { path, before, after: data, by: uid, at: serverTimestamp(), note });
    return { path, before, after: data, at };
  });
  try {
    await batch.commit();
  } catch (error) {
    for (const { at, before } of written) {
      const now = (await getDoc(at)).data() ?? null;
      if (!isSame(now, before)) throw new ChangedMeanwhileError();
    }
    throw error;
  }
  return written.map(({ path, before, after }) => ({ path, before, after }));
}

function isSame(one: DocumentData | null, other: DocumentData | null): boolean {
  return one?.["change_id"] === other?.["change_id"] && (one === null) === (other === null);
}
