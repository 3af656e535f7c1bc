/** Values of rules in plain English: each kind of field has one way to be said, in sentences, differences and forms alike. */
import { daysBetween, formatDay } from "../../shared/points/dates";
import { formatMoney, formatMultiplier, formatPoints, type MoneyFormat } from "../../shared/points/money";
import { lists, tenderList } from "../../shared/points/tenders.en";
import type { Content } from "./rule";

/** The clinic's own way to say amounts, and the names of its tiers, by id. */
export interface Saying {
  format: MoneyFormat;
  tierNames: ReadonlyMap<string, string>;
}

/** The kind of a field, as people say it and type it. */
export type As =
  | "points"
  | "money"
  | "percent"
  | "days"
  | "hours"
  | "minutes"
  | "seconds"
  | "times"
  | "hour"
  | "life"
  | "measured"
  | "flag"
  | "choice"
  | "tenders"
  | "dates"
  | "reasons"
  | "lines"
  | "text"
  | "tier"
  | "multiplier"
  | "points-by-role"
  | "money-by-role"
  | "percent-by-tier"
  | "parts";

export const roleNames = { front_desk: "the front desk", manager: "managers", owner: "owners" } as const;
export const ROLES = Object.keys(roleNames) as (keyof typeof roleNames)[];

export const measureNames = {
  spend_minor: "own money paid",
  purchases: "purchases",
  points: "points earned",
  treatments: "treatments",
} as const;

export function many(count: number, one: string, more: string, { format }: Saying): string {
  return `${formatPoints(count, format.locale)} ${count === 1 ? one : more}`;
}

export const sayPoints = (points: number, saying: Saying): string => many(points, "point", "points", saying);

export const sayMoney = (minor: number, { format }: Saying): string => formatMoney(minor, format);

/** "10 %" of 1000 basis points, "2.5 %" of 250. */
export function sayPercent(basisPoints: number, { format }: Saying): string {
  return `${new Intl.NumberFormat(format.locale, { maximumFractionDigits: 2 }).format(basisPoints / 100)}\u00a0%`;
}

/** "1.5 times" of three halves, "1 time" of one. */
export function sayMultiplier(ratio: unknown, { format }: Saying): string {
  const { numerator, denominator } = ratio as { numerator: number; denominator: number };
  return `${formatMultiplier(`${numerator}/${denominator}`, format.locale)}×`;
}

/** "20:00" of 20, and "midnight" of 24. */
export function sayHour(hour: number): string {
  return hour === 24 || hour === 0 ? "midnight" : hour === 12 ? "noon" : `${hour % 12} ${hour < 12 ? "am" : "pm"}`;
}

/** "all", "half", "25 %". */
export function sayShare(basisPoints: number, saying: Saying): string {
  if (basisPoints === 10_000) return "all";
  return basisPoints === 5_000 ? "half" : sayPercent(basisPoints, saying);
}

export function sayTier(tierId: string, { tierNames }: Saying): string {
  return tierNames.get(tierId) ?? tierId;
}

/** "data entry" of `data-entry`. */
export const sayReason = (reason: string): string => reason.replaceAll("-", " ");

export const sayList = (words: readonly string[]): string => lists.and(words);

export function sayMeasured(count: number, measure: unknown, saying: Saying): string {
  switch (measure) {
    case "spend_minor":
      return sayMoney(count, saying);
    case "purchases":
      return many(count, "purchase", "purchases", saying);
    case "points":
      return sayPoints(count, saying);
    case "treatments":
      return many(count, "treatment", "treatments", saying);
    default:
      return formatPoints(count, saying.format.locale);
  }
}

/** Dates as they stand; a date that is not in the calendar is said as it is written. */
export function sayDates(dates: readonly string[], { format }: Saying): string {
  const said = dates.map((date) => {
    const isADate = Number.isFinite(daysBetween(date, date));
    return isADate ? formatDay(date, format.locale, false) : date;
  });
  return said.length ? sayList(said) : "none";
}

/** A field's value as words; `content` is what stands around it, which decides the unit of some. */
export function sayValue(
  { as, none, options }: { as: As; none?: string; options?: Readonly<Record<string, string>> },
  value: unknown,
  content: Content,
  saying: Saying,
): string {
  if (value === null || value === undefined) return none ?? "none";
  const number = Number(value);
  const words = Array.isArray(value) ? value.map(String) : [];
  switch (as) {
    case "points":
      return sayPoints(number, saying);
    case "money":
      return sayMoney(number, saying);
    case "percent":
      return sayPercent(number, saying);
    case "days":
      return many(number, "day", "days", saying);
    case "hours":
      return many(number, "hour", "hours", saying);
    case "minutes":
      return many(number, "minute", "minutes", saying);
    case "seconds":
      return many(number, "second", "seconds", saying);
    case "times":
      return formatPoints(number, saying.format.locale);
    case "hour":
      return sayHour(number);
    case "life":
      return content["life_unit"] === "days"
        ? many(number, "day", "days", saying)
        : many(number, "month", "months", saying);
    case "measured":
      return sayMeasured(number, content["measure"], saying);
    case "flag":
      return value === true ? "yes" : "no";
    case "choice":
      return options?.[String(value)] ?? String(value);
    case "tenders":
      return words.length ? tenderList(words) : "none";
    case "dates":
      return sayDates(words, saying);
    case "reasons":
      return words.length ? sayList(words.map(sayReason)) : "none";
    case "lines":
      return words.length ? words.map((line) => `“${line}”`).join(", ") : "none";
    case "tier":
      return sayTier(String(value), saying);
    case "multiplier":
      return sayMultiplier(value, saying);
    case "points-by-role":
    case "money-by-role":
    case "percent-by-tier":
    case "parts":
    case "text":
      return String(value);
  }
}
