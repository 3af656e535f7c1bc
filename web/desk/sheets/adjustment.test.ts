import { describe, expect, it } from "vitest";
import { moneyFormat } from "../../shared/points/money";
import { parseSigned, reasonWords } from "./adjustment";

const format = moneyFormat("USD", "en-US");

describe("points with their sign", () => {
  it.each([
    ["500", 500],
    ["+500", 500],
    ["-500", -500],
    ["\u22121,500", -1_500],
    [" - 50", -50],
  ])("%j are %i", (text, points) => {
    expect(parseSigned(text, format)).toEqual({ points });
  });

  it.each(["", "-", "0", "-0", "5.5", "--5", "10000001", "x"])("%j is refused", (text) => {
    expect(parseSigned(text, format)).toHaveProperty("problem");
  });
});

describe("a reason", () => {
  it("is said as words", () => {
    expect(reasonWords("data-entry")).toBe("Data entry");
  });
});
