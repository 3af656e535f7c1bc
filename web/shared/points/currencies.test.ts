import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { LOCALES, misread, spreadAmounts } from "./every-currency.fixture";
import { moneyFormat } from "./money";

const file = new URL("../../../tests/vectors/currencies.json", import.meta.url);
const published = JSON.parse(readFileSync(file, "utf8")) as Record<string, string[]>;
const digits = new Map(Object.entries(published).flatMap(([of, codes]) => codes.map((code) => [code, Number(of)])));
const currencies = Intl.supportedValuesOf("currency");
const amounts = [1, 9, 100, 4_505, 45_000, 123_456, 1_234_567, 99_999_999];

describe("every currency in every locale", () => {
  it("has the digits that ISO 4217 publishes, whatever the browser shows", () => {
    expect(currencies.length).toBeGreaterThanOrEqual(160);
    expect(LOCALES.length).toBeGreaterThanOrEqual(40);
    const found = currencies.map((code) => [code, moneyFormat(code, "en-US").digits]);
    expect(found).toEqual(currencies.map((code) => [code, digits.get(code)]));
  });

  it.each(LOCALES)("is read in %s as it is written there, or refused, but never as another amount", (locale) => {
    const known = Object.fromEntries(currencies.map((code) => [code, digits.get(code) ?? Number.NaN]));
    expect(misread(locale, known, amounts).slice(0, 5)).toEqual([]);
  });

  it("is tried with amounts of every size", () => {
    const tried = spreadAmounts(1_000);
    expect(new Set(tried.map((minor) => String(minor).length))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8]));
  });
});
