/** Drafts of rows: the fields that somebody has typed and not saved, laid over what is stored. */

import type { MoneyFormat } from "../../shared/points/money";
import type { Edit, Fields } from "../changing/edits";
import type { CollectionName } from "../firestore/catalogue-documents";
import { type CatalogueField, read, type Typed, typedOf } from "./field";

export type Stored = Fields;

/** A row of the catalogue: its document, and the one beside it that managers alone read. */
export interface Row {
  readonly id: string;
  /** its fields beside each other; null: it is new */
  readonly stored: Stored | null;
  /** the document, where it has its fields in another way */
  readonly raw?: Stored;
  readonly beside: Stored | null;
}

/** The fields that were typed, by their names. */
export type Draft = Readonly<Record<string, Typed>>;
export type Drafts = ReadonlyMap<string, Draft>;

/** The documents of a kind: where they are, their fields, and a new one. */
export interface Shape {
  /** the collection, and that of the documents beside */
  readonly path: CollectionName;
  readonly besidePath?: CollectionName;
  readonly fields: readonly CatalogueField[];
  /** a new one, before anything is typed; and what is given of it as if it were typed */
  readonly fresh: Stored;
  readonly given?: Draft;
  /** the fields of a document beside each other, and the document of such fields */
  readonly flat?: (document: Stored) => Stored;
  readonly whole?: (fields: Stored) => Stored;
  /** a new document beside, and one whose row is put away; without it that one stays as it is */
  readonly freshBeside?: Stored;
  readonly besideAway?: Stored;
  /** what no field alone can say is wrong, by the field where it is told */
  readonly check?: (document: Stored) => readonly [field: string, problem: string] | null;
}

/** A row as it would be. Fields that cannot be read are as they were. */
export interface Drafted {
  readonly row: Row;
  readonly document: Stored;
  readonly beside: Stored | null;
  readonly problems: ReadonlyMap<string, string>;
  readonly isChanged: boolean;
}

export function typedIn(row: Row, field: CatalogueField, draft: Draft | undefined, format: MoneyFormat): Typed {
  return draft?.[field.name] ?? typedOf(field, (field.isBeside ? row.beside : row.stored)?.[field.name], format);
}

/** The row with its draft laid over it. A new one needs all that it cannot be without. */
export function drafted(
  shape: Pick<Shape, "fields" | "fresh" | "freshBeside" | "check">,
  row: Row,
  draft: Draft = {},
  format: MoneyFormat,
): Drafted {
  const document: Record<string, unknown> = { ...(row.stored ?? shape.fresh) };
  const isBesideTyped = shape.fields.some(({ name, isBeside }) => isBeside && (draft[name] ?? "") !== "");
  const beside: Record<string, unknown> = { ...(row.beside ?? (isBesideTyped ? shape.freshBeside : {})) };
  const problems = new Map<string, string>();
  for (const field of shape.fields) {
    const isThere = field.isBeside ? row.beside || (row.stored && !isBesideTyped) : row.stored;
    const typed = draft[field.name] ?? (isThere || field.kind === "tiers" ? undefined : "");
    if (typed === undefined) continue;
    const found = read(field, typed, format);
    if ("problem" in found) problems.set(field.name, found.problem);
    else if (isThere || typed !== "") (field.isBeside ? beside : document)[field.name] = found.value;
  }
  const wrong = problems.size === 0 ? shape.check?.(document) : null;
  if (wrong) problems.set(...wrong);
  const isChanged = !row.stored || !isSame(document, row.stored) || !isSame(beside, row.beside ?? {});
  return { row, document, beside: Object.keys(beside).length > 0 ? beside : null, problems, isChanged };
}

/** The edits that make a drafted row so: of its document, and of the one beside it, where they differ. */
export function editsOf(shape: Shape, { row, document, beside }: Drafted): Edit[] {
  const edits: Edit[] = [];
  if (!row.stored || !isSame(document, row.stored))
    edits.push({
      path: `${shape.path}/${row.id}`,
      before: row.raw ?? row.stored,
      after: shape.whole ? shape.whole(document) : document,
    });
  if (shape.besidePath && beside && !isSame(beside, row.beside ?? {})) {
    const away = shape.besideAway ?? beside;
    edits.push({ path: `${shape.besidePath}/${row.id}`, before: row.beside, after: beside, away });
  }
  return edits;
}

function isSame(one: Stored, other: Stored): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => JSON.stringify(one[name] ?? null) === JSON.stringify(other[name] ?? null));
}
