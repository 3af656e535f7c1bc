import { describe, expect, it } from "vitest";
import { dateIn, daysBetween, formatDay, timeLeft, urgencyOf, type Lasting } from "../shared/dates";

const ZONE = "America/Los_Angeles";
const noon = new Date("2026-11-22T20:00:00Z");

function lot(expiresOn: string, expiresAt = `${expiresOn}T23:59:59Z`): Lasting {
  return { expiresOn, expiresAt: new Date(Date.parse(expiresAt) + 86_400_000), nudgeDays: 28, urgeDays: 7 };
}

describe("the time a lot has left", () => {
  it.each([
    ["2026-11-22", "last day"],
    ["2026-11-23", "1 day"],
    ["2026-11-28", "6 days"],
    ["2027-01-21", "60 days"],
    ["2027-01-22", "2 months"],
    ["2027-05-21", "5 months"],
    ["2027-05-22", "6 months"],
    ["2028-11-22", "24 months"],
  ])("until %s is %s", (on, words) => expect(timeLeft(lot(on), ZONE, noon)).toBe(words));

  it("is counted on the clinic's calendar, wherever the phone is", () => {
    const lateEvening = new Date("2026-11-23T07:30:00Z");
    expect(dateIn(ZONE, lateEvening)).toBe("2026-11-22");
    expect(dateIn("Europe/Paris", lateEvening)).toBe("2026-11-23");
    expect(timeLeft(lot("2026-11-28"), ZONE, lateEvening)).toBe("6 days");
  });

  it("counts days across a change of clocks", () => {
    expect(daysBetween("2026-03-07", "2026-03-09")).toBe(2);
    expect(daysBetween("2026-10-31", "2026-11-02")).toBe(2);
  });

  it("is over at the first instant after the last day, not before", () => {
    const last = { ...lot("2026-11-22"), expiresAt: new Date("2026-11-23T08:00:00Z") };
    expect(timeLeft(last, ZONE, new Date("2026-11-23T07:59:59.999Z"))).toBe("last day");
    expect(timeLeft(last, ZONE, new Date("2026-11-23T08:00:00Z"))).toBe("ended");
    expect(urgencyOf(last, ZONE, new Date("2026-11-23T08:00:00Z"))).toBe("ended");
  });
});

describe("how pressing a lot is", () => {
  it.each([
    ["2026-12-21", "calm"],
    ["2026-12-20", "notice"],
    ["2026-11-30", "notice"],
    ["2026-11-29", "urgent"],
    ["2026-11-22", "urgent"],
  ])("until %s is %s, by the days frozen with the lot", (on, urgency) => {
    expect(urgencyOf(lot(on), ZONE, noon)).toBe(urgency);
  });

  it("is told with the day's name while the day is near", () => {
    expect(formatDay("2026-11-28", "en-US", true)).toBe("Saturday, November 28");
    expect(formatDay("2027-05-22", "en-US", false)).toBe("May 22, 2027");
    expect(formatDay("2026-11-28", "en-GB", true)).toMatch(/^Saturday,? 28 November$/);
  });
});
