import { describe, expect, it } from "vitest";
import { beginningOf, WAIT } from "./wedge";
import { CODE, DeskModel, type Place, strokes } from "./wedge.fixture";

const PLACES: readonly Place[] = ["amount", "text", "nothing"];
const NOTHING = { value: "", opened: [], acted: [] };
const LINE = [...CODE, "Enter"];

/** The desk after a transmission. */
const after = (
  keys: Iterable<string>,
  gap: number | ((index: number) => number),
  place: Place = "amount",
  value = "",
) => new DeskModel(place, value).hear(strokes(keys, gap)).silence();

describe("a scanner that types", () => {
  it.each(PLACES.flatMap((place) => [1, 5, 10, 20, 36, 50, 60, 75].map((gap) => ({ place, gap }))))(
    "is heard at $gap ms a key, and leaves nothing behind ($place)",
    ({ place, gap }) => {
      const desk = after(LINE, gap, place);
      expect(desk.scanned).toEqual([CODE]);
      expect(desk.left).toEqual(NOTHING);
    },
  );

  it("leaves what was typed before it", () => {
    expect(after(LINE, 10, "amount", "45").value).toBe("45");
    const desk = new DeskModel("amount").hear([...strokes("85", 150), ...strokes(LINE, 10, 10_270)]).silence();
    expect([desk.value, desk.scanned]).toEqual(["85", [CODE]]);
  });

  it.each([
    ["nothing", []],
    ["Enter", ["Enter"]],
    ["Tab", ["Tab"]],
    ["CR LF", ["Enter", "Enter"]],
  ])("may end with %s", (_, end) => {
    expect(after([...CODE, ...end], 10).scanned).toEqual([CODE]);
  });

  it.each(["]Q1", "]Q3", "]d2", "*Q1"])("may name its symbol: %s", (prefix) => {
    for (const gap of [10, 60]) expect(after([...prefix, ...LINE], gap).scanned).toEqual([CODE]);
  });

  it.each([1, 2, 3, 20, CODE.length])("may pause for 600 ms after %i keys", (pauseAt) => {
    for (const place of PLACES) {
      for (const gap of [10, 60]) {
        const desk = after(LINE, (index) => (index === pauseAt ? 600 : gap), place);
        expect(desk.scanned).toEqual([CODE]);
        expect(desk.left).toEqual(NOTHING);
      }
    }
  });

  it("is heard under Caps Lock", () => {
    expect(after([...CODE.toLowerCase(), "Enter"], 60).scanned).toEqual([CODE.toLowerCase()]);
  });

  it("is heard where the code is another clinic's, for the server to tell", () => {
    const other = [...`${beginningOf("other-clinic")}3DBFRRWC3DBMJQXGYLTFRRGK3DMME3D2`, "Enter"];
    for (const gap of [10, 60]) expect(after(other, gap, "text").scanned).toHaveLength(1);
  });

  it("is heard twice when it scans twice", () => {
    expect(new DeskModel("amount").hear([...strokes(LINE, 5), ...strokes(LINE, 5, 11_000)]).silence().scanned).toEqual([
      CODE,
      CODE,
    ]);
  });

  it("is no person's after its code: what follows a pause is dropped, at its own pace", () => {
    for (const gap of [10, 60, 75]) {
      const first = strokes(LINE, gap);
      const rest = strokes([..."99999", "Enter"], gap, (first.at(-1)?.at ?? 0) + 600);
      const desk = new DeskModel("amount").hear([...first, ...rest]).silence();
      expect(desk.scanned).toEqual([CODE]);
      expect(desk.unread).toBe(1);
      expect(desk.left).toEqual(NOTHING);
    }
  });
});

describe("Enter after a scan", () => {
  const after = (keys: string[]) =>
    new DeskModel("amount").hear([...strokes(LINE, 5), ...strokes(keys, 100, 10_700)]).silence().left;

  it("is the rest of it, at once", () => {
    expect(after(["Enter"])).toEqual(NOTHING);
  });

  it("is a person's after digits", () => {
    expect(after(["4", "5", "Enter"])).toEqual({ value: "45", opened: [], acted: ["Enter"] });
  });
});

