/** What is coming, as the clinic's document tells it; where it cannot be read it is an error, and counts as none. */
import type { Timestamp } from "firebase/firestore";
import type { Coming } from "../coming/coming";
import { map, maybe, requireShape, text, texts } from "./shapes";

interface Telling {
  coming?: Readonly<Record<string, { rule: string; what: string[]; effective_at: Timestamp }>> | null;
}

export function comingOf(clinic: Telling): readonly Coming[] {
  requireShape(clinic, { coming: maybe(map) });
  const told = Object.values(clinic.coming ?? {});
  for (const each of told) requireShape(each, { rule: text, what: texts, effective_at: map });
  return told
    .map(({ rule, what, effective_at }) => ({ rule, what, at: effective_at.toMillis() }))
    .sort((one, other) => one.at - other.at);
}
