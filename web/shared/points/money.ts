/** Amounts of money and points as people read and type them; inside they are whole minor units, never floats. */

/** The marks that a locale writes between the digits of a currency's amounts. */
export interface MoneyFormat {
  currency: string;
  locale: string;
  /** digits after the decimal separator: 2 for USD, 0 for JPY, 3 for KWD */
  digits: number;
  decimal: string;
  group: string;
}

export type AmountProblem = "empty" | "not-an-amount" | "too-many-decimals" | "zero" | "too-large";
export type ParsedAmount = { minor: number } | { problem: AmountProblem };

/** The largest amount of one tender, in minor units. */
export const LARGEST_MINOR = 100_000_000;

export function moneyFormat(currency: string, locale: string): MoneyFormat {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  const sample = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, useGrouping: true }).formatToParts(
    1234567.5,
  );
  const part = (type: string, otherwise: string) => sample.find((each) => each.type === type)?.value ?? otherwise;
  return {
    currency,
    locale,
    digits: format.resolvedOptions().maximumFractionDigits ?? 2,
    decimal: part("decimal", "."),
    group: part("group", ","),
  };
}

/** "$450.00" of 45000. */
export function formatMoney(minor: number, { currency, locale, digits }: MoneyFormat): string {
  return new Intl.NumberFormat(locale, { style: "currency", currency }).format(decimalText(minor, digits));
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
  const typed = text.replace(/[\s\u00a0\u202f]/gu, "");
  if (typed === "") return { problem: "empty" };
  const [whole = "", fraction = "", ...more] = typed.split(decimalIn(typed, format));
  const digits = ungrouped(whole, format.group);
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

/** The digits without their group separators, or null when the groups are not of three. */
function ungrouped(whole: string, group: string): string | null {
  if (/^\d*$/.test(whole)) return whole;
  const [first = "", ...rest] = whole.split(group);
  const grouped = /^\d{1,3}$/.test(first) && rest.length > 0 && rest.every((three) => /^\d{3}$/.test(three));
  return grouped ? first + rest.join("") : null;
}

/** The amount as decimal text, which Intl formats exactly. */
function decimalText(minor: number, digits: number): Intl.StringNumericLiteral {
  const sign = minor < 0 ? "-" : "";
  const text = String(Math.abs(minor)).padStart(digits + 1, "0");
  const point = text.length - digits;
  return `${sign}${text.slice(0, point)}${digits ? `.${text.slice(point)}` : ""}` as Intl.StringNumericLiteral;
}
