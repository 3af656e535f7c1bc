/** The English of acts that are not decided yet: those of the first screens are here, the sheets bring their own. */
import { actWords } from "./words";

interface Said {
  sending: string;
  unknown: string;
}

const first = {
  purchase: {
    sending: actWords.sending.purchase,
    unknown: "No answer yet, so it is not known whether this was credited. Ask again: it can be credited once only.",
  },
  undo: {
    sending: "Undoing…",
    unknown: "No answer yet, so it is not known whether this was undone. Ask again: it can be undone once only.",
  },
};

/** The acts of the sheets. */
export type SheetActName =
  | "redemption"
  | "refund"
  | "adjustment"
  | "reassignment"
  | "reissue"
  | "membership"
  | "treatment"
  | "cashOut"
  | "reversal"
  | "decision"
  | "closing"
  | "visit";

/** The name of an act that is told of while it is not decided. */
export type ActName = keyof typeof first | SheetActName;

const known: Partial<Record<ActName, Said>> = first;

/** Learns the words that come with the sheets. */
export function learnPending(more: Readonly<Record<SheetActName, Said>>): void {
  Object.assign(known, more);
}

/** The words of an act; those of undoing for one whose own did not come. */
export function pendingSaid(name: ActName): Said {
  return known[name] ?? first.undo;
}
