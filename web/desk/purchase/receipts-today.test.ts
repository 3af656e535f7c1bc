/** Today's receipts: what a search fits. */
import { describe, expect, it } from "vitest";
import type { Sale } from "../../shared/api/contracts.gen";
import { moneyFormat } from "../../shared/points/money";
import { fits } from "./receipts-today";

const receipt: Sale = {
  entry_id: "e",
  patient_id: "p",
  name: "José R.",
  recorded_at: "2026-11-22T18:04:05Z",
  amount_minor: 123_450,
  points: 1,
  tenders: [],
  receipt_number: "R-17",
  refunded_minor: {},
  closed: null,
  expires_on: null,
  recorded_by: "",
};

describe("a search among today's receipts", () => {
  const dollars = moneyFormat("USD", "en-US");

  it.each(["", "r-17", "jose", "JOSÉ r", "1234.5", "1,234.50", "17 jose 1234"])("fits %j", (search) => {
    expect(fits(receipt, search, dollars)).toBe(true);
  });

  it.each(["r-18", "jose x", "1234.6", "ruiz"])("does not fit %j", (search) => {
    expect(fits(receipt, search, dollars)).toBe(false);
  });

  it("needs no number, and no decimals where the currency has none", () => {
    const yen = moneyFormat("JPY", "ja-JP");
    expect(fits({ ...receipt, receipt_number: null }, "123450", yen)).toBe(true);
  });
});
