import { describe, expect, it } from "vitest";
import { formatMoney, formatMultiplier, formatPoints, formatRate, moneyFormat, parseAmount } from "./money";

const dollars = moneyFormat("USD", "en-US");
const euros = moneyFormat("EUR", "de-DE");
const frenchEuros = moneyFormat("EUR", "fr-FR");
const yen = moneyFormat("JPY", "ja-JP");
const dinars = moneyFormat("KWD", "en-US");

describe("an amount as it is typed", () => {
  it.each([
    ["450", 45_000],
    ["450.00", 45_000],
    ["450.5", 45_050],
    ["450.", 45_000],
    [".75", 75],
    ["1,450.00", 145_000],
    ["1,000,000", 100_000_000],
    [" 12 ", 1_200],
    ["0.29", 29],
  ])("in dollars, %s is %i cents", (text, minor) => expect(parseAmount(text, dollars)).toEqual({ minor }));

  it.each([
    ["", "empty"],
    ["0", "zero"],
    ["0.00", "zero"],
    ["450,00", "not-an-amount"],
    ["4,50", "not-an-amount"],
    ["1.2.3", "not-an-amount"],
    ["12a", "not-an-amount"],
    ["-5", "not-an-amount"],
    [".", "not-an-amount"],
    ["1e3", "not-an-amount"],
    ["٤٥٠", "not-an-amount"],
    ["4.505", "too-many-decimals"],
    ["1000000.01", "too-large"],
    ["9999999999999999999999", "too-large"],
  ])("in dollars, %s is refused as %s", (text, problem) => expect(parseAmount(text, dollars)).toEqual({ problem }));

  it("follows the locale's own separators", () => {
    expect(parseAmount("1.450,50", euros)).toEqual({ minor: 145_050 });
    expect(parseAmount("450.00", euros)).toEqual({ problem: "not-an-amount" });
    expect(parseAmount("1 450,50", frenchEuros)).toEqual({ minor: 145_050 });
  });

  it("takes the keypad's point where the locale does not group with it", () => {
    expect(parseAmount("450.50", frenchEuros)).toEqual({ minor: 45_050 });
  });

  it("knows currencies without decimals and with three", () => {
    expect(parseAmount("450", yen)).toEqual({ minor: 450 });
    expect(parseAmount("450.5", yen)).toEqual({ problem: "too-many-decimals" });
    expect(parseAmount("1.234", dinars)).toEqual({ minor: 1_234 });
  });

  it("comes back as it was, for every amount written by the same locale", () => {
    for (const minor of [1, 9, 10, 99, 100, 4_505, 123_456, 99_999_999, 100_000_000]) {
      expect(parseAmount(formatMoney(minor, dollars).replace("$", ""), dollars)).toEqual({ minor });
    }
  });
});

describe("figures as they are read", () => {
  it("shows money exactly, however large", () => {
    expect(formatMoney(45_000, dollars)).toBe("$450.00");
    expect(formatMoney(9_007_199_254_740_991, dollars)).toBe("$90,071,992,547,409.91");
    expect(formatMoney(450, yen)).toContain("450");
  });

  it("shows points and rates in the locale's way", () => {
    expect(formatPoints(12_480, "en-US")).toBe("12,480");
    expect(formatRate(1_000, "en-US")).toBe("10\u00a0%");
    expect(formatRate(250, "en-US")).toBe("2.5\u00a0%");
  });

  it("shows a multiplier as a decimal where that is short and exact", () => {
    expect(["1", "3/2", "5/4", "4/3"].map((text) => formatMultiplier(text, "en-US"))).toEqual([
      "1",
      "1.5",
      "1.25",
      "4/3",
    ]);
    expect(formatMultiplier("3/2", "de-DE")).toBe("1,5");
  });
});
