import { describe, expect, it } from "vitest";
import { countdownOf, type Lasting } from "./countdown";
import { wordsOf } from "./countdown-words";

const ZONE = "America/Los_Angeles";
const noon = new Date("2026-11-22T20:00:00Z");

/** A lot whose life and grace end at these instants. */
function lot(expiresOn: string, expiresAt: string, days: Partial<Lasting> = {}): Lasting {
  return { expiresOn, expiresAt: new Date(expiresAt), nudgeDays: 28, urgeDays: 7, ...days };
}

/** A lot without grace that ends with a day of winter in Los Angeles. */
function until(expiresOn: string, days: Partial<Lasting> = {}): Lasting {
  const next = new Date(Date.parse(`${expiresOn}T08:00:00Z`) + 86_400_000);
  return lot(expiresOn, next.toISOString(), days);
}

function told(lasting: Lasting, now: Date, zone = ZONE, locale = "en-US"): string {
  const countdown = countdownOf(lasting, zone, now);
  if (!countdown) return "ended";
  const { left, until: day } = wordsOf(countdown, locale);
  return [countdown.urgency, left, day].filter(Boolean).join(" · ");
}

describe("a countdown", () => {
  it.each([
    ["2027-05-22", "calm · 6 months · until May 22, 2027"],
    ["2026-12-21", "calm · 29 days · until December 21, 2026"],
    ["2026-12-20", "notice · 28 days · until Sunday, December 20"],
    ["2026-11-30", "notice · 8 days · until Monday, November 30"],
    ["2026-11-29", "urgent · 7 days · until Sunday, November 29"],
    ["2026-11-23", "urgent · 1 day · until Monday, November 23"],
    ["2026-11-22", "urgent · Today is the last day"],
  ])("until %s says: %s", (on, words) => expect(told(until(on), noon)).toBe(words));

  it("goes by the days that were frozen with the lot", () => {
    const own = { nudgeDays: 30, urgeDays: 10 };
    expect(told(until("2026-12-22", own), noon)).toMatch(/^notice · 30 days/);
    expect(told(until("2026-12-23", own), noon)).toMatch(/^calm · 31 days/);
    expect(told(until("2026-12-02", own), noon)).toMatch(/^urgent · 10 days/);
  });

  it("speaks of a courtesy from the last day on until the grace is over", () => {
    const graced = lot("2026-11-22", "2026-11-26T08:00:00Z");
    expect(told(graced, noon)).toBe("urgent · Today is the last day");
    expect(told(graced, new Date("2026-11-23T08:00:00Z"))).toBe("courtesy · Courtesy until Wednesday, November 25");
    expect(told(graced, new Date("2026-11-26T07:59:59.999Z"))).toBe("courtesy · Courtesy until Wednesday, November 25");
    expect(told(graced, new Date("2026-11-26T08:00:00Z"))).toBe("ended");
  });

  it("is over at the first instant after the last day, not before", () => {
    expect(told(until("2026-11-22"), new Date("2026-11-23T07:59:59.999Z"))).toBe("urgent · Today is the last day");
    expect(told(until("2026-11-22"), new Date("2026-11-23T08:00:00Z"))).toBe("ended");
  });

  it("is written as the clinic's locale writes days", () => {
    expect(told(until("2026-11-28"), noon, ZONE, "en-GB")).toMatch(/^urgent · 6 days · until Saturday,? 28 November$/);
  });
});

describe("a countdown across a change of clocks", () => {
  it.each([
    ["America/Los_Angeles", "2026-03-08", "2026-03-09T07:00:00Z", "2026-03-08T07:59:59Z", "2026-03-08T08:00:00Z"],
    ["America/Los_Angeles", "2026-11-01", "2026-11-02T08:00:00Z", "2026-11-01T06:59:59Z", "2026-11-01T07:00:00Z"],
    ["America/Santiago", "2026-09-06", "2026-09-07T03:00:00Z", "2026-09-06T03:59:59Z", "2026-09-06T04:00:00Z"],
    ["Africa/Cairo", "2026-04-24", "2026-04-24T21:00:00Z", "2026-04-23T21:59:59Z", "2026-04-23T22:00:00Z"],
    ["America/Havana", "2026-11-01", "2026-11-02T05:00:00Z", "2026-11-01T03:59:59Z", "2026-11-01T04:00:00Z"],
    ["Australia/Lord_Howe", "2026-10-04", "2026-10-04T13:00:00Z", "2026-10-03T13:29:59Z", "2026-10-03T13:30:00Z"],
    ["Pacific/Kiritimati", "2026-11-22", "2026-11-22T10:00:00Z", "2026-11-21T09:59:59Z", "2026-11-21T10:00:00Z"],
    ["Asia/Kathmandu", "2026-11-22", "2026-11-22T18:15:00Z", "2026-11-21T18:14:59Z", "2026-11-21T18:15:00Z"],
  ])("in %s the last day, %s, begins when the day before ends", (zone, on, ends, before, after) => {
    const lasting = lot(on, ends);
    expect(told(lasting, new Date(before), zone)).toMatch(/^urgent · 1 day · /);
    expect(told(lasting, new Date(after), zone)).toBe("urgent · Today is the last day");
    expect(told(lasting, new Date(Date.parse(ends) - 1), zone)).toBe("urgent · Today is the last day");
    expect(told(lasting, new Date(ends), zone)).toBe("ended");
  });
});
