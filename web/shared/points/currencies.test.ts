import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { formatMoney, moneyFormat, parseAmount, typedAmount } from "./money";

const file = new URL("../../../tests/vectors/currencies.json", import.meta.url);
const published = JSON.parse(readFileSync(file, "utf8")) as Record<string, string[]>;
const digits = new Map(Object.entries(published).flatMap(([of, codes]) => codes.map((code) => [code, Number(of)])));
const currencies = Intl.supportedValuesOf("currency");
const locales = `en-US en-GB en-CA en-AU en-IN en-DE en-ZA en-CH de-DE de-AT de-CH fr-FR fr-CA fr-CH es-ES es-MX es-US
  pt-BR pt-PT it-IT nl-NL sv-SE nb-NO da-DK fi-FI pl-PL cs-CZ hu-HU ro-RO bg-BG ru-RU uk-UA tr-TR he-IL ar-EG ar-AE
  fa-IR hi-IN bn-BD ur-PK th-TH vi-VN id-ID ja-JP ko-KR zh-CN zh-TW mr-IN ne-NP my-MM`.split(/\s+/);
const amounts = [1, 9, 100, 4_505, 45_000, 123_456, 1_234_567, 99_999_999];

/** An amount as the locale writes it, without the currency. */
function written(minor: number, currency: string, locale: string): string {
  const count = digits.get(currency) ?? Number.NaN;
  const format = { minimumFractionDigits: count, maximumFractionDigits: count };
  const parts = new Intl.NumberFormat(locale, { style: "currency", currency, ...format });
  const kept = ["integer", "group", "decimal", "fraction"];
  const text = `${minor}e-${count}` as Intl.StringNumericLiteral;
  return parts
    .formatToParts(text as unknown as number)
    .flatMap(({ type, value }) => (kept.includes(type) ? [value] : []))
    .join("");
}

describe("every currency in every locale", () => {
  it("has the digits that ISO 4217 publishes, whatever the browser shows", () => {
    expect(currencies.length).toBeGreaterThanOrEqual(160);
    expect(locales.length).toBeGreaterThanOrEqual(40);
    const found = currencies.map((code) => [code, moneyFormat(code, "en-US").digits]);
    expect(found).toEqual(currencies.map((code) => [code, digits.get(code)]));
  });

  it.each(locales)("is read in %s as it is written there, or refused, but never as another amount", (locale) => {
    const wrong: string[] = [];
    for (const currency of currencies) {
      const format = moneyFormat(currency, locale);
      for (const minor of amounts) {
        const texts = [written(minor, currency, locale), typedAmount(minor, format)];
        for (const text of texts) {
          const read = parseAmount(text, format);
          if (!("minor" in read) || read.minor !== minor) wrong.push(`${currency} ${text}: ${JSON.stringify(read)}`);
        }
      }
    }
    expect(wrong.slice(0, 5)).toEqual([]);
  });

  it.each(locales)("is shown in %s with all its digits, so that what is shown can be typed", (locale) => {
    for (const currency of currencies) {
      const shown = formatMoney(123_456, moneyFormat(currency, locale));
      expect(shown).toContain(written(123_456, currency, locale));
    }
  });
});
