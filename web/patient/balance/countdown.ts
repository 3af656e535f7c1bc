/** The countdown of a lot: how pressing its end is, and how long there is to go. By the clinic's calendar and the lot alone. */
import { dateIn, daysBetween } from "../../shared/points/dates";

/** `courtesy` are the days of grace after the last one: the points can still be used. */
export type Urgency = "calm" | "notice" | "urgent" | "courtesy";

/** The facts that decide it: the last day, the first instant after it and the days of grace, and the reminder days frozen with it. */
export interface Lasting {
  expiresOn: string;
  expiresAt: Date;
  nudgeDays: number;
  urgeDays: number;
}

export interface Countdown {
  urgency: Urgency;
  /** the date in the clinic now */
  today: string;
  /** the date it leads to: the last day, or when that is over the last day of grace */
  until: string;
}

/** null: it has ended */
export function countdownOf(lot: Lasting, timeZone: string, now: Date): Countdown | null {
  if (now >= lot.expiresAt) return null;
  const today = dateIn(timeZone, now);
  const days = daysBetween(today, lot.expiresOn);
  if (days < 0) return { urgency: "courtesy", today, until: dateIn(timeZone, new Date(lot.expiresAt.getTime() - 1)) };
  return { urgency: urgencyIn(days, lot), today, until: lot.expiresOn };
}

function urgencyIn(days: number, { nudgeDays, urgeDays }: Lasting): Urgency {
  if (days <= urgeDays) return "urgent";
  return days <= nudgeDays ? "notice" : "calm";
}
