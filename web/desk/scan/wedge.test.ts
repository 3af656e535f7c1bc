import { describe, expect, it } from "vitest";
import { PAUSE, type Verdict, Wedge } from "./wedge";

const CODE = "MJSWY3DBFRRWC3DBMJQXGYLTFRRGK3DMME3D2";

/** Presses keys so many milliseconds apart; the last verdict comes last. */
function press(wedge: Wedge, keys: Iterable<string>, gap: number | ((index: number) => number), from = 0): Verdict[] {
  let at = from;
  return [...keys].map((key, index) => {
    at += typeof gap === "number" ? gap : gap(index);
    return wedge.press(key, at);
  });
}

const kinds = (verdicts: Verdict[]): string[] => verdicts.map(({ kind }) => kind);

describe("a scanner that types", () => {
  it.each([1, 10, 20, 35])("is heard at %i ms a key and ended by Enter", (gap) => {
    const verdicts = press(new Wedge(), [...CODE, "Enter"], gap);
    expect(verdicts.at(-1)).toEqual({ kind: "scanned", text: CODE });
  });

  it("is swallowed from its sixth key on, with one call to undo the first five", () => {
    const verdicts = press(new Wedge(), CODE, 10);
    expect(kinds(verdicts.slice(0, 5))).toEqual(Array(5).fill("pass"));
    expect(verdicts[0]).toEqual({ kind: "pass", begins: true });
    expect(verdicts[5]).toEqual({ kind: "swallow", restore: true });
    expect(verdicts.slice(6).every((each) => each.kind === "swallow" && !each.restore)).toBe(true);
  });

  it("may end with a pause instead of Enter", () => {
    const wedge = new Wedge();
    press(wedge, CODE, 10);
    const last = CODE.length * 10;
    expect(wedge.pause(last + PAUSE)).toBeNull();
    expect(wedge.pause(last + PAUSE + 1)).toBe(CODE);
    expect(wedge.pause(last + PAUSE + 2)).toBeNull();
  });

  it("may stutter, as long as its mean stays fast", () => {
    const verdicts = press(new Wedge(), [...CODE, "Enter"], (index) => (index % 9 === 8 ? 90 : 8));
    expect(verdicts.at(-1)).toEqual({ kind: "scanned", text: CODE });
  });

  it("may be held back for a moment by a busy machine", () => {
    const verdicts = press(new Wedge(), [...CODE, "Enter"], (index) => (index === 20 ? 480 : 10));
    expect(verdicts.at(-1)).toEqual({ kind: "scanned", text: CODE });
  });

  it("is heard under Caps Lock and with Shift between its letters", () => {
    const keys = [...CODE.toLowerCase()].flatMap((key) => ["Shift", key]);
    const verdicts = press(new Wedge(), [...keys, "Enter"], 6);
    expect(verdicts.at(-1)).toEqual({ kind: "scanned", text: CODE.toLowerCase() });
  });

  it("begins anew after a silence, so what a person typed before is not part of it", () => {
    const wedge = new Wedge();
    press(wedge, "45", 150);
    const verdicts = press(wedge, [...CODE, "Enter"], 5, 300 + PAUSE);
    expect(verdicts[0]).toEqual({ kind: "pass", begins: true });
    expect(verdicts.at(-1)).toEqual({ kind: "scanned", text: CODE });
  });

  it("takes nothing of what a person typed just before it", () => {
    const wedge = new Wedge();
    press(wedge, "85", 150);
    const verdicts = press(wedge, CODE, 10, 300 + 120);
    expect(verdicts.findIndex(({ kind }) => kind === "swallow")).toBeLessThan(6);
    expect(wedge.start).toBe(2);
    expect(wedge.press("Enter", 900)).toEqual({ kind: "scanned", text: CODE });
  });

  it("is dropped, not typed, when what it read is shorter than a code", () => {
    const verdicts = press(new Wedge(), [..."4006381333931", "Enter"], 5);
    expect(verdicts.at(-1)).toEqual({ kind: "swallow", restore: false });
  });

  it("is heard twice when it scans twice", () => {
    const wedge = new Wedge();
    press(wedge, [...CODE, "Enter"], 5);
    expect(press(wedge, [...CODE, "Enter"], 5, 1_000).at(-1)).toEqual({ kind: "scanned", text: CODE });
  });
});

describe("a person who types", () => {
  it.each([50, 80, 150, 280])("is let through at %i ms a key", (gap) => {
    expect(kinds(press(new Wedge(), [..."123456789012345678901234", "Enter"], gap))).not.toContain("swallow");
  });

  it("keeps Enter, also straight after a few quick digits", () => {
    expect(press(new Wedge(), ["4", "5", "0", "Enter"], 30).at(-1)).toEqual({ kind: "pass", begins: false });
  });

  it("keeps points, commas and corrections", () => {
    expect(kinds(press(new Wedge(), ["4", "5", ".", "0", "Backspace", "Tab"], 20))).toEqual(Array(6).fill("pass"));
  });
});
