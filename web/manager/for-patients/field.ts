/** Fields of what patients see: how each is typed, what a text of it means, and its bound in words. */
import { formatPoints, LARGEST_MINOR, type MoneyFormat, parseAmount, typedAmount } from "../../shared/points/money";
import { fieldWords } from "./words";

type FieldKind = "text" | "long" | "number" | "money" | "date" | "tiers" | "choice" | "color";

export interface CatalogueField {
  /** its name in the document */
  readonly name: string;
  readonly label: string;
  readonly kind: FieldKind;
  /** of a number, or of the characters of a text */
  readonly least?: number;
  readonly most?: number;
  /** the meaning of an empty one; without it there has to be one */
  readonly none?: string;
  readonly unit?: string;
  readonly example?: string;
  /** it is in a document beside, which managers alone read */
  readonly isBeside?: boolean;
  /** it is edited in the table too */
  readonly isInTable?: boolean;
  /** the choices, by their ids */
  readonly options?: ReadonlyMap<string, string>;
}

/** A field as it is typed: a text, or the ids that are checked. */
export type Typed = string | readonly string[];
/** The value of a text, or what is wrong with it. */
export type Read = { readonly value: unknown } | { readonly problem: string };

/** The least and the most of a field, where its kind has the same for all. */
const LONGEST = 80;

export function typedOf({ kind }: CatalogueField, value: unknown, format: MoneyFormat): Typed {
  if (kind === "tiers") return Array.isArray(value) ? value.map(String) : [];
  if (value === null || value === undefined) return "";
  return kind === "money" ? typedAmount(Number(value), format) : String(value);
}

export function read(field: CatalogueField, typed: Typed, format: MoneyFormat): Read {
  if (typeof typed !== "string") return { value: [...typed] };
  const text = typed.trim();
  if (text === "" && field.none !== undefined)
    return { value: field.kind === "text" || field.kind === "long" ? "" : null };
  const value = meaningOf(field, text, format);
  return value === null ? { problem: fieldWords.type(boundOf(field, format)) } : { value };
}

/** null: it cannot be */
function meaningOf(field: CatalogueField, text: string, format: MoneyFormat): unknown {
  const { kind, least = 0, most = kind === "money" ? LARGEST_MINOR : LONGEST, options } = field;
  const isIn = (size: number): boolean => size >= least && size <= most;
  switch (kind) {
    case "number": {
      const digits = text.replace(/[\s,.\u202f]/g, "");
      return /^\d{1,9}$/.test(digits) && isIn(Number(digits)) ? Number(digits) : null;
    }
    case "money": {
      const parsed = parseAmount(text, format);
      const minor = "minor" in parsed ? parsed.minor : parsed.problem === "zero" ? 0 : -1;
      return isIn(minor) ? minor : null;
    }
    case "date":
      return /^20\d\d-\d\d-\d\d$/.test(text) ? text : null;
    case "color":
      return /^#[0-9a-f]{6}$/i.test(text) ? text : null;
    case "choice":
      return text !== "" && (options?.has(text) ?? true) ? text : null;
    default:
      return isIn(text.length) && text.length > 0 ? text : null;
  }
}

/** The bound of a field in words: "1 to 80 characters". */
export function boundOf({ kind, least = 0, most = LONGEST, none }: CatalogueField, format: MoneyFormat): string {
  const number = (value: number): string => formatPoints(value, format.locale);
  switch (kind) {
    case "number":
      return fieldWords.number(number(least), number(most));
    case "money":
      return fieldWords.amount(format.currency);
    case "date":
      return fieldWords.date;
    case "choice":
      return fieldWords.choice;
    case "color":
      return fieldWords.color;
    case "tiers":
      return "";
    default:
      return fieldWords.characters(number(none === undefined ? Math.max(1, least) : 0), number(most));
  }
}

/** The line below a field: its bound, the meaning of an empty one, and an example. */
export function hintOf(field: CatalogueField, format: MoneyFormat): string {
  const { none, example } = field;
  const empty = none ? fieldWords.empty(none) : "";
  return [boundOf(field, format), empty, example && fieldWords.example(example)].filter(Boolean).join(" · ");
}
