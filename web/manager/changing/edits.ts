/** Edits in batches as large as the rules look through, and turned back. */
import type { DocumentData } from "firebase/firestore";

/** A document by its path within the clinic ("rewards/facial"; "" is the clinic's own), and as it shall be. */
export interface Edit {
  path: string;
  /** as it was when it was read; null makes a new one */
  before: DocumentData | null;
  after: DocumentData;
}

/** The rules look up each document's change and each change's document: twenty of them for a commit. */
export const MOST_AT_ONCE = 8;

export function batchesOf(edits: readonly Edit[]): Edit[][] {
  const count = Math.ceil(edits.length / MOST_AT_ONCE);
  return Array.from({ length: count }, (_, turn) => edits.slice(turn * MOST_AT_ONCE, (turn + 1) * MOST_AT_ONCE));
}

/** The edit that takes an edit back. Nothing is removed: what was new is put away. */
export function undone({ path, before, after }: Edit): Edit {
  return { path, before: after, after: before ?? { ...after, active: false } };
}
