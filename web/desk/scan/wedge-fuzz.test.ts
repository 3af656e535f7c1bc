/**
 * The wedge against generated hands and scanners, by a seed: 1,000 of each, in a soak 20,000.
 *
 * No clock can tell a scanner of 56 to 80 ms a key from a very fast hand by a digit or two. So one that slow sends Enter
 * at its end, and what is no code of ours pauses there only after four keys, and neither just before Enter nor just before a code in it.
 */
import { describe, expect, it, vi } from "vitest";
import { beginningOf, LINK, QUICK } from "./wedge";
import { CLINIC, DeskModel, type Place, type Stroke, strokes } from "./wedge.fixture";

/** Milliseconds for a soak on a busy machine. */
vi.setConfig({ testTimeout: 120_000 });

const COUNT = import.meta.env["SOAK"] ? 20_000 : 1_000;
const PLACES: readonly Place[] = ["amount", "text", "nothing"];
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const ANY = `${BASE32}abckz0189.,+-/:;=?!@ '`;

/** Numbers and choices by a seed, the same in every run. */
class Dice {
  constructor(private seed: number) {}

  /** mulberry32 */
  next(): number {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  of<Item>(items: ArrayLike<Item>): Item {
    return items[this.between(0, items.length - 1)] as Item;
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  text(letters: string, length: number): string {
    return Array.from({ length }, () => this.of(letters)).join("");
  }
}

const codeOf = (dice: Dice, clinic = CLINIC): string =>
  beginningOf(clinic) + dice.text(BASE32, 146 - beginningOf(clinic).length);

const spelled = (dice: Dice, code: string): string => (dice.chance(0.2) ? code.toLowerCase() : code);

/** What a QR or a bar code can hold that is not exactly one code; "\n" is Enter, "\t" Tab. */
const BROKEN: ((dice: Dice) => string)[] = [
  (dice) => `${dice.between(10, 9_999_999)}`,
  (dice) => dice.text("0123456789", dice.of([8, 12, 13, 14])),
  (dice) => `${codeOf(dice)}\n${dice.between(10, 99_999)}`,
  (dice) => `${codeOf(dice)}\n${codeOf(dice)}`,
  (dice) => `${dice.between(10, 99_999)}\n${codeOf(dice)}`,
  (dice) => `${dice.between(10, 99_999)}${codeOf(dice)}`,
  (dice) => {
    const runs = Array.from({ length: dice.between(2, 30) }, () => dice.text(ANY, dice.between(2, 5)));
    return `${codeOf(dice)}\n${runs.join("\n")}\n99999`;
  },
  (dice) => codeOf(dice).slice(0, dice.between(3, 19)),
  (dice) => `${codeOf(dice)}${dice.of("0189-")}`,
  (dice) => dice.text(ANY, dice.between(2, 200)),
  (dice) => `\n${dice.text(ANY, dice.between(2, 40))}`,
  (dice) => `${dice.text("cdifwp", 1)}${dice.between(10, 99_999)}`,
  (dice) => `k\n${dice.between(10, 99_999)}`,
  (dice) => `${dice.between(1, 99)}\t${dice.between(1, 9_999)}\t`,
  (dice) => `]Q${dice.between(0, 9)}${dice.between(10, 99_999)}`,
];

const keysOf = (text: string): string[] =>
  [...text].map((key) => (key === "\n" ? "Enter" : key === "\t" ? "Tab" : key));

/** A gap that jitters by a quarter, and is still linked. */
const jittered = (dice: Dice, pace: number): number => Math.min(LINK, pace * (0.75 + dice.next() / 2));

/** Keys with a scanner's pace, a few pauses at the places that are given. */
function sent(dice: Dice, keys: readonly string[], pace: number, mayPause: (index: number) => boolean): Stroke[] {
  const first = dice.between(1, keys.length);
  const pauses = new Set([[], [], [], [first], [first, first + dice.between(4, 60)]][dice.between(0, 4)]);
  return strokes(keys, (index) =>
    pauses.has(index) && mayPause(index) ? dice.between(100, 600) : jittered(dice, pace),
  );
}

/** The desk before a transmission: something is typed, a while ago. */
const before = (dice: Dice, place: Place): DeskModel =>
  new DeskModel(place, dice.of(["", "45", "450.00", "Ana", "99999"]));

const NOTHING_DONE = { opened: [], acted: [] };

describe.each(PLACES)("of a scanner (%s)", (place) => {
  it("no code is lost at 5 to 60 ms a key, and nothing else happens", () => {
    for (let seed = 1; seed <= COUNT; seed++) {
      const dice = new Dice(seed);
      const code = spelled(dice, codeOf(dice));
      const symbol = dice.chance(0.3) ? `]Q${dice.between(0, 9)}` : "";
      const pace = dice.between(5, 60);
      const end = dice.of([["Enter"], ["Enter"], ["Tab"], ["Enter", "Enter"], []]);
      const mayPause = (index: number): boolean => index >= (symbol ? 5 : 1) && index < symbol.length + code.length;
      const desk = before(dice, place);
      const { value } = desk;
      desk.hear(sent(dice, [...symbol, ...code, ...end], pace, mayPause), dice.chance(0.3)).silence();
      expect({ seed, scanned: desk.scanned, unread: desk.unread, ...desk.left }).toEqual({
        seed,
        scanned: [code],
        unread: 0,
        value,
        ...NOTHING_DONE,
      });
    }
  });

  it("nothing that is not exactly one code reaches the page, at 5 to 80 ms a key", () => {
    for (let seed = 1; seed <= COUNT; seed++) {
      const dice = new Dice(-seed);
      const pace = dice.between(5, 80);
      const text = dice.of(BROKEN)(dice);
      const keys = keysOf(pace > 40 || text.length < 3 || dice.chance(0.7) ? `${text}\n` : text);
      const isSlow = pace * 1.25 > QUICK;
      const [least, most] = isSlow ? [4, keys.length - 2] : [3, keys.length - 1];
      const own = isSlow ? text.indexOf(beginningOf(CLINIC)) : -1;
      const mayPause = (index: number): boolean =>
        index >= least &&
        index <= most &&
        index !== own &&
        keys[index - 1] !== "Enter" &&
        !(isSlow && keys[index] === "Enter");
      const desk = before(dice, place);
      const { value } = desk;
      desk.hear(sent(dice, keys, pace, mayPause), dice.chance(0.3)).silence();
      expect({ seed, text, pace, scanned: desk.scanned, ...desk.left }).toEqual({
        seed,
        text,
        pace,
        scanned: [],
        value,
        ...NOTHING_DONE,
      });
      expect(desk.unread).toBeGreaterThan(0);
    }
  });

  it("what its first keys opened or typed is undone where the machine held the next one back", () => {
    for (let seed = 1; seed <= COUNT; seed++) {
      const dice = new Dice(seed * 13);
      // What cannot be taken back is out of anybody's reach: such a key does not come first here.
      const text = `${dice.of("abcdgw15,/?")}${dice.of("abcd05")}${dice.of(BROKEN)(dice)}`;
      const desk = before(dice, place);
      const { value } = desk;
      const heldBack = dice.between(1, 2);
      const keys = sent(dice, keysOf(`${text}\n`), dice.between(5, 40), () => false);
      desk.hear(keys, true, (index) => index === heldBack).silence();
      expect({ seed, text, ...desk.left }).toEqual({ seed, text, value, ...NOTHING_DONE });
    }
  });

  it("nothing follows a code after a pause", () => {
    for (let seed = 1; seed <= COUNT; seed++) {
      const dice = new Dice(seed * 7);
      const [code, pace] = [codeOf(dice), dice.between(5, 80)];
      const desk = before(dice, place);
      const { value } = desk;
      const first = sent(dice, [...code, "Enter"], pace, () => false);
      const from = (first.at(-1)?.at ?? 0) + dice.between(110, 600);
      const rest = strokes(keysOf(`${dice.between(10, 99_999)}\n`), () => jittered(dice, pace), from);
      desk.hear([...first, ...rest], dice.chance(0.3)).silence();
      expect({ seed, scanned: desk.scanned, ...desk.left }).toEqual({ seed, scanned: [code], value, ...NOTHING_DONE });
    }
  });
});

/** A hand at 60 to 400 ms a key, with rolls of two keys; a key that begins something has its own moment. */
function hand(dice: Dice, keys: readonly string[], isOwnMoment: (key: string) => boolean): Stroke[] {
  const pace = dice.between(60, 400);
  let hasRolled = true;
  return strokes(keys, (index) => {
    const key = keys[index] ?? "";
    const isRoll = !hasRolled && dice.chance(0.2) && !isOwnMoment(key);
    hasRolled = isRoll;
    if (isRoll) return dice.between(25, 35);
    return Math.max(isOwnMoment(key) ? LINK + 1 : 60, Math.round(pace * (0.75 + dice.next() / 2)));
  });
}

const AMOUNTS = [
  (dice: Dice) => `${dice.between(1, 99_999)}`,
  (dice: Dice) => `${dice.between(1, 9_999)}.${dice.between(10, 99)}`,
  (dice: Dice) => `${dice.between(1, 99)},${dice.between(100, 999)}.00`,
];
const TEXTS = [
  (dice: Dice) => dice.of(["Ana Ruiz", "Christopherson", "Bo Ng", "o'brien", "O.L. MEYER-SCHULZ"]),
  (dice: Dice) => `${dice.text("abcdefghij", 6)}.${dice.text("klmnop", 8)}${dice.between(1, 99)}@example.com`,
  (dice: Dice) => `INV-2026-${dice.between(1_000, 9_999)}`,
  (dice: Dice) => `correct-Horse${dice.between(10, 9_999)}!`,
  () => "sent back, the color was wrong; paid in cash",
];

describe("a person's typing at 60 to 400 ms a key is never taken for a scan", () => {
  it("as an amount", () => {
    for (let seed = 1; seed <= COUNT; seed++) {
      const dice = new Dice(seed * 3);
      const amount = dice.of(AMOUNTS)(dice);
      const tender = dice.chance(0.3) ? [dice.of("cdifwp")] : [];
      const isOwnMoment = (key: string): boolean => !/[\d.,]/u.test(key);
      const desk = new DeskModel("amount").hear(hand(dice, [...tender, ...amount, "Enter"], isOwnMoment)).silence();
      const { scanned, unread } = desk;
      expect({ seed, scanned, unread, ...desk.left }).toEqual({
        seed,
        scanned: [],
        unread: 0,
        value: amount,
        opened: tender,
        acted: ["Enter"],
      });
    }
  });

  it("as any other text", () => {
    for (let seed = 1; seed <= COUNT; seed++) {
      const dice = new Dice(seed * 5);
      const text = dice.of(TEXTS)(dice);
      const desk = new DeskModel("text").hear(hand(dice, [...text, "Enter"], (key) => key === "Enter")).silence();
      const { scanned, unread } = desk;
      expect({ seed, scanned, unread, ...desk.left }).toEqual({
        seed,
        scanned: [],
        unread: 0,
        value: text,
        opened: [],
        acted: ["Enter"],
      });
    }
  });

  it("before a scan, and after it", () => {
    for (let seed = 1; seed <= COUNT; seed++) {
      const dice = new Dice(seed * 11);
      const [first, second, code] = [dice.of(AMOUNTS)(dice), dice.of(AMOUNTS)(dice), codeOf(dice)];
      const typed = hand(dice, [...first], () => false);
      const scan = strokes([...code, "Enter"], dice.between(5, 25), (typed.at(-1)?.at ?? 0) + dice.between(120, 900));
      const after = (scan.at(-1)?.at ?? 0) + dice.between(701, 2_000);
      const more = hand(dice, [...second, "Enter"], (key) => key === "Enter");
      const shift = after - (more[0]?.at ?? 0);
      const later = more.map(({ key, at }) => ({ key, at: at + shift }));
      const desk = new DeskModel("amount").hear([...typed, ...scan, ...later], dice.chance(0.3)).silence();
      const { scanned, unread } = desk;
      expect({ seed, scanned, unread, ...desk.left }).toEqual({
        seed,
        scanned: [code],
        unread: 0,
        value: first + second,
        opened: [],
        acted: ["Enter"],
      });
    }
  });
});
