import { describe, expect, it } from "vitest";
import { dateIn, daysBetween, formatDay, nextMidnight, timeBetween } from "./dates";

describe("the time between two days", () => {
  it.each([
    ["2026-11-23", "1 day"],
    ["2026-11-28", "6 days"],
    ["2027-01-21", "60 days"],
    ["2027-01-22", "2 months"],
    ["2027-05-21", "5 months"],
    ["2027-05-22", "6 months"],
    ["2028-11-22", "24 months"],
  ])("until %s is %s", (on, words) => expect(timeBetween("2026-11-22", on)).toBe(words));

  it("is counted in days across a change of clocks", () => {
    expect(daysBetween("2026-03-07", "2026-03-09")).toBe(2);
    expect(daysBetween("2026-10-31", "2026-11-02")).toBe(2);
  });
});

describe("a day", () => {
  it("is the clinic's, wherever the phone is", () => {
    const lateEvening = new Date("2026-11-23T07:30:00Z");
    expect(dateIn("America/Los_Angeles", lateEvening)).toBe("2026-11-22");
    expect(dateIn("Europe/Paris", lateEvening)).toBe("2026-11-23");
  });

  it("is told with its name while it is near", () => {
    expect(formatDay("2026-11-28", "en-US", true)).toBe("Saturday, November 28");
    expect(formatDay("2027-05-22", "en-US", false)).toBe("May 22, 2027");
    expect(formatDay("2026-11-28", "en-GB", true)).toMatch(/^Saturday,? 28 November$/);
  });
});

describe("the clinic's next midnight", () => {
  it.each([
    ["America/Los_Angeles", "2026-11-22T20:00:00Z", "2026-11-23T08:00:00Z", "on any day"],
    ["America/Los_Angeles", "2026-03-08T09:30:00Z", "2026-03-09T07:00:00Z", "on a day of 23 hours"],
    ["America/Los_Angeles", "2026-11-01T07:30:00Z", "2026-11-02T08:00:00Z", "on a day of 25 hours"],
    [
      "America/Santiago",
      "2026-09-05T12:00:00Z",
      "2026-09-06T04:00:00Z",
      "where midnight does not exist: at one o'clock",
    ],
    ["Africa/Cairo", "2026-04-23T12:00:00Z", "2026-04-23T22:00:00Z", "where midnight does not exist: at one o'clock"],
    ["America/Havana", "2026-03-07T12:00:00Z", "2026-03-08T05:00:00Z", "where midnight does not exist: at one o'clock"],
    ["America/Havana", "2026-10-31T12:00:00Z", "2026-11-01T04:00:00Z", "where midnight comes once and its hour twice"],
    ["Australia/Lord_Howe", "2026-04-04T20:00:00Z", "2026-04-05T13:30:00Z", "where clocks move by half an hour"],
    ["Asia/Kathmandu", "2026-11-22T12:00:00Z", "2026-11-22T18:15:00Z", "in zones of odd quarters"],
    ["Pacific/Kiritimati", "2026-11-22T10:00:00Z", "2026-11-23T10:00:00Z", "a whole day ahead, at midnight itself"],
    ["UTC", "2028-02-28T23:59:59.999Z", "2028-02-29T00:00:00Z", "a millisecond before a leap day"],
  ])("in %s at %s is %s: %s", (zone, now, midnight) => {
    const found = nextMidnight(zone, new Date(now));
    expect(found.toISOString()).toBe(new Date(midnight).toISOString());
    expect(dateIn(zone, found)).not.toBe(dateIn(zone, new Date(found.getTime() - 1)));
  });
});
