/** Amounts of money and points as people read and type them; inside they are whole minor units, never floats. */
import { CURRENCY_DIGITS, USUAL_DIGITS } from "./currencies.gen";

/** The marks that a locale writes between the digits of a currency's amounts. */
export interface MoneyFormat {
  currency: string;
  locale: string;
  /** digits after the decimal separator: 2 for USD, 0 for JPY, 3 for KWD */
  digits: number;
  decimal: string;
  group: string;
  /** how many digits the last group has, and those before it: 3 and 3, or 3 and 2 in India */
  groups: readonly [number, number];
  /** the locale's own digits, from 0 to 9 */
  numerals: readonly string[];
}

export type AmountProblem = "empty" | "not-an-amount" | "too-many-decimals" | "zero" | "too-large";
export type ParsedAmount = { minor: number } | { problem: AmountProblem };

/** The largest amount of one tender, in minor units. */
export const LARGEST_MINOR = 100_000_000;

/** Digits after the decimal separator, by ISO 4217 and not by what a browser shows: 2 for USD, 0 for JPY, 3 for KWD. */
export function digitsOf(currency: string): number {
  return CURRENCY_DIGITS[currency] ?? USUAL_DIGITS;
}

export function moneyFormat(currency: string, locale: string): MoneyFormat {
  // Some locales write money with other separators than plain numbers.
  const sample = amounts(currency, locale, 1).formatToParts(1234567.5);
  const part = (type: string, otherwise: string) => sample.find((each) => each.type === type)?.value ?? otherwise;
  const groups = sample.filter(({ type }) => type === "integer").map(({ value }) => [...value].length);
  const numerals = new Intl.NumberFormat(locale, { useGrouping: false, minimumIntegerDigits: 10 }).format(123456789);
  return {
    currency,
    locale,
    digits: digitsOf(currency),
    decimal: part("decimal", "."),
    group: part("group", ","),
    groups: [groups.at(-1) ?? 3, groups.at(-2) ?? 3],
    numerals: [...numerals],
  };
}

function amounts(currency: string, locale: string, digits: number): Intl.NumberFormat {
  const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(locale, { style: "currency", currency, ...fraction });
}

/** "$450.00" of 45000. */
export function formatMoney(minor: number, { currency, locale, digits }: MoneyFormat): string {
  return amounts(currency, locale, digits).format(decimalText(minor, digits));
}

/** "450.00" of 45000: an amount as it is typed, with the locale's separator and without sign, currency or groups. */
export function typedAmount(minor: number, { digits, decimal }: MoneyFormat): string {
  return decimalText(minor, digits).replace(".", decimal);
}

/** "12,480" of 12480. */
export function formatPoints(points: number | bigint, locale: string): string {
  return new Intl.NumberFormat(locale).format(points);
}

/** "10 %" of 1000 basis points, "2.5 %" of 250: spaced as the server's explanations are. */
export function formatRate(basisPoints: number, locale: string): string {
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(basisPoints / 100)}\u00a0%`;
}

/** "1.5" of the multiplier "3/2", and "4/3" of what has no short decimal. */
export function formatMultiplier(multiplier: string, locale: string): string {
  const [numerator, denominator = "1"] = multiplier.split("/");
  const value = Number(numerator) / Number(denominator);
  return Number.isInteger(value * 100) ? new Intl.NumberFormat(locale).format(value) : multiplier;
}

/**
 * Reads "450", "450.00" or "1,450.00" in the locale's own way. The numeric keypad's point is a decimal separator too,
 * wherever the locale does not group with it. Anything that could be read two ways is refused.
 */
export function parseAmount(text: string, format: MoneyFormat): ParsedAmount {
  const typed = plainly(text, format);
  if (typed === "") return { problem: "empty" };
  const [whole = "", fraction = "", ...more] = typed.split(decimalIn(typed, format));
  const digits = ungrouped(whole, format);
  if (digits === null || more.length > 0 || !/^\d*$/.test(fraction)) return { problem: "not-an-amount" };
  if (digits === "" && fraction === "") return { problem: "not-an-amount" };
  if (fraction.length > format.digits) return { problem: "too-many-decimals" };
  return bounded(Number(digits + fraction.padEnd(format.digits, "0")));
}

function bounded(minor: number): ParsedAmount {
  if (minor === 0) return { problem: "zero" };
  return minor > LARGEST_MINOR ? { problem: "too-large" } : { minor };
}

function decimalIn(typed: string, { decimal, group }: MoneyFormat): string {
  return group !== "." && !typed.includes(decimal) ? "." : decimal;
}

/** The text without spaces and marks of direction, in the digits of every keyboard. */
function plainly(text: string, { numerals, group }: MoneyFormat): string {
  const typed = text.replace(/[\s\u200e\u200f\u061c]/gu, "");
  const own = [...typed].map((each) => (numerals.includes(each) ? String(numerals.indexOf(each)) : each)).join("");
  return group === "\u2019" ? own.replaceAll("'", group) : own;
}

/** The digits without their group separators, or null when the groups are not the locale's. */
function ungrouped(whole: string, { group, groups: [last, others] }: MoneyFormat): string | null {
  if (/^\d*$/.test(whole)) return whole;
  const [first = "", ...rest] = whole.split(group);
  const sizes = rest.map((_, index) => (index === rest.length - 1 ? last : others));
  const grouped = rest.length > 0 && first.length > 0 && first.length <= others;
  const sized = rest.every((digits, index) => digits.length === sizes[index]);
  return grouped && sized && /^\d+$/.test(first + rest.join("")) ? first + rest.join("") : null;
}

/** The amount as decimal text, which Intl formats exactly. */
function decimalText(minor: number, digits: number): Intl.StringNumericLiteral {
  const sign = minor < 0 ? "-" : "";
  const text = String(Math.abs(minor)).padStart(digits + 1, "0");
  const point = text.length - digits;
  return `${sign}${text.slice(0, point)}${digits ? `.${text.slice(point)}` : ""}` as Intl.StringNumericLiteral;
}
