import { describe, expect, it } from "vitest";
import { drawLine } from "./line";

const frame = { width: 100, height: 50, margin: 5 };

describe("a line over days", () => {
  it("begins at the left, ends at the right, and has the greatest value at the top", () => {
    expect(drawLine([0, 10, 5], frame)).toMatchObject({ line: "M5,45L50,5L95,25", end: { x: 95, y: 25 }, zero: 45 });
  });

  it("stands on zero, so that a small difference looks small", () => {
    expect(drawLine([98, 100], frame)?.line).toBe("M5,5.8L95,5");
  });

  it("is flat at the bottom where nothing happened", () => {
    expect(drawLine([0, 0, 0], frame)?.line).toBe("M5,45L50,45L95,45");
  });

  it("is none of a single day", () => {
    expect(drawLine([7], frame)).toBeNull();
  });
});
