import { describe, expect, it } from "vitest";
import { CodeCycle } from "./code-cycle";

describe("a code that is shown", () => {
  const cycle = new CodeCycle(60, 1_000);

  it("counts down from the moment it came, whatever the phone's clock says", () => {
    expect(cycle.secondsLeft(1_000)).toBe(60);
    expect(cycle.secondsToRenewal(1_000)).toBe(55);
    expect(cycle.secondsLeft(60_999)).toBe(1);
    expect(cycle.secondsLeft(61_000)).toBe(0);
    expect(cycle.share(31_000)).toBe(0.5);
  });

  it("is renewed five seconds before it ends", () => {
    expect(cycle.isDue(55_999)).toBe(false);
    expect(cycle.isDue(56_000)).toBe(true);
    expect(cycle.isOver(60_999)).toBe(false);
    expect(cycle.isOver(61_000)).toBe(true);
  });

  it("is not due the moment it comes, however short its life", () => {
    expect(new CodeCycle(4, 0).isDue(1_000)).toBe(false);
    expect(new CodeCycle(4, 0).isDue(3_000)).toBe(true);
  });
});
