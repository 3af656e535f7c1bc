/** The ledger as a patient reads it: entries of one act together, acts of one day together, newest first. */
import type { Entry } from "./entry";

/** Everything one act wrote. */
export interface Act {
  /** the entry that the act is named after: its newest */
  head: Entry;
  /** all its entries in the order they were written, the head last */
  lines: Entry[];
  points: number;
  walletMinor: number;
}

export interface Day {
  businessDate: string;
  acts: Act[];
}

/** A purchase or a refund writes at most this many entries besides its own. */
export const MOST_PARTS = 2;

/** Entries, newest first, as the acts that wrote them, newest first. */
export function actsOf(entries: readonly Entry[]): Act[] {
  const acts: Entry[][] = [];
  for (const entry of entries) {
    const act = acts.at(-1);
    if (act?.[0] && isPartOf(entry, act[0])) act.push(entry);
    else acts.push([entry]);
  }
  return acts.map(act);
}

/** Acts, newest first, by the clinic's calendar date. */
export function daysOf(acts: readonly Act[]): Day[] {
  const days: Day[] = [];
  for (const act of acts) {
    const { businessDate } = act.head;
    const day = days.at(-1);
    if (day?.businessDate === businessDate) day.acts.push(act);
    else days.push({ businessDate, acts: [act] });
  }
  return days;
}

/**
 * The first `size` of the entries, and what else belongs to the last act among them: so no act is shown in half. Of
 * `size + MOST_PARTS + 1` entries asked for, what is left over says that there are older ones.
 */
export function wholeActs(entries: readonly Entry[], size: number): { shown: Entry[]; older: boolean } {
  let count = Math.min(size, entries.length);
  const head = actsOf(entries.slice(0, count)).at(-1)?.head;
  for (let next = entries[count]; next && head && isPartOf(next, head); next = entries[count]) count += 1;
  return { shown: entries.slice(0, count), older: entries.length > count };
}

/** The ids of entries that were undone: what undoes an entry is newer than it, so it is listed before it. */
export function undoneIn(entries: readonly Entry[]): Set<string> {
  return new Set(entries.flatMap(({ reverses }) => reverses ?? []));
}

/** Parts are named after the act's entry; other links (a new life of what expired) lead to another act. */
function isPartOf(entry: Entry, head: Entry): boolean {
  return entry.linkedEntryId === head.entryId && entry.entryId.startsWith(`${head.entryId}.`);
}

function act([head, ...parts]: Entry[]): Act {
  const lines = [...parts.reverse(), head as Entry];
  return {
    head: head as Entry,
    lines,
    points: lines.reduce((sum, { explained }) => sum + explained.points, 0),
    walletMinor: lines.reduce((sum, { explained }) => sum + explained.wallet_minor, 0),
  };
}
