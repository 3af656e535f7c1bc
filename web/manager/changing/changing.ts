/** Changes of the clinic's documents: each is kept with what was there before, and can be taken back. */
import type { ManagerDocuments } from "../firestore/documents";
import { commitKept } from "../firestore/kept-changes";
import { batchesOf, type Edit, undone } from "./edits";

/** What was changed, and how it is taken back. */
export interface Changed {
  undo: () => Promise<void>;
}

/**
 * Writes documents, each with its change in the same batch; several at once where there are many. Rejects where the
 * rules refuse, or with ChangedMeanwhileError where somebody else was quicker. Undo writes what was there before; what
 * was new is put away.
 */
export async function change(
  documents: ManagerDocuments,
  uid: string,
  edits: readonly Edit[],
  note = "",
): Promise<Changed> {
  const done: Edit[] = [];
  for (const batch of batchesOf(edits)) done.push(...(await commitKept(documents, uid, batch, note)));
  return {
    undo: async () => {
      // A picture stays: what shows it is put away.
      await change(documents, uid, done.filter(({ isPicture }) => !isPicture).map(undone));
    },
  };
}
