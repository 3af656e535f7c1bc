/** The difference of two contents of a rule, in words: a line for every field that is not as it was. */
import type { Field } from "./field";
import { fieldsOf } from "./fields";
import { type Content, contentOf, type RuleName } from "./rule";
import { ROLES, roleNames, type Saying, sayTier, sayValue } from "./saying";

/** A line of a difference: what it is about, as it was and as it is; null where it was not there, or is no more. */
export interface Line {
  what: string;
  before: string | null;
  after: string | null;
  /** the field, for whoever shows the line beside it */
  field: string;
}

/** The lines of what changes from one content to another; of what is new in a clinic without the rule, each field's. */
export function differences(rule: RuleName, before: Content | null, after: Content, saying: Saying): Line[] {
  const full = contentOf(rule, after);
  return linesOf(fieldsOf(rule), before && contentOf(rule, before), full, saying);
}

/** True where two contents of a rule mean the same. */
export function isSame(rule: RuleName, one: Content, other: Content): boolean {
  return equal(contentOf(rule, one), contentOf(rule, other));
}

function linesOf(fields: readonly Field[], before: Content | null, after: Content, saying: Saying): Line[] {
  return fields.flatMap((field) => lineOf(field, before, after, saying));
}

function lineOf(field: Field, before: Content | null, after: Content, saying: Saying): Line[] {
  const [was, is] = [before?.[field.name], after[field.name]];
  if (before && equal(was, is)) return [];
  switch (field.as) {
    case "parts":
      return partLines(field, asParts(was), asParts(is), saying);
    case "points-by-role":
      return mapLines(field, "points", asNumbers(was), asNumbers(is), (role) => roleWord(role), saying);
    case "money-by-role":
      return mapLines(field, "money", asNumbers(was), asNumbers(is), (role) => roleWord(role), saying);
    case "percent-by-tier":
      return mapLines(field, "percent", asNumbers(was), asNumbers(is), (tier) => sayTier(tier, saying), saying);
    default: {
      const said = (value: unknown, content: Content): string => sayValue(field, value, content, saying);
      return [{ what: field.label, before: before && said(was, before), after: said(is, after), field: field.name }];
    }
  }
}

function mapLines(
  { name, label, none = "none" }: Field,
  as: "points" | "money" | "percent",
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
  word: (key: string) => string,
  saying: Saying,
): Line[] {
  const keys = [
    ...new Set([
      ...ROLES.filter((role) => role in after || role in before),
      ...Object.keys(before),
      ...Object.keys(after),
    ]),
  ];
  const said = (value: number | undefined): string =>
    value === undefined ? none : sayValue({ as }, value, {}, saying);
  return keys
    .filter((key) => before[key] !== after[key])
    .map((key) => ({
      what: `${label}: ${word(key)}`,
      before: said(before[key]),
      after: said(after[key]),
      field: `${name}.${key}`,
    }));
}

/** Tiers or plans, told apart by their ids: those that are new, those that are gone, what changed in the rest, the order. */
function partLines(field: Field, before: readonly Content[], after: readonly Content[], saying: Saying): Line[] {
  const part = field.part;
  if (!part) return [];
  const idOf = (each: Content): string => String(each[part.id]);
  const nameOf = (each: Content): string => String(each["name"]);
  const were = new Map(before.map((each) => [idOf(each), each]));
  const are = new Set(after.map(idOf));
  const lines = after.flatMap((each): Line[] => {
    const was = were.get(idOf(each));
    const at = (name: string): string => `${field.name}.${idOf(each)}.${name}`;
    if (!was) return [{ what: nameOf(each), before: null, after: newPart(part, each, saying), field: field.name }];
    return linesOf(part.fields, was, each, saying).map((line) => ({
      ...line,
      what: `${nameOf(was)}: ${lowered(line.what)}`,
      field: at(line.field),
    }));
  });
  const gone = before
    .filter((each) => !are.has(idOf(each)))
    .map((each) => ({ what: nameOf(each), before: `a ${part.one}`, after: null, field: field.name }));
  return [...lines, ...gone, ...orderLine(field, before, after, idOf, nameOf)];
}

function orderLine(
  { name, label }: Field,
  before: readonly Content[],
  after: readonly Content[],
  idOf: (each: Content) => string,
  nameOf: (each: Content) => string,
): Line[] {
  const stay = (some: readonly Content[], others: readonly Content[]): Content[] => {
    const ids = new Set(others.map(idOf));
    return some.filter((each) => ids.has(idOf(each)));
  };
  const [were, are] = [stay(before, after), stay(after, before)];
  if (equal(were.map(idOf), are.map(idOf))) return [];
  const said = (some: readonly Content[]): string => some.map(nameOf).join(", ");
  return [{ what: `${label}: the order`, before: said(were), after: said(are), field: name }];
}

function newPart(part: NonNullable<Field["part"]>, each: Content, saying: Saying): string {
  const said = part.fields
    .filter(({ name, as }) => name !== "name" && !(as === "lines" && asParts(each[name]).length === 0))
    .filter(({ as }) => as !== "measured" || each["measure"] !== null)
    .map((field) => `${lowered(field.label)} ${sayValue(field, each[field.name], each, saying)}`);
  return `new ${part.one}: ${said.join(", ")}`;
}

function roleWord(role: string): string {
  return roleNames[role as keyof typeof roleNames] ?? role;
}

function lowered(label: string): string {
  return label.slice(0, 1).toLowerCase() + label.slice(1);
}

function asParts(value: unknown): readonly Content[] {
  return Array.isArray(value) ? (value as Content[]) : [];
}

function asNumbers(value: unknown): Readonly<Record<string, number>> {
  return typeof value === "object" && value !== null ? (value as Record<string, number>) : {};
}

/** Equality of what documents hold: the order of a map's keys means nothing. */
export function equal(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [keys, others] = [Object.keys(one), Object.keys(other)];
  return (
    keys.length === others.length &&
    keys.every((key) => Object.hasOwn(other, key) && equal(one[key as never], other[key as never]))
  );
}
