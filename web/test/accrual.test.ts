import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { earn, eligibleMinor, fractionOf } from "../shared/accrual";
import type { Earning, Remainder } from "../shared/contracts";

interface Vector extends Omit<Earning, "eligible_tenders"> {
  eligible_minor: number;
  points: number;
  remainder_after: Remainder;
}

const file = new URL("../../tests/vectors/accrual.json", import.meta.url);
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
    const earning: Earning = {
      eligible_tenders: ["cash"],
      rate_bp: 1000,
      minor_per_point: 1,
      multiplier: "1",
      remainder: { numerator: 0, denominator: 1 },
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
    const earning = { eligible_tenders: [...kinds] } as unknown as Earning;
    expect(eligibleMinor(kinds.map((kind) => ({ kind, amount_minor: 100 })), earning)).toBe(0n);
  });

  it("reads multipliers as decimals and as fractions, and nothing else", () => {
    expect(fractionOf("1.50")).toEqual({ numerator: 3n, denominator: 2n });
    expect(fractionOf("4/3")).toEqual({ numerator: 4n, denominator: 3n });
    for (const text of ["", "-1", "1e3", "1/0", ".5", "1.5/2"]) expect(() => fractionOf(text)).toThrow(RangeError);
  });
});
