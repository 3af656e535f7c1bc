import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { estimate, givenByPurchases, type Part, type Rate, ratioOf } from "./estimate";

interface Vector {
  points: number;
  before: Rate;
  after: Rate;
  minor_per_100_points: number;
  points_after: number;
  more_minor: number;
}

const file = new URL("../../../tests/vectors/estimate.json", import.meta.url);
const vectors = JSON.parse(readFileSync(file, "utf8")) as Vector[];

function partOf({ points, before, after }: Vector): Part {
  return { points, before: ratioOf(before), after: ratioOf(after) };
}

describe("an estimate", () => {
  it("is what plain fractions say", () => {
    expect(vectors.length).toBeGreaterThanOrEqual(500);
    for (const vector of vectors) {
      expect(estimate([partOf(vector)], vector.minor_per_100_points)).toEqual({
        pointsBefore: vector.points,
        pointsAfter: vector.points_after,
        moreMinor: vector.more_minor,
      });
    }
  });

  it("adds up the parts of tiers", () => {
    const one = { numerator: 1, denominator: 1 };
    const parts = [
      { points: 1_000, before: one, after: one },
      { points: 3_000, before: { numerator: 3, denominator: 1 }, after: { numerator: 4, denominator: 1 } },
    ];
    expect(estimate(parts, 100)).toEqual({ pointsBefore: 4_000, pointsAfter: 5_000, moreMinor: 1_000 });
  });

  it("is none where nothing was earned before", () => {
    const rate = { rate_bp: 0, minor_per_point: 1 };
    expect(estimate([{ points: 0, before: ratioOf(rate), after: ratioOf(rate) }], 100)).toBeNull();
  });

  it("reads purchases alone from closed days", () => {
    const day = { total: { movements: { accrual: { points: 40 }, expiry: { points: -7 } } } };
    expect(givenByPurchases([day, { total: { movements: {} } }, day])).toBe(80);
  });
});
