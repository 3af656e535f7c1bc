import { beforeEach, describe, expect, it, vi } from "vitest";
import { FIRST_MOMENTS, isNew, isSlip, isSlipOfClick, showAnother } from "./first-moments";

const click = (detail: number, x = 0): boolean => isSlipOfClick({ detail, clientX: x, clientY: 300 });
const press = (key: string, repeat = false): boolean => isSlip({ key, repeat });
const wait = (milliseconds: number): void => {
  now += milliseconds;
};

let now = 0;

beforeEach(() => {
  vi.spyOn(performance, "now").mockImplementation(() => now);
  wait(10_000);
  showAnother();
});

describe("the first moments of a screen", () => {
  it.each(["Enter", " ", "Delete"])("drop %j, and not what comes after them", (key) => {
    wait(FIRST_MOMENTS - 1);
    expect(press(key)).toBe(true);
    wait(1);
    expect(press(key)).toBe(false);
  });

  it("take Enter after another key on the same screen: whoever types has seen where", () => {
    expect([press("4"), press("Enter")]).toEqual([false, false]);
  });

  it("do not count a key of the screen before, nor a modifier", () => {
    press("4");
    showAnother();
    expect([press("Shift"), press("Enter")]).toEqual([false, true]);
  });

  it("drop a click, and not one of a key or a program", () => {
    expect([click(1), click(0), isNew()]).toEqual([true, false, true]);
    wait(FIRST_MOMENTS);
    expect([click(1), isNew()]).toEqual([false, false]);
  });

  it("let what is typed through", () => {
    expect(["d", "4", "+", "Escape", "Tab"].map((key) => press(key))).toEqual(Array(5).fill(false));
  });
});

describe("the second of a double press", () => {
  beforeEach(() => wait(5_000));

  it("is dropped where the screen stays", () => {
    expect([press("Enter"), press("Enter")]).toEqual([false, true]);
    wait(FIRST_MOMENTS);
    expect(press("Enter")).toBe(false);
  });

  it("is dropped as long as a key is held down", () => {
    press("Enter");
    wait(2_000);
    expect(press("Enter", true)).toBe(true);
  });

  it("of the mouse is dropped however old the screen is, and however slow it was", () => {
    expect([click(1), click(2), click(3)]).toEqual([false, true, true]);
    wait(FIRST_MOMENTS - 1);
    expect([click(1), click(1, 40)]).toEqual([true, false]);
    wait(FIRST_MOMENTS);
    expect(click(1, 40)).toBe(false);
  });
});
