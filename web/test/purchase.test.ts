import { describe, expect, it } from "vitest";
import { preview, readLines, tenderOfKey, withNextLine, type Line } from "../desk/purchase";
import type { Earning } from "../shared/contracts";
import { moneyFormat } from "../shared/money";

const dollars = moneyFormat("USD", "en-US");
const earning: Earning = {
  eligible_tenders: ["cash"],
  rate_bp: 1000,
  minor_per_point: 1,
  multiplier: "1",
  remainder: { numerator: 0, denominator: 1 },
};
const cash = (text: string): Line => ({ kind: "cash", text });
const card = (text: string): Line => ({ kind: "card", text });

describe("a purchase while it is typed", () => {
  it("becomes tenders in minor units", () => {
    expect(readLines([cash("450"), card("20.50")], dollars)).toEqual({
      tenders: [
        { kind: "cash", amount_minor: 45_000 },
        { kind: "card", amount_minor: 2_050 },
      ],
    });
  });

  it("may leave the split line empty, but not the first", () => {
    expect(readLines([cash("450"), card("")], dollars)).toEqual({ tenders: [{ kind: "cash", amount_minor: 45_000 }] });
    expect(readLines([cash(""), card("450")], dollars)).toEqual({ problem: "empty", line: 0 });
  });

  it("says which line cannot be read, and why", () => {
    expect(readLines([cash("450"), card("4.555")], dollars)).toEqual({ problem: "too-many-decimals", line: 1 });
  });

  it("shows the points of what earns and the total of all", () => {
    expect(preview([cash("450"), card("20.50")], dollars, earning)).toEqual({
      totalMinor: 47_050,
      eligibleMinor: 45_000n,
      points: 4_500n,
    });
    expect(preview([card("450")], dollars, earning)?.points).toBe(0n);
    expect(preview([cash("")], dollars, earning)).toBeNull();
  });

  it("splits into the first tender that is not there yet", () => {
    expect(withNextLine([cash("1")]).at(-1)?.kind).toBe("card");
    expect(withNextLine([card("1")]).at(-1)?.kind).toBe("cash");
  });

  it("has one key for each tender", () => {
    expect(["c", "D", "i", "F", "x"].map(tenderOfKey)).toEqual(["cash", "card", "insurance", "financing", undefined]);
  });
});
