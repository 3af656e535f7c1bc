/** The state of a draft in words: whether it is kept, and who else writes it. */
import { formatTime } from "../../shared/points/dates";
import type { Draft } from "../firestore/draft-documents";
import type { ManagerContext } from "../manager-context";
import { programWords } from "../program/words";
import type { DraftKeeper } from "./draft-keeper";
import { sheetWords } from "./words";

/** Milliseconds after which somebody who wrote a draft is not at it any more. */
const LATELY = 120_000;

export function draftState({ state, keptAt }: DraftKeeper, draft: Draft | null, isOnline: boolean): string {
  if (state !== "kept")
    return isOnline ? (state === "saving" ? sheetWords.saving : sheetWords.unsaved) : sheetWords.offlineDraft;
  return draft || keptAt ? sheetWords.saved : sheetWords.none;
}

/** "" where nobody else wrote it within two minutes. */
export function othersLine(draft: Draft | null, { uid, names, clinic }: ManagerContext): string {
  if (!draft || draft.by === uid || Date.now() - draft.at.getTime() > LATELY) return "";
  const who = names.get(draft.by) ?? programWords.somebody;
  return sheetWords.others(who, formatTime(draft.at, clinic.locale, clinic.timeZone));
}
