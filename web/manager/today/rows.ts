/** Rows of what waits: each says what it is about, and has the decisions that can be made of it in its place. */

/** A decision that is made by a second press of its button, which then says what follows. */
export interface Decision {
  isYes: boolean;
  word: string;
  /** the word of the button once it was pressed */
  sure: string;
  /** what is said when it is done */
  done: string;
  /** the same request, however often it is asked */
  ask: (requestId: string) => Promise<unknown>;
}

export interface Row {
  id: string;
  title: string;
  facts: readonly string[];
  decisions: readonly Decision[];
  /** why there is nothing to decide for this person, or "" */
  note: string;
  way: { address: string; word: string } | null;
}

/**
 * The rows to show: those from before stay where they are, so that none moves under a finger. What is decided on here, or
 * was, stays until the place is left; what was settled elsewhere goes; what is new comes last.
 */
export function keptInPlace(before: readonly Row[], now: readonly Row[], here: ReadonlySet<string>): Row[] {
  const fresh = new Map(now.map((row) => [row.id, row]));
  const kept = before.flatMap((row) => {
    const found = here.has(row.id) ? row : fresh.get(row.id);
    fresh.delete(row.id);
    return found ? [found] : [];
  });
  return [...kept, ...fresh.values()];
}
