/** Fields as they are typed: the text of a value, the value of a text, and the bound that a value keeps, in words. */
import type { MoneyFormat } from "../../shared/points/money";
import type { Field } from "./field";
import type { Content } from "./rule";
import { type As, type Saying, sayMoney, sayPercent } from "./saying";
import { longestLife, type Shape } from "./shapes.gen";

/** The value of a text, or what is wrong with it. */
export type Typed = { value: unknown } | { problem: string };

const typedWords = {
  number: (bound: string) => `Type a whole number ${bound}.`,
  amount: (bound: string) => `Type an amount ${bound}.`,
  percent: (bound: string) => `Type a percentage ${bound}.`,
  ratio: "Type a number from 0.1 to 100, such as 1.5 or 3/2.",
  text: (bound: string) => `Type ${bound}.`,
  lines: (bound: string) => `Type ${bound}.`,
  line: (line: string) => `“${line}” cannot be read.`,
  twice: (line: string) => `“${line}” is there twice.`,
} as const;

/** The text of a value in its input. */
export function textOf(field: Field, value: unknown, content: Content, { format }: Saying): string {
  if (value === null || value === undefined) return "";
  switch (kindOf(field, content)) {
    case "percent":
      return String(Number(value) / 100);
    case "money":
      return decimal(Number(value), format.digits);
    case "multiplier":
      return ratioText(value);
    case "reasons":
      return strings(value)
        .map((reason) => reason.replaceAll("-", " "))
        .join("\n");
    case "dates":
    case "lines":
      return strings(value).join("\n");
    default:
      return String(value);
  }
}

/** Reads a text as its field means it; `shape` has the bounds that the functions check. */
export function typed(field: Field, shape: Shape, text: string, content: Content, saying: Saying): Typed {
  const plain = text.trim();
  if (plain === "" && shape.nullable) return { value: null };
  const bound = boundOf(field, shape, content, saying);
  switch (kindOf(field, content)) {
    case "percent":
      return bounded(parsed(plain, 2), shape, content, typedWords.percent(bound));
    case "money":
      return bounded(parsed(plain, saying.format.digits, saying.format), shape, content, typedWords.amount(bound));
    case "multiplier":
      return ratioOf(plain);
    case "lines":
    case "dates":
    case "reasons":
      return linesOf(field, shape, text, bound);
    case "text":
    case "tier":
    case "choice":
      return isWithin(plain.length, shape) ? { value: plain } : { problem: typedWords.text(bound) };
    default:
      return bounded(parsed(plain, 0, saying.format), shape, content, typedWords.number(bound));
  }
}

/** The bound of a field in words: "between 0 and 100 %". A choice of few shows its bound by itself. */
export function boundOf(field: Field, shape: Shape, content: Content, saying: Saying): string {
  const [least, most] = [shape.least ?? null, mostOf(shape, content)];
  const number = (value: number): string => numberWords(kindOf(field, content), value, saying);
  switch (shape.kind) {
    case "integer":
    case "map":
      if (least === null) return most === null ? "of any size" : `of at most ${number(most)}`;
      return most === null ? `of at least ${number(least)}` : `between ${number(least)} and ${number(most)}`;
    case "text":
      return `${least ?? 0} to ${most ?? "any number of"} characters`;
    case "list":
      return most === null ? "any of them" : `${least ?? 0} to ${most} lines`;
    case "parts":
      return `${least ?? 0} to ${most ?? "any number"} of them`;
    case "ratio":
      return "between 0.1 and 100";
    case "flag":
    case "choice":
      return "";
  }
}

/** The kind that a field has here: what reaches a tier is money where money is counted. */
function kindOf({ as }: Field, content: Content): As {
  return as === "measured" && content["measure"] === "spend_minor" ? "money" : as;
}

/** The most that a number may be; the life of points is bounded by its unit. */
export function mostOf(shape: Shape, content: Content): number | null {
  if (shape.most !== null || shape.kind !== "integer") return shape.most ?? null;
  return longestLife[content["life_unit"] === "days" ? "days" : "months"];
}

function numberWords(as: As, value: number, saying: Saying): string {
  if (as === "money" || as === "money-by-role") return sayMoney(value, saying);
  if (as === "percent" || as === "percent-by-tier") return sayPercent(value, saying);
  return new Intl.NumberFormat(saying.format.locale).format(value);
}

function bounded(value: number | null, shape: Shape, content: Content, problem: string): Typed {
  if (value === null) return { problem };
  const most = mostOf(shape, content);
  const isIn = value >= (shape.least ?? Number.MIN_SAFE_INTEGER) && value <= (most ?? Number.MAX_SAFE_INTEGER);
  return isIn ? { value } : { problem };
}

function isWithin(count: number, { least, most }: Shape): boolean {
  return count >= (least ?? 0) && count <= (most ?? Number.MAX_SAFE_INTEGER);
}

/** A decimal of at most so many digits, as that many times ten of it; null for anything else. */
function parsed(text: string, digits: number, { decimal, group }: Partial<MoneyFormat> = {}): number | null {
  const plain = text.replace(/[\s$€£%]/g, "");
  const ungrouped = group && group !== decimal ? plain.replaceAll(group, "") : plain;
  const found = /^(\d{1,13})(?:[.,](\d*))?$/.exec(ungrouped);
  if (!found) return null;
  const [, whole = "", fraction = ""] = found;
  if (fraction.length > digits) return null;
  return Number(`${whole}${fraction.padEnd(digits, "0")}`);
}

function decimal(minor: number, digits: number): string {
  const text = String(Math.abs(minor)).padStart(digits + 1, "0");
  const point = text.length - digits;
  return digits ? `${text.slice(0, point)}.${text.slice(point)}` : text;
}

/** "1.5" of three halves, "4/3" of what has no short decimal. */
function ratioText(value: unknown): string {
  const { numerator, denominator } = value as { numerator: number; denominator: number };
  const thousand = (numerator * 1_000) / denominator;
  return Number.isInteger(thousand) ? String(numerator / denominator) : `${numerator}/${denominator}`;
}

function ratioOf(text: string): Typed {
  const [, over, under] = /^(\d{1,4})\s*\/\s*(\d{1,4})$/.exec(text) ?? [];
  const thousand = over === undefined ? parsed(text, 3) : null;
  const [numerator, denominator] = over === undefined ? [thousand ?? 0, 1_000] : [Number(over), Number(under)];
  const by = divisor(numerator, denominator);
  const value = { numerator: numerator / by, denominator: denominator / by };
  const isIn = value.numerator >= 1 && value.denominator >= 1 && value.numerator <= 1_000 && value.denominator <= 1_000;
  const times = value.numerator / value.denominator;
  return isIn && times >= 0.1 && times <= 100 ? { value } : { problem: typedWords.ratio };
}

function divisor(one: number, other: number): number {
  return other === 0 ? one || 1 : divisor(other, one % other);
}

function linesOf({ as }: Field, shape: Shape, text: string, bound: string): Typed {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => (as === "reasons" ? line.toLowerCase().replace(/\s+/g, "-") : line));
  const pattern = typeof shape.of === "object" && shape.of.pattern ? new RegExp(shape.of.pattern) : null;
  const wrong = pattern && lines.find((line) => !pattern.test(line));
  if (wrong) return { problem: typedWords.line(wrong) };
  const twice = as === "lines" ? undefined : lines.find((line, index) => lines.indexOf(line) !== index);
  if (twice) return { problem: typedWords.twice(twice) };
  return isWithin(lines.length, shape) ? { value: lines } : { problem: typedWords.lines(bound) };
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
