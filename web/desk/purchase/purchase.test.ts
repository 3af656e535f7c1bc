import { describe, expect, it } from "vitest";
import type { CheckedIn, EarningTerms, RedemptionTerms, Tender } from "../../shared/api/contracts.gen";
import { moneyFormat } from "../../shared/points/money";
import { type Line, parsePoints, preview, readLines, type Terms, tenderOfKey, withNextLine } from "./purchase";

const dollars = moneyFormat("USD", "en-US");
const earning: EarningTerms = {
  eligible_tenders: ["cash"],
  rate_bp: 1000,
  minor_per_point: 1,
  multiplier: "1",
  remainder: { numerator: 0, denominator: 1 },
  upgrades: [],
};
const redemption: RedemptionTerms = {
  minimum_points: 100,
  increment_points: 50,
  minor_per_100_points: 100,
  most_points_per_visit: 20_000,
  most_bill_bp: 5_000,
  confirm_above_points: 10_000,
  used_points: 0,
  bill: { named_minor: 0, off_minor: 0, over_minor: 0 },
};
const patient = {
  available_points: 2_450,
  available_minor: 3_200,
  paid_in: [] as readonly Tender[],
} as CheckedIn["patient"];
const terms: Terms = { patient, earning, redemption };
const cash = (text: string): Line => ({ kind: "cash", text });
const card = (text: string): Line => ({ kind: "card", text });
const points = (text: string): Line => ({ kind: "points", text });
const wallet = (text: string): Line => ({ kind: "wallet", text });

describe("a purchase while it is typed", () => {
  it("becomes tenders in minor units", () => {
    expect(readLines([cash("450"), card("20.50")], dollars, terms)).toEqual({
      tenders: [
        { kind: "cash", amount_minor: 45_000 },
        { kind: "card", amount_minor: 2_050 },
      ],
    });
  });

  it("may leave the split line empty, but not the first", () => {
    expect(readLines([cash("450"), card("")], dollars, terms)).toEqual({
      tenders: [{ kind: "cash", amount_minor: 45_000 }],
    });
    expect(readLines([cash(""), card("450")], dollars, terms)).toEqual({ problem: "empty", line: 0 });
  });

  it("says which line cannot be read, and why", () => {
    expect(readLines([cash("450"), card("4.555")], dollars, terms)).toEqual({ problem: "too-many-decimals", line: 1 });
  });

  it("shows the points of what earns and the total of all", () => {
    expect(preview([cash("450"), card("20.50")], dollars, terms)).toEqual({
      totalMinor: 47_050,
      eligibleMinor: 45_000n,
      points: 4_500n,
      multiplier: "1",
      upgrade: null,
      byPoints: null,
      byWallet: null,
      leftMinor: 47_050,
    });
    expect(preview([card("450")], dollars, terms)?.points).toBe(0n);
    expect(preview([cash("")], dollars, terms)).toBeNull();
  });

  it("splits into the first tender that is not there yet", () => {
    expect(withNextLine([cash("1")]).at(-1)?.kind).toBe("card");
    expect(withNextLine([card("1")]).at(-1)?.kind).toBe("cash");
  });

  it("has one key for each tender", () => {
    expect(["c", "D", "i", "F", "w", "P", "x"].map(tenderOfKey)).toEqual([
      "cash",
      "card",
      "insurance",
      "financing",
      "wallet",
      "points",
      undefined,
    ]);
  });
});

describe("what is paid from the account", () => {
  it("is typed in points and sent in money, whatever number of lines names points", () => {
    expect(readLines([cash("450"), points("500"), wallet("20"), points("1,000")], dollars, terms)).toEqual({
      tenders: [
        { kind: "cash", amount_minor: 45_000 },
        { kind: "wallet", amount_minor: 2_000 },
        { kind: "points", amount_minor: 1_500 },
      ],
    });
  });

  it("never earns, and what is left of everything is shown", () => {
    expect(preview([cash("450"), points("500"), wallet("20")], dollars, terms)).toEqual({
      totalMinor: 47_500,
      eligibleMinor: 45_000n,
      points: 4_500n,
      multiplier: "1",
      upgrade: null,
      byPoints: { points: 500, minor: 500, leftPoints: 1_950 },
      byWallet: { minor: 2_000, leftMinor: 1_200 },
      leftMinor: 45_000,
    });
  });

  it("earns by the money that was paid in, which is spent last, as its tender", () => {
    const paidIn: Tender[] = [
      { kind: "card", amount_minor: 500 },
      { kind: "cash", amount_minor: 1_000 },
    ];
    const holds = { ...terms, patient: { ...patient, paid_in: paidIn } };
    expect(preview([wallet("17")], dollars, holds)?.eligibleMinor).toBe(0n);
    expect(preview([wallet("30")], dollars, holds)?.eligibleMinor).toBe(800n);
  });

  it.each([
    ["50", "below-minimum", { asked: 50, minimum: 100 }],
    ["120", "not-an-increment", { asked: 120, increment: 50 }],
    ["2500", "insufficient-points", { asked_points: 2_500, available_points: 2_450 }],
    ["2450", "over-bill-share", { asked_minor: 2_450, bill_minor: 3_450, most_bill_bp: 5_000, left_minor: 1_725 }],
  ])("is refused before it is sent: %s points, %s", (text, code, details) => {
    expect(readLines([cash("10"), points(text)], dollars, terms)).toEqual({ bound: { code, details }, line: 1 });
  });

  it("is refused when the wallet holds less", () => {
    expect(readLines([wallet("32.01")], dollars, terms)).toEqual({
      bound: { code: "insufficient-wallet", details: { asked_minor: 3_201, available_minor: 3_200 } },
      line: 0,
    });
  });

  it("counts what was used at the visit before", () => {
    const used = { ...terms, redemption: { ...redemption, used_points: 19_900 } };
    const read = readLines([cash("100"), points("500")], dollars, used);
    expect(read).toMatchObject({
      bound: { code: "over-visit-cap", details: { used_points: 19_900, most_points: 20_000 } },
    });
  });

  it("takes no points where the clinic has no rule for them, or so few that they are worth nothing", () => {
    expect(readLines([points("500")], dollars, { ...terms, redemption: null })).toMatchObject({
      bound: { code: "document-missing" },
    });
    const cheap = { ...redemption, minimum_points: 1, increment_points: 1, minor_per_100_points: 1 };
    expect(readLines([cash("9"), points("50")], dollars, { ...terms, redemption: cheap })).toMatchObject({
      bound: { code: "below-minimum", details: { asked: 50, minimum: 100 } },
    });
  });

  it("says which line of points cannot be read", () => {
    expect(readLines([cash("1"), points("5.5")], dollars, terms)).toEqual({ problem: "not-points", line: 1 });
  });

  it.each([
    ["500", 500],
    ["1,500", 1_500],
    ["10,000,000", 10_000_000],
  ])("reads %s as %i points", (text, read) => expect(parsePoints(text, dollars)).toEqual({ points: read }));

  it.each(["0", "-5", "5.5", "1,50", "10000001", "x"])("does not read %s as points", (text) =>
    expect(parsePoints(text, dollars)).toEqual({ problem: "not-points" }),
  );
});
