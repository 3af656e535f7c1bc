/** The English of lengths of time, and what a language does to a day that its weekday stands before. */
import { spoken } from "../language/spoken";

export const timeWords = spoken("timeWords", {
  days: (count: number) => counted(count, "day"),
  months: (count: number) => counted(count, "month"),
  minutes: (count: number) => counted(count, "minute"),
  seconds: (count: number) => counted(count, "second"),
  /** "Saturday, November 28", as the locale writes it */
  weekday: (day: string) => day,
});

/** "29 minutes", "1 minute", "45 seconds": minutes while there are two of them, then seconds. */
export function duration(seconds: number): string {
  return seconds >= 120 ? timeWords.minutes(Math.floor(seconds / 60)) : timeWords.seconds(Math.ceil(seconds));
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
