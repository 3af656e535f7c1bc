/** A change of an accepted visit: the time it moves to, and what becomes of the last day of points. */
import type { Answered } from "../../shared/api/contracts.gen";
import { dateIn, formatDay } from "../../shared/points/dates";
import { formatPoints } from "../../shared/points/money";
import { instantOf } from "../sheets/zoned";
import { visitsWords } from "./words";

/** A date and a time as they are typed. */
export interface Typed {
  date: string;
  time: string;
}

/** The instant that a visit moves to, or why there is none. */
export function movedTo(typed: Typed, visitAt: string, timeZone: string): { at: Date } | { problem: string } {
  const at = instantOf(typed.date, typed.time, timeZone);
  if (!at) return { problem: visitsWords.noTime };
  const minute = (instant: Date): number => Math.floor(instant.getTime() / 60_000);
  return minute(at) === minute(new Date(visitAt)) ? { problem: visitsWords.sameTime } : { at };
}

/** "Tue, Dec 1, 10:00 AM" by the clinic's clock, with the year where that is another. */
export function momentSaid(instant: Date, locale: string, timeZone: string, now = new Date()): string {
  const yearOf = (at: Date): string => dateIn(timeZone, at).slice(0, 4);
  const style: Intl.DateTimeFormatOptions = {
    weekday: "short",
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    ...(yearOf(instant) !== yearOf(now) && { year: "numeric" }),
  };
  return new Intl.DateTimeFormat(locale, { ...style, timeZone }).format(instant);
}

/** What a move to that date makes of the points' last day, by the clinic's rule. */
export function keptSaid(date: string, marginDays: number | null, locale: string): string {
  if (marginDays === null) return visitsWords.notKept;
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + marginDays);
  return visitsWords.kept(formatDay(day.toISOString().slice(0, 10), locale, false), marginDays);
}

/** What became of the points' last day, as the answer says. */
export function daysSaid({ movement }: Answered, locale: string): string {
  const why = movement?.why;
  if (!why || !("held_points" in why)) return visitsWords.unchanged;
  const said = why.reason === "no-appointment" ? visitsWords.freedNow : visitsWords.keptNow;
  return said(formatPoints(why.held_points, locale), formatDay(why.expires_on, locale, false));
}
