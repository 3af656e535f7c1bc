/** Dates as the clinic's calendar says them: which date it is there, how many days to another, and the words for it. */
import { timeWords } from "./time.en";

const SECOND = 1_000;
const DAY = 86_400_000;
/** Seconds; where clocks are set back it has 25 hours. */
const LONGEST_DAY = 26 * 3_600;

/** The calendar date (`YYYY-MM-DD`) that an instant has in a time zone. */
export function dateIn(timeZone: string, instant: Date): string {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(instant);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}

/** Whole days from one calendar date to another; a day is a day, whatever the clocks do. */
export function daysBetween(from: string, to: string): number {
  return Math.round((utc(to).getTime() - utc(from).getTime()) / DAY);
}

/** Whole calendar months from one date to another. */
function monthsBetween(from: string, to: string): number {
  const [a, b] = [utc(from), utc(to)];
  const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
  return b.getUTCDate() < a.getUTCDate() ? months - 1 : months;
}

/** "1 day", "6 days", "4 months": days while they can be counted, then months. */
export function timeBetween(from: string, to: string): string {
  const days = daysBetween(from, to);
  return days <= 60 ? timeWords.days(days) : timeWords.months(monthsBetween(from, to));
}

/** The first instant, to the second, from which on a time zone's date is another one than now. */
export function nextMidnight(timeZone: string, now: Date): Date {
  const today = dateIn(timeZone, now);
  let [before, after] = [Math.floor(now.getTime() / SECOND), Math.floor(now.getTime() / SECOND) + LONGEST_DAY];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dateIn(timeZone, new Date(middle * SECOND)) === today) before = middle;
    else after = middle;
  }
  return new Date(after * SECOND);
}

/** "Saturday, November 28" when it is near, "May 22, 2027" when it is not; the order is the locale's own. */
export function formatDay(date: string, locale: string, near: boolean): string {
  const style: Intl.DateTimeFormatOptions = near
    ? { weekday: "long", day: "numeric", month: "long" }
    : { day: "numeric", month: "long", year: "numeric" };
  const day = new Intl.DateTimeFormat(locale, { ...style, timeZone: "UTC" }).format(utc(date));
  return near ? timeWords.weekday(day) : day;
}

export function formatTime(instant: Date, locale: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", ...(timeZone && { timeZone }) }).format(
    instant,
  );
}

export function formatMoment(instant: Date, locale: string, timeZone?: string): string {
  const style: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", hour: "numeric", minute: "2-digit" };
  return new Intl.DateTimeFormat(locale, { ...style, ...(timeZone && { timeZone }) }).format(instant);
}

function utc(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}
