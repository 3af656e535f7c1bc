/** A page that a wedge stands before, and a clock: what keys leave behind in each state of the desk. */
import { beginningOf, type Key, type Kind, Wedge } from "./wedge";

/** The places where keys may go. */
export type Place = "amount" | "text" | "nothing";

export interface Stroke {
  key: string;
  at: number;
}

export const CLINIC = "glow-dermatology";
export const CODE = `${beginningOf(CLINIC)}3DBFRRWC3DBMJQXGYLTFRRGK3DMME3D2`;

const EDGES = new Set(["Enter", "Delete"]);

export class DeskModel {
  value: string;
  opened: string[] = [];
  acted: string[] = [];
  scanned: string[] = [];
  unread = 0;
  readonly #wedge: Wedge<Key>;
  #last = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly place: Place,
    value = "",
    clinicId = CLINIC,
  ) {
    this.value = place === "nothing" ? "" : value;
    this.#wedge = new Wedge({
      keep: () => this.#keep(),
      replay: (key) => this.#do(key),
      scanned: (text) => this.scanned.push(text),
      unread: () => this.unread++,
    });
    this.#wedge.beginning = beginningOf(clinicId);
  }

  /** What a person sees and has done; `acted` is what cannot be taken back. */
  get left(): { value: string; opened: string[]; acted: string[] } {
    const { value, opened, acted } = this;
    return { value, opened, acted };
  }

  /**
   * Presses keys at their moments. The page looks at its clock between them, or is too busy to; or the machine holds
   * some keys back for so long that the page took the silence for their end.
   */
  hear(strokes: readonly Stroke[], isBusy = false, isHeldBack: (index: number) => boolean = () => false): this {
    for (const [index, { key, at }] of strokes.entries()) {
      if (isHeldBack(index)) this.#wedge.pause();
      if (!isBusy) this.#until(at);
      const pressed = { key, at, kind: this.#kind(key) };
      if (this.#wedge.press(pressed)) this.#do(pressed);
      this.#last = at;
    }
    return this;
  }

  /** Nobody presses anything any more. */
  silence(): this {
    this.#until(Number.POSITIVE_INFINITY);
    return this;
  }

  #until(at: number): void {
    for (let wait = this.#wedge.patience; wait !== null && this.#last + wait + 1 < at; wait = this.#wedge.patience) {
      this.#wedge.pause();
    }
  }

  #kind(key: string): Kind {
    if (EDGES.has(key)) return "acts";
    if (key.length > 1) return "moves";
    if (this.place === "text" || (this.place === "amount" && /[\d.,]/u.test(key))) return "text";
    return key === " " || key.toLowerCase() === "k" ? "acts" : "opens";
  }

  #do({ key, kind }: Key): void {
    if (kind === "text") this.value += key;
    else if (kind === "opens") this.opened.push(key);
    else if (kind === "acts") this.acted.push(key);
  }

  #keep(): () => void {
    const [value, opened] = [this.value, [...this.opened]];
    return () => {
      [this.value, this.opened] = [value, opened];
    };
  }
}

/** Keys with so many milliseconds between them, the first at `from`. */
export function strokes(keys: Iterable<string>, gap: number | ((index: number) => number), from = 10_000): Stroke[] {
  let at = from;
  return [...keys].map((key, index) => {
    if (index > 0) at += typeof gap === "number" ? gap : gap(index);
    return { key, at };
  });
}
