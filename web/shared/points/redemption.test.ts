import { describe, expect, it } from "vitest";
import type { RedemptionTerms } from "../api/contracts.gen";
import { boundOf, mostForBill, pointsFor, worthMinor } from "./redemption";

const rule = (minorPer100: number, increment = 1): RedemptionTerms => ({
  minimum_points: 1,
  increment_points: increment,
  minor_per_100_points: minorPer100,
  most_points_per_visit: null,
  most_bill_bp: 5_000,
  confirm_above_points: null,
  used_points: 0,
  bill: { named_minor: 0, off_minor: 0, over_minor: 0 },
});

describe("what points are worth", () => {
  it("is rounded down, exactly, however many there are", () => {
    expect(worthMinor(150, rule(33))).toBe(49);
    expect(worthMinor(10_000_000, rule(1_000_000))).toBe(100_000_000_000);
  });

  it("comes back as no more points, in whole steps, for whatever steps are worth", () => {
    for (const rate of [1, 33, 50, 99, 100, 101, 250]) {
      for (const increment of [1, 7, 50]) {
        for (let points = increment; points < 60 * increment; points += increment) {
          const terms = rule(rate, increment);
          const taken = pointsFor(worthMinor(points, terms), terms);
          expect(taken).toBeLessThanOrEqual(points);
          expect([worthMinor(taken, terms), taken % increment]).toEqual([worthMinor(points, terms), 0]);
        }
      }
    }
  });

  it("fits the share of a bill to the last point", () => {
    for (const rate of [1, 33, 100, 110, 999]) {
      for (const bill of [1, 99, 100, 12_345]) {
        const most = mostForBill(bill, rule(rate), "tender");
        const share = Math.floor(bill / 2);
        expect(worthMinor(most, rule(rate))).toBeLessThanOrEqual(share);
        expect(worthMinor(most + 1, rule(rate))).toBeGreaterThan(share);
      }
    }
  });

  it("is bounded by a bill only where there is one", () => {
    expect(boundOf(1_000, 1_000, null, rule(100), "bill")).toBeNull();
    expect(boundOf(1_000, 1_000, 1_999, rule(100), "bill")?.code).toBe("over-bill-share");
    expect(boundOf(1_000, 1_000, 2_000, rule(100), "bill")).toBeNull();
  });

  it("counts what points took off the bill before, as the server does", () => {
    const lowered = (named_minor: number, off_minor: number, over_minor = 0): RedemptionTerms => ({
      ...rule(100),
      bill: { named_minor, off_minor, over_minor },
    });
    expect(mostForBill(10_000, lowered(10_000, 5_000), "bill")).toBe(0);
    expect(mostForBill(12_000, lowered(10_000, 5_000), "bill")).toBe(1_000);
    expect(mostForBill(6_000, lowered(10_000, 4_000), "tender")).toBe(1_000);
    expect(mostForBill(10_000, lowered(0, 0, 2_450), "bill")).toBe(2_550);
    expect(boundOf(2_000, 9_000, 6_000, lowered(10_000, 4_000), "tender")?.details).toMatchObject({
      left_minor: 1_000,
    });
  });
});
