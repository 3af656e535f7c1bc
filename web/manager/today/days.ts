/** Closed days as figures: what was given, used and is outstanding, over four weeks and against the four before. */

/** A closed day of the clinic, in all: points by what happened to them, and what stood at its end. */
export interface ClosedDay {
  on: string;
  givenPoints: number;
  usedPoints: number;
  outstandingPoints: number;
  walletMinor: number;
}

export type FigureName = "given" | "used" | "outstanding" | "wallet";

/** A figure of the last days and its line; `change` is the part by which it is another than before, null without a before. */
export interface Figure {
  name: FigureName;
  value: number;
  change: number | null;
  line: readonly { on: string; value: number }[];
}

export const WINDOW_DAYS = 28;
/** The days that are read: those shown, and those that they are held against. */
export const READ_DAYS = 2 * WINDOW_DAYS;

const OF_DAY: Readonly<Record<FigureName, (day: ClosedDay) => number>> = {
  given: ({ givenPoints }) => givenPoints,
  used: ({ usedPoints }) => usedPoints,
  outstanding: ({ outstandingPoints }) => outstandingPoints,
  wallet: ({ walletMinor }) => walletMinor,
};
/** Sums of days; the others are what stood at the last day's end. */
const SUMMED: ReadonlySet<FigureName> = new Set(["given", "used"]);

/** The four figures of closed days, which come newest first; none where no day is closed. */
export function figuresOf(days: readonly ClosedDay[]): Figure[] {
  if (days.length === 0) return [];
  const [shown, before] = [days.slice(0, WINDOW_DAYS), days.slice(WINDOW_DAYS, READ_DAYS)];
  return (Object.keys(OF_DAY) as FigureName[]).map((name) => {
    const of = OF_DAY[name];
    const value = SUMMED.has(name) ? sum(shown.map(of)) : of(shown[0] as ClosedDay);
    const isWhole = before.length === WINDOW_DAYS;
    const held = isWhole ? (SUMMED.has(name) ? sum(before.map(of)) : of(before[0] as ClosedDay)) : 0;
    const line = [...shown].reverse().map((day) => ({ on: day.on, value: of(day) }));
    return { name, value, change: held > 0 ? value / held - 1 : null, line };
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
