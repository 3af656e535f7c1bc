import { describe, expect, it } from "vitest";
import { moneyFormat, parseAmount } from "../../shared/points/money";
import { amountWords, examples } from "./tender-words";

describe("the hint for an amount", () => {
  it.each([
    ["USD", "en-US", ["450", "450.00"]],
    ["EUR", "de-DE", ["450", "450,00"]],
    ["EUR", "en-DE", ["450", "450.00"]],
    ["JPY", "ja-JP", ["450"]],
    ["KWD", "en-US", ["450", "450.000"]],
  ])("in %s and %s names what the field takes", (currency, locale, said) => {
    const format = moneyFormat(currency, locale);
    expect(examples(format)).toEqual(said);
    for (const text of said) expect(parseAmount(text, format)).toEqual({ minor: 450 * 10 ** format.digits });
    expect(amountWords["not-an-amount"](format)).toBe(`Write the amount in digits, like ${said.join(" or ")}.`);
  });
});
