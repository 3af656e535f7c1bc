import { describe, expect, it } from "vitest";
import { csvOf } from "./csv";

describe("comma-separated values", () => {
  it("have a line a row, numbers as they are", () => {
    expect(csvOf(["day", "points"], [["2026-11-27", 4500]])).toBe("day,points\r\n2026-11-27,4500\r\n");
  });

  it("quote what holds a comma, a semicolon, a quote or a line", () => {
    expect(csvOf(["a"], [['1,5 "x"\ny']])).toBe('a\r\n"1,5 ""x""\ny"\r\n');
    expect(csvOf(["a"], [["cash; card"]])).toBe('a\r\n"cash; card"\r\n');
  });

  it.each(["=SUM(A1)", "+1", "-1", "@x"])("keep %s a text", (text) => {
    expect(csvOf(["a"], [[text]])).toBe(`a\r\n'${text}\r\n`);
  });
});
