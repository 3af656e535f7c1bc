/** Times of the clinic as instants: across changes of clocks, too. */
import { describe, expect, it } from "vitest";
import { instantOf, typedOf } from "./zoned";

const ZONE = "America/Los_Angeles";

describe("a date and a time typed at the counter", () => {
  it.each([
    ["2026-12-01", "10:30", "2026-12-01T18:30:00.000Z"],
    ["2026-07-01", "00:00", "2026-07-01T07:00:00.000Z"],
    ["2026-03-08", "01:59", "2026-03-08T09:59:00.000Z"],
    ["2026-03-08", "03:00", "2026-03-08T10:00:00.000Z"],
    ["2026-11-01", "12:00", "2026-11-01T20:00:00.000Z"],
  ])("is the clinic's own: %s %s", (date, time, instant) => {
    expect(instantOf(date, time, ZONE)?.toISOString()).toBe(instant);
    expect(typedOf(new Date(instant), ZONE)).toEqual({ date, time });
  });

  it("is no instant where the clock leaps over it, or where nothing is typed", () => {
    expect(instantOf("2026-03-08", "02:30", ZONE)).toBeNull();
    expect(instantOf("", "10:00", ZONE)).toBeNull();
    expect(instantOf("2026-03-08", "", ZONE)).toBeNull();
  });
});
