import { describe, expect, it } from "vitest";
import { HEIGHT, partOf, WHOLE, WIDTH } from "./picture";

const SIZES = [
  [4_000, 3_000],
  [3_000, 4_000],
  [1_200, 900],
  [6_000, 700],
  [601, 451],
] as const;
const CUTS = [0, 17, 50, 100].flatMap((closer) =>
  [0, 33, 100].flatMap((across) => [0, 50, 100].map((down) => ({ closer, across, down }))),
);

describe("the part of a picture that is stored", () => {
  it("lies within the picture and has one shape, whatever is cut", () => {
    for (const [width, height] of SIZES) {
      for (const cut of CUTS) {
        const part = partOf({ width, height }, cut);
        expect(part.x).toBeGreaterThanOrEqual(-1e-9);
        expect(part.y).toBeGreaterThanOrEqual(-1e-9);
        expect(part.x + part.width).toBeLessThanOrEqual(width + 1e-6);
        expect(part.y + part.height).toBeLessThanOrEqual(height + 1e-6);
        expect(part.width / part.height).toBeCloseTo(WIDTH / HEIGHT, 9);
      }
    }
  });

  it("is as much of it as the shape allows, from its middle, where nobody cut", () => {
    expect(partOf({ width: 4_000, height: 3_000 }, WHOLE)).toEqual({ x: 0, y: 0, width: 4_000, height: 3_000 });
    expect(partOf({ width: 3_000, height: 4_000 }, WHOLE)).toEqual({ x: 0, y: 875, width: 3_000, height: 2_250 });
  });
});
