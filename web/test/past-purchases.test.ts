import { describe, expect, it } from "vitest";
import { leftOf, pastPurchase, readRefund, refundedMinor } from "../desk/past-purchases";
import { moneyFormat } from "../shared/money";

const dollars = moneyFormat("USD", "en-US");
const entry = {
  recorded_at: new Date("2026-11-22T18:04:05Z"),
  points: 4_000,
  purchase: {
    amount_minor: 45_000,
    tenders: [
      { kind: "cash", amount_minor: 30_000 },
      { kind: "points", amount_minor: 5_000 },
      { kind: "cash", amount_minor: 10_000 },
    ],
    receipt_number: "A-17",
  },
};

describe("a purchase of before", () => {
  it("has all of each tender left when nothing was undone of it", () => {
    expect(leftOf(pastPurchase("e1", entry))).toEqual([
      { kind: "cash", amount_minor: 40_000 },
      { kind: "points", amount_minor: 5_000 },
    ]);
  });

  it("has what was not refunded yet left", () => {
    const purchase = pastPurchase("e1", entry, { refunded_minor: { cash: 100, points: 5_000 }, closed: null });
    expect(leftOf(purchase)).toEqual([{ kind: "cash", amount_minor: 39_900 }]);
    expect(refundedMinor(purchase)).toBe(5_100);
  });

  it("has nothing left once it is closed", () => {
    expect(leftOf(pastPurchase("e1", entry, { closed: "voided" }))).toEqual([]);
  });
});

describe("a refund as it is typed", () => {
  const left = leftOf(pastPurchase("e1", entry));

  it("names the tenders that something goes back of", () => {
    expect(readRefund(["100.50", ""], left, dollars)).toEqual({
      lines: [{ kind: "cash", amount_minor: 10_050, returned_as: null }],
    });
    expect(readRefund(["0", "50"], left, dollars)).toEqual({ lines: [{ kind: "points", amount_minor: 5_000, returned_as: null }] });
  });

  it("is refused where more would go back than is left, with the numbers", () => {
    expect(readRefund(["400", "50.01"], left, dollars)).toEqual({
      bound: { code: "refund-exceeds-paid", details: { tender: "points", asked_minor: 5_001, left_minor: 5_000 } },
      line: 1,
    });
  });

  it("is refused where nothing goes back, or an amount cannot be read", () => {
    expect(readRefund(["", "0"], left, dollars)).toEqual({ problem: "nothing", line: 0 });
    expect(readRefund(["1", "x"], left, dollars)).toEqual({ problem: "not-an-amount", line: 1 });
  });
});