describe("a transmission that is not exactly one code", () => {
  it.each([
    ["an amount", "99999\n"],
    ["a code and an amount", `${CODE}\n99999\n`],
    ["a code, short runs and an amount", `${CODE}\nabc\nab\n12\n99999\n`],
    ["two codes", `${CODE}\n${CODE}\n`],
    ["two codes without an end", `${CODE}${CODE}`],
    ["a code and a letter", `${CODE}\nk`],
    ["Enter and a code", `\n${CODE}\n`],
    ["an amount and a code", `99999\n${CODE}\n`],
    ["a code after digits", `99999${CODE}\n`],
    ["a tender and an amount", "d99999\n"],
    ["punctuation", "+-*/=.,;:!?\n"],
    ["another bar code", "4006381333931\n"],
    ["an address", "https://example.com/99999\n"],
    ["tabs between amounts", "500\t100\t\n"],
    ["a part of a code", `${CODE.slice(0, 19)}\n`],
    ["characters of no code", `${CODE}0189\n`],
    ["two digits", "99\n"],
    ["Enter twice", "\n\n9\n"],
    ["a code that is too long", `${CODE.repeat(40)}\n`],
  ])("does nothing: %s", (_, text) => {
    const keys = [...text].map((key) => (key === "\n" ? "Enter" : key === "\t" ? "Tab" : key));
    for (const place of PLACES) {
      for (const gap of [5, 20, 36, 50, 60, 80]) {
        const desk = after(keys, gap, place, "45");
        expect(desk.scanned).toEqual([]);
        expect(desk.unread).toBe(1);
        expect(desk.left).toEqual({ ...NOTHING, value: place === "nothing" ? "" : "45" });
      }
    }
  });

  it("goes on until silence, whatever pauses it has", () => {
    const gap = (index: number): number => (index % 7 === 6 ? WAIT - 50 : 5);
    expect(after("999999999999999999999999999999", gap).left).toEqual(NOTHING);
  });
});

describe("a person who types", () => {
  it.each([60, 81, 150, 280, 400])("is let through at %i ms a key", (gap) => {
    const desk = new DeskModel("amount").hear(strokes("1234567890.12", gap)).silence();
    expect([desk.value, desk.unread]).toEqual(["1234567890.12", 0]);
  });

  it("sees each digit at once", () => {
    const desk = new DeskModel("amount").hear(strokes("450", 70));
    expect(desk.value).toBe("450");
  });

  it("rolls two keys", () => {
    for (const roll of [21, 30, 55]) {
      const desk = new DeskModel("amount").hear(strokes("145022", (index) => (index % 2 === 0 ? roll : 140))).silence();
      expect([desk.value, desk.unread]).toEqual(["145022", 0]);
    }
  });

  it("presses Escape, an arrow or Tab as often and as fast as they like, and goes on", () => {
    for (const key of ["Escape", "ArrowDown", "Tab"]) {
      const moved = strokes([key, key, key, key], 10);
      const desk = new DeskModel("text").hear([...moved, ...strokes("Ana", 105, 10_135)]).silence();
      expect([desk.value, desk.unread]).toEqual(["Ana", 0]);
    }
  });

  it("may type what a clinic of a short name would begin its codes with", () => {
    const desk = new DeskModel("text", "", "a").hear(strokes("Mewes", 150)).silence();
    expect([beginningOf("a"), desk.value, desk.unread]).toEqual(["MEW", "Mewes", 0]);
  });

  it("begins with a key of the desk and goes on fast", () => {
    const desk = after("d450", 60);
    expect(desk.left).toEqual({ value: "450", opened: ["d"], acted: [] });
  });

  it("is heard with Enter 81 ms after a digit, and not before", () => {
    const enter = (gap: number) => after(["4", "5", "0", "Enter"], (index) => (index === 3 ? gap : 150)).left;
    expect(enter(81)).toEqual({ value: "450", opened: [], acted: ["Enter"] });
    expect(enter(80)).toEqual({ value: "450", opened: [], acted: [] });
  });

  it("loses no digit to three quick keys in the middle of an amount", () => {
    const desk = after("1450", (index) => (index === 1 ? 150 : 30));
    expect([desk.value, desk.unread]).toEqual(["1450", 0]);
  });
});
