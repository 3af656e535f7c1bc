import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { EarningTerms, Remainder, Tender, Upgrade } from "../../shared/api/contracts.gen";
import { credited, earn, eligibleMinor, fractionOf } from "./accrual";

interface Vector extends Omit<EarningTerms, "eligible_tenders"> {
  eligible_minor: number;
  points: number;
  remainder_after: Remainder;
}

interface Upgraded {
  earning: EarningTerms;
  tenders: Tender[];
  points: number;
  multiplier: string;
}

const file = new URL("../../../tests/vectors/accrual.json", import.meta.url);
const vectors = JSON.parse(readFileSync(file, "utf8")) as Vector[];

describe("the preview of points", () => {
  it("is what the engine credits, in every shared case", () => {
    expect(vectors.length).toBeGreaterThanOrEqual(1000);
    for (const vector of vectors) {
      const { points, remainder } = earn(BigInt(vector.eligible_minor), vector);
      const { numerator, denominator } = vector.remainder_after;
      expect({ points, remainder }, JSON.stringify(vector)).toEqual({
        points: BigInt(vector.points),
        remainder: { numerator: BigInt(numerator), denominator: BigInt(denominator) },
      });
    }
  });

  it("counts only the tenders that the rule names", () => {
    const earning: EarningTerms = {
      eligible_tenders: ["cash"],
      rate_bp: 1000,
      minor_per_point: 1,
      multiplier: "1",
      remainder: { numerator: 0, denominator: 1 },
      upgrades: [],
    };
    const tenders = [
      { kind: "cash" as const, amount_minor: 300 },
      { kind: "card" as const, amount_minor: 9_900 },
    ];
    expect(eligibleMinor(tenders, earning)).toBe(300n);
    expect(eligibleMinor(tenders, { ...earning, eligible_tenders: [] })).toBe(0n);
  });

  it("never counts points, wallet money or insurance, whatever the rule says", () => {
    const kinds = ["points", "wallet", "insurance"] as const;
    const earning = { eligible_tenders: [...kinds] } as unknown as EarningTerms;
    expect(
      eligibleMinor(
        kinds.map((kind) => ({ kind, amount_minor: 100 })),
        earning,
      ),
    ).toBe(0n);
  });

  it("reads multipliers as decimals and as fractions, and nothing else", () => {
    expect(fractionOf("1.50")).toEqual({ numerator: 3n, denominator: 2n });
    expect(fractionOf("4/3")).toEqual({ numerator: 4n, denominator: 3n });
    for (const text of ["", "-1", "1e3", "1/0", ".5", "1.5/2"]) expect(() => fractionOf(text)).toThrow(RangeError);
  });
});

describe("a purchase that reaches a tier", () => {
  const cases = JSON.parse(
    readFileSync(new URL("../../../tests/vectors/upgrades.json", import.meta.url), "utf8"),
  ) as Upgraded[];
  const spends = (measure: Upgrade["measure"], missing: number): Upgrade => ({
    tier_id: "gold",
    multiplier: "3",
    measure,
    missing,
  });
  const base: EarningTerms = {
    eligible_tenders: ["cash"],
    rate_bp: 1000,
    minor_per_point: 1,
    multiplier: "1",
    remainder: { numerator: 0, denominator: 1 },
    upgrades: [],
  };

  it("is shown with the points that the engine credits, in every shared case", () => {
    expect(cases.length).toBeGreaterThanOrEqual(400);
    for (const { earning, tenders, points, multiplier } of cases) {
      const shown = credited(tenders, earning);
      expect([shown.points, shown.multiplier], JSON.stringify(earning)).toEqual([BigInt(points), multiplier]);
    }
  });

  it("earns at the highest tier it reaches, by own money of any kind", () => {
    const upgrades = [
      spends("spend_minor", 50_001),
      { ...spends("spend_minor", 50_000), tier_id: "silver", multiplier: "2" },
    ];
    const tenders: Tender[] = [
      { kind: "cash", amount_minor: 10_000 },
      { kind: "card", amount_minor: 40_000 },
      { kind: "insurance", amount_minor: 90_000 },
    ];
    expect(credited(tenders, { ...base, upgrades })).toMatchObject({ points: 2_000n, upgrade: { tier_id: "silver" } });
  });

  it("never reaches a tier by treatments, which are completed elsewhere", () => {
    const tenders: Tender[] = [{ kind: "cash", amount_minor: 10_000 }];
    expect(credited(tenders, { ...base, upgrades: [spends("treatments", 1)] })).toMatchObject({
      points: 1_000n,
      upgrade: null,
    });
    expect(credited(tenders, { ...base, upgrades: [spends("purchases", 1)] }).points).toBe(3_000n);
  });
});
