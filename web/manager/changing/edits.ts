/** Edits in batches as large as the rules look through, and turned back. */

/** A document's fields. */
export type Fields = Readonly<Record<string, unknown>>;

/** A document by its path within the clinic ("rewards/facial"; "" is the clinic's own), and as it shall be. */
export interface Edit {
  path: string;
  /** as it was when it was read; null makes a new one */
  before: Fields | null;
  after: Fields;
  /** it is a picture: `after` is its type and bytes, and its change says how large it is, not how it looks */
  isPicture?: boolean;
  /** a new one as it is put away, where it cannot say `active` */
  away?: Fields;
}

/** Somebody else has written the document since it was read: nothing of this batch is written. */
export class ChangedMeanwhileError extends Error {}

/** The rules look up each document's change and each change's document: twenty of them for a commit. */
export const MOST_AT_ONCE = 8;

export function batchesOf(edits: readonly Edit[]): Edit[][] {
  const count = Math.ceil(edits.length / MOST_AT_ONCE);
  return Array.from({ length: count }, (_, turn) => edits.slice(turn * MOST_AT_ONCE, (turn + 1) * MOST_AT_ONCE));
}

/** The edit that takes an edit back. Nothing is removed: what was new is put away. */
export function undone({ path, before, after, away }: Edit): Edit {
  return { path, before: after, after: before ?? away ?? { ...after, active: false } };
}
