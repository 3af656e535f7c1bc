import { describe, expect, it } from "vitest";
import type { PastSale, TenderKind } from "../../shared/api/contracts.gen";
import { moneyFormat } from "../../shared/points/money";
import { leftOf, pastPurchase, readRefund, refundedMinor, unmovable } from "./past-purchases";

const dollars = moneyFormat("USD", "en-US");
const sold: PastSale = {
  entry_id: "e1",
  recorded_at: "2026-11-22T18:04:05Z",
  points: 4_000,
  amount_minor: 45_000,
  tenders: [
    { kind: "cash", amount_minor: 30_000 },
    { kind: "points", amount_minor: 5_000 },
    { kind: "cash", amount_minor: 10_000 },
  ],
  receipt_number: "A-17",
  refunded_minor: {},
  closed: null,
};

describe("a purchase of before", () => {
  it("has all of each tender left when nothing was undone of it", () => {
    expect(leftOf(pastPurchase(sold))).toEqual([
      { kind: "cash", amount_minor: 40_000 },
      { kind: "points", amount_minor: 5_000 },
    ]);
  });

  it("has what was not refunded yet left", () => {
    const purchase = pastPurchase({ ...sold, refunded_minor: { cash: 100, points: 5_000 } });
    expect(leftOf(purchase)).toEqual([{ kind: "cash", amount_minor: 39_900 }]);
    expect(refundedMinor(purchase)).toBe(5_100);
  });

  it("has nothing left once it is closed", () => {
    expect(leftOf(pastPurchase({ ...sold, closed: "voided" }))).toEqual([]);
  });
});

describe("a refund as it is typed", () => {
  const left = leftOf(pastPurchase(sold));
  const lines = (cash: string, points: string, by: TenderKind = "cash") => [
    { amount: cash, returnedAs: by },
    { amount: points, returnedAs: "points" as const },
  ];

  it("names the tenders that something goes back of", () => {
    expect(readRefund(lines("100.50", ""), left, dollars)).toEqual({
      lines: [{ kind: "cash", amount_minor: 10_050, returned_as: null }],
    });
    expect(readRefund(lines("0", "50"), left, dollars)).toEqual({
      lines: [{ kind: "points", amount_minor: 5_000, returned_as: null }],
    });
  });

  it("says by what the money goes back where that is not how it came", () => {
    expect(readRefund(lines("100", "", "card"), left, dollars)).toEqual({
      lines: [{ kind: "cash", amount_minor: 10_000, returned_as: "card" }],
    });
  });

  it("is refused where more would go back than is left, with the numbers", () => {
    expect(readRefund(lines("400", "50.01"), left, dollars)).toEqual({
      bound: { code: "refund-exceeds-paid", details: { tender: "points", asked_minor: 5_001, left_minor: 5_000 } },
      line: 1,
    });
  });

  it("is refused where nothing goes back, or an amount cannot be read", () => {
    expect(readRefund(lines("", "0"), left, dollars)).toEqual({ problem: "nothing", line: 0 });
    expect(readRefund(lines("1", "x"), left, dollars)).toEqual({ problem: "not-an-amount", line: 1 });
  });
});

describe("a purchase that was rung to the wrong patient", () => {
  const byCash: PastSale = { ...sold, tenders: [{ kind: "cash", amount_minor: 45_000 }] };

  it("can be moved while nothing was undone of it", () => {
    expect(unmovable(pastPurchase(byCash))).toBeNull();
  });

  it("cannot be moved once it is closed, partly refunded, or where the account paid a part", () => {
    expect(unmovable(pastPurchase({ ...byCash, closed: "voided" }))).toBe("purchase-closed");
    expect(unmovable(pastPurchase({ ...byCash, refunded_minor: { cash: 1 } }))).toBe("purchase-partly-refunded");
    expect(unmovable(pastPurchase(sold))).toBe("reassign-paid-from-account");
  });
});
