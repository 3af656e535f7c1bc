/** The moment at which a draft is to be live: now, or from a date and a time of the clinic's clock. */
export interface Moment {
  isNow: boolean;
  /** YYYY-MM-DD */
  on: string;
  /** HH:MM */
  time: string;
}

/** The first day of the next month, which is when most rules change. */
export function nextMonth(today: string): string {
  const [year = 2000, month = 1] = today.split("-").map(Number);
  const next = new Date(Date.UTC(year, month, 1));
  return next.toISOString().slice(0, 10);
}

/** As a release asks for it. */
export function effectiveOf({ isNow, on, time }: Moment): { effective_on: string; effective_time: string } | object {
  return isNow ? {} : { effective_on: on, effective_time: time || "00:00" };
}
