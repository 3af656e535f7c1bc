/** A visit moves to a time of the clinic's clock, and it is told what becomes of the points' last day. */
import { describe, expect, it } from "vitest";
import type { Answered } from "../../shared/api/contracts.gen";
import { daysSaid, keptSaid, momentSaid, movedTo } from "./visit-change";
import { visitsWords } from "./words";

const ZONE = "America/Los_Angeles";
const AT = "2026-12-01T18:00:00Z"; // 10:00 there

describe("the time that a visit moves to", () => {
  it("is read by the clinic's clock", () => {
    expect(movedTo({ date: "2026-12-03", time: "15:30" }, AT, ZONE)).toEqual({ at: new Date("2026-12-03T23:30:00Z") });
    expect(movedTo({ date: "2027-07-01", time: "15:30" }, AT, ZONE)).toEqual({ at: new Date("2027-07-01T22:30:00Z") });
  });

  it.each([
    ["", "10:00", visitsWords.noTime],
    ["2026-12-03", "", visitsWords.noTime],
    ["2027-03-14", "02:30", visitsWords.noTime], // the clocks skip that hour
    ["2026-12-01", "10:00", visitsWords.sameTime],
  ])("is another that there is: %s %s", (date, time, problem) => {
    expect(movedTo({ date, time }, AT, ZONE)).toEqual({ problem });
  });
});

describe("a visit's time", () => {
  it("is told by the clinic's clock with its weekday, and with the year where that is another", () => {
    const now = new Date("2026-11-28T12:00:00Z");
    expect(momentSaid(new Date(AT), "en-US", ZONE, now)).toBe("Tue, Dec 1, 10:00 AM");
    expect(momentSaid(new Date("2027-01-01T08:00:00Z"), "en-US", ZONE, now)).toBe("Fri, Jan 1, 2027, 12:00 AM");
    expect(momentSaid(new Date("2027-01-01T07:59:00Z"), "en-US", ZONE, now)).toBe("Thu, Dec 31, 11:59 PM");
  });
});

describe("the last day of points", () => {
  it("follows the visit by the clinic's margin, over the end of a month and a year", () => {
    expect(keptSaid("2026-12-29", 3, "en-US")).toBe(
      "With the visit, points are kept until January 1, 2027, 3 days after it, or until their own last day where that is later.",
    );
    expect(keptSaid("2028-02-28", 1, "en-US")).toContain("February 29, 2028, a day after it");
    expect(keptSaid("2026-12-29", 0, "en-US")).toContain("December 29, 2026, the day of the visit");
  });

  it("is its own where the clinic keeps none", () => {
    expect(keptSaid("2026-12-29", null, "en-US")).toBe(visitsWords.notKept);
  });

  it.each([
    [
      { reason: "appointment", held_points: 1_200, expires_on: "2027-06-23" },
      "1,200 points are kept until June 23, 2027.",
    ],
    [
      { reason: "no-appointment", held_points: 1_200, expires_on: "2027-05-22" },
      "1,200 points have their own last day again, May 22, 2027 or later.",
    ],
    [null, "No last day of points changed."],
  ])("is told after it, too", (why, said) => {
    expect(daysSaid({ movement: why && { why } } as unknown as Answered, "en-US")).toBe(said);
  });
});
