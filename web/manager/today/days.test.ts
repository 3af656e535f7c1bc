import { describe, expect, it } from "vitest";
import { type ClosedDay, figuresOf, READ_DAYS, WINDOW_DAYS } from "./days";

/** Closed days, newest first: so many given and used on each, ten more outstanding every day. */
function days(count: number, given: (age: number) => number, used = 5): ClosedDay[] {
  return Array.from({ length: count }, (_, age) => ({
    on: new Date(Date.UTC(2026, 10, 27 - age)).toISOString().slice(0, 10),
    givenPoints: given(age),
    usedPoints: used,
    outstandingPoints: 10_000 - age * 10,
    walletMinor: 500,
  }));
}

describe("figures of closed days", () => {
  it("sum four weeks and hold them against the four before", () => {
    const [given, used] = figuresOf(days(READ_DAYS, (age) => (age < WINDOW_DAYS ? 120 : 100)));
    expect(given).toMatchObject({ name: "given", value: 120 * WINDOW_DAYS });
    expect(given?.change).toBeCloseTo(0.2);
    expect(used?.change).toBeCloseTo(0);
  });

  it("say what stood at the last day's end, and not a sum of it", () => {
    const [, , outstanding, wallet] = figuresOf(days(READ_DAYS, () => 1));
    expect(outstanding).toMatchObject({ name: "outstanding", value: 10_000 });
    expect(wallet).toMatchObject({ name: "wallet", value: 500, change: 0 });
  });

  it("draw their line from the oldest day to the last", () => {
    const [given] = figuresOf(days(READ_DAYS, (age) => age));
    expect(given?.line).toHaveLength(WINDOW_DAYS);
    expect(given?.line.at(0)).toEqual({ on: "2026-10-31", value: 27 });
    expect(given?.line.at(-1)).toEqual({ on: "2026-11-27", value: 0 });
  });

  it("compare with nothing where the days before are not whole, or nothing was there", () => {
    expect(figuresOf(days(READ_DAYS - 1, () => 100)).map(({ change }) => change)).toEqual([null, null, null, null]);
    expect(figuresOf(days(READ_DAYS, (age) => (age < WINDOW_DAYS ? 7 : 0)))[0]?.change).toBeNull();
  });

  it("are none where no day is closed", () => {
    expect(figuresOf([])).toEqual([]);
  });
});
