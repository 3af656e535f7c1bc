/** Kinds of things that patients see: their documents, their words, and the screen of the phone that shows them. */
import type { Side } from "../../patient/gallery/gallery";
import type { ManagerContext } from "../manager-context";
import type { Shape, Stored } from "./drafts";
import { fieldWords } from "./words";

/** The screens of the phone that show a kind. */
export type PhoneScreen = "rewards" | "appointments" | "offers" | "gallery" | "home";

export interface Kind extends Shape {
  readonly title: string;
  /** one of them, in a sentence */
  readonly one: string;
  /** the field that names a row */
  readonly named: string;
  readonly screen: PhoneScreen;
  /** what patients see where there is none */
  readonly empty: string;
  /** the pictures that a row cannot be without, by their names below its document */
  readonly sides?: readonly Side[];
  /** the document that the phone shows, where not every patient sees it */
  readonly shownAs?: (document: Stored) => Stored;
  /** what follows a save; it may fail */
  readonly settle?: (manager: ManagerContext, ids: readonly string[]) => Promise<void>;
  /** rows are counted as they are taken */
  readonly isCounted?: boolean;
  /** the order of rows that nobody sorted */
  readonly inOrder: (one: Stored, other: Stored) => number;
}

export const TIERS = {
  name: "tier_ids",
  label: "For",
  kind: "tiers",
} as const;

export const STARTS = {
  name: "starts_on",
  label: "From",
  kind: "date",
  none: "from now on",
} as const;

export const ENDS = {
  name: "ends_on",
  label: "Until",
  kind: "date",
  none: "without an end",
  isInTable: true,
} as const;

/** Nobody sees it: it is put away, or its consent was withdrawn. */
export function isAway({ active, withdrawn_at: withdrawn }: Stored): boolean {
  return active !== true || (withdrawn ?? null) !== null;
}

/** Dates of a window that cannot be. */
export function checkWindow({ starts_on: starts, ends_on: ends }: Stored): readonly [string, string] | null {
  const isBackwards = typeof starts === "string" && typeof ends === "string" && ends < starts;
  return isBackwards ? ["ends_on", fieldWords.notBefore] : null;
}
