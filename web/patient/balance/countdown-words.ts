/** A countdown in words: "6 days", "until Saturday, November 28"; the date is the clinic's locale's own. */

import { formatDay, timeBetween } from "../../shared/points/dates";
import type { Countdown } from "./countdown";
import { balanceWords } from "./words.en";

export interface CountdownWords {
  /** what is left, or how it stands when no days are left to count */
  left: string;
  /** the date that "left" leads to; empty where "left" says it all */
  until: string;
}

export function wordsOf({ urgency, today, until }: Countdown, locale: string): CountdownWords {
  const day = formatDay(until, locale, urgency !== "calm");
  if (urgency === "courtesy") return { left: balanceWords.courtesy(day), until: "" };
  if (today === until) return { left: balanceWords.lastDay, until: "" };
  return { left: timeBetween(today, until), until: balanceWords.until(day) };
}
