/**
 * A scanner that types: tells its bursts from a person's typing, on `event.key` alone.
 *
 * A **run** is keys no more than a `PAUSE` apart. It is a **burst** as soon as its last few keys came faster than a
 * person can type: from then on every key is swallowed, and what the first few left behind is to be undone. Keys of the
 * run that a person typed before the scanner began are none of it. It ends with Enter or with a pause; of 20 characters
 * or more it is a scanned text, of fewer it is dropped (some other bar code).
 */

/** Milliseconds: the mean gap of a scanner's keys is at most this. */
export const MEAN_GAP = 35;
/** Milliseconds: a longer silence ends a run. A busy machine may hold a scanner's keys back for a moment. */
export const PAUSE = 500;
/** Milliseconds: a key that comes later than this after another is not the scanner's next, before a burst is known. */
const SLOWEST = 60;
/** Keys by which a burst is known. */
const KNOWN_AFTER = 6;
/** Characters that a scanned text has at least. */
export const SHORTEST = 20;

export type Verdict =
  /** a person's key: let it through. `begins`: the first of a run, so what a burst must restore is what is there now */
  | { kind: "pass"; begins: boolean }
  /** a scanner's key: keep it from the page. `restore`: undo what came through before the burst was known */
  | { kind: "swallow"; restore: boolean }
  /** the end of a burst: what was scanned */
  | { kind: "scanned"; text: string };

export class Wedge {
  #keys: { key: string; at: number }[] = [];
  #isBurst = false;
  /** the key of the run that the burst began with, counted from 0 */
  start = 0;

  /** One key, at a moment in milliseconds of a clock that never jumps. */
  press(key: string, at: number): Verdict {
    if (key === "Shift" || key === "CapsLock") return { kind: "pass", begins: false };
    if (this.#isSilent(at)) this.#reset();
    if (key === "Enter") return this.#end() ?? { kind: "pass", begins: false };
    if (!/^[0-9A-Za-z]$/.test(key)) return this.#other();
    this.#keys.push({ key, at });
    if (this.#isBurst) return { kind: "swallow", restore: false };
    if (!this.#isFast()) return { kind: "pass", begins: this.#keys.length === 1 };
    this.#isBurst = true;
    this.start = this.#keys.findLastIndex(
      ({ at }, index, keys) => at - (keys[index - 1]?.at ?? Number.NEGATIVE_INFINITY) > SLOWEST,
    );
    return { kind: "swallow", restore: true };
  }

  /** Time went by without a key: the text, if a burst has just ended so. */
  pause(at: number): string | null {
    if (!this.#isSilent(at)) return null;
    const ended = this.#end();
    return ended?.kind === "scanned" ? ended.text : null;
  }

  /** Inside a burst a stray key is the scanner's too; otherwise it is a person's. */
  #other(): Verdict {
    if (this.#isBurst) return { kind: "swallow", restore: false };
    this.#reset();
    return { kind: "pass", begins: false };
  }

  #end(): Verdict | null {
    const text = this.#keys
      .slice(this.start)
      .map(({ key }) => key)
      .join("");
    const wasBurst = this.#isBurst;
    this.#reset();
    if (!wasBurst) return null;
    return text.length >= SHORTEST ? { kind: "scanned", text } : { kind: "swallow", restore: false };
  }

  #isSilent(at: number): boolean {
    const last = this.#keys.at(-1);
    return last !== undefined && at - last.at > PAUSE;
  }

  #isFast(): boolean {
    return this.#keys.length >= KNOWN_AFTER && meanGap(this.#keys.slice(-KNOWN_AFTER)) <= MEAN_GAP;
  }

  #reset(): void {
    this.#keys = [];
    this.#isBurst = false;
    this.start = 0;
  }
}

function meanGap(keys: readonly { at: number }[]): number {
  const [first, last] = [keys[0], keys.at(-1)];
  return first && last && keys.length > 1 ? (last.at - first.at) / (keys.length - 1) : 0;
}
