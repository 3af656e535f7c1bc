/** A field of a rule as people meet it: its label, unit, example and words. */
import type { Content } from "./rule";
import type { As, Saying } from "./saying";

/** A field of a rule, or of a part of one. Its bounds are the functions' own, in `shapes.gen.ts`. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly as: As;
  /** the unit beside what is typed, where the kind does not say it */
  readonly unit?: string;
  /** the words of an empty field, where it may be empty */
  readonly none?: string;
  /** the words of a choice's values */
  readonly options?: Readonly<Record<string, string>>;
  /** of parts: one of them, in words, and its fields; `id` is the field that tells them apart */
  readonly part?: { readonly one: string; readonly id: string; readonly fields: readonly Field[] };
  readonly example: string | ((content: Content, saying: Saying) => string);
}
