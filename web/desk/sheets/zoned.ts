/** Dates and times as they are typed at the counter, in the clinic's own time zone, and the instants they are. */

/** "2026-12-01" and "10:30" at the clinic as an instant; null where the clock of that day has no such time. */
export function instantOf(date: string, time: string, timeZone: string): Date | null {
  const wall = Date.parse(`${date}T${time}:00Z`);
  if (Number.isNaN(wall)) return null;
  // The offset of the first guess may be that of the other side of a change of clocks: the second is of the right side.
  const guess = wall - offsetAt(wall, timeZone);
  const instant = wall - offsetAt(guess, timeZone);
  return instant + offsetAt(instant, timeZone) === wall ? new Date(instant) : null;
}

/** An instant as date and time at the clinic. */
export function typedOf(instant: Date, timeZone: string): { date: string; time: string } {
  const [date = "", time = ""] = new Date(instant.getTime() + offsetAt(instant.getTime(), timeZone))
    .toISOString()
    .split("T");
  return { date, time: time.slice(0, 5) };
}

/** The time by which the zone's clock is ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(instant);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const wall = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
  return wall - Math.floor(instant / 1000) * 1000;
}
