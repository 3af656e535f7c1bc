import { describe, expect, it } from "vitest";
import vectors from "../../../tests/vectors/banking.json";
import { type BankingRule, bankedMinor, choiceOf, nearest } from "./banking";

function rule(change: Partial<BankingRule> = {}): BankingRule {
  const usual = { minimumPoints: 500, incrementPoints: 100, minorPer100Points: 110, tierBonusBp: {}, undoMinutes: 30 };
  return { ...usual, bankedLifeDays: null, ...change };
}

describe("the preview of banking", () => {
  it("is what the engine banks, in every shared case", () => {
    expect(vectors.length).toBeGreaterThanOrEqual(500);
    for (const vector of vectors) {
      const { points, minor_per_100_points: minorPer100Points, bonus_bp: gold } = vector;
      const banked = bankedMinor(points, rule({ minorPer100Points, tierBonusBp: { gold } }), "gold");
      expect(banked, JSON.stringify(vector)).toBe(vector.banked_minor);
    }
  });

  it("gives a bonus to the tiers that the rule names, and to nobody else", () => {
    const withGold = rule({ tierBonusBp: { gold: 1000 } });
    expect(bankedMinor(1000, withGold, "gold")).toBe(1210);
    expect(bankedMinor(1000, withGold, "silver")).toBe(1100);
    expect(bankedMinor(1000, withGold, null)).toBe(1100);
  });
});

describe("the points that can be chosen", () => {
  it("go from the first step at the minimum to the last one that is there", () => {
    expect(choiceOf(rule(), 1_250)).toEqual({ least: 500, most: 1200, step: 100 });
    expect(choiceOf(rule({ minimumPoints: 450 }), 1_250)).toEqual({ least: 500, most: 1200, step: 100 });
    expect(choiceOf(rule(), 500)).toEqual({ least: 500, most: 500, step: 100 });
  });

  it("are none where there are too few", () => {
    expect(choiceOf(rule(), 499)).toBeNull();
    expect(choiceOf(rule(), -40)).toBeNull();
  });

  it("stay allowed when what is there changes", () => {
    const choice = { least: 500, most: 1200, step: 100 };
    expect([0, 540, 560, 9_000].map((points) => nearest(points, choice))).toEqual([500, 500, 600, 1200]);
  });
});
