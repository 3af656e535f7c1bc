/** The life of one shown code, counted on the phone's steady clock since it came: the wall clock of a phone may be wrong. */

/** Seconds before the end at which a fresh code is asked for. */
export const RENEW_BEFORE = 5;

export class CodeCycle {
  /** `receivedAt` and every `now` are milliseconds of a clock that never jumps (`performance.now`). */
  constructor(
    readonly lifetimeSeconds: number,
    readonly receivedAt: number,
  ) {}

  /** Whole seconds that are left, 0 at the end; the last second is shown as 1. */
  secondsLeft(now: number): number {
    return Math.max(0, Math.ceil(this.lifetimeSeconds - this.#age(now)));
  }

  /** Seconds until a fresh code is asked for. */
  secondsToRenewal(now: number): number {
    return Math.max(0, this.secondsLeft(now) - this.#margin());
  }

  /** The part of it that is left, 1 to 0. */
  share(now: number): number {
    return Math.max(0, 1 - this.#age(now) / this.lifetimeSeconds);
  }

  isDue(now: number): boolean {
    return this.#age(now) >= this.lifetimeSeconds - this.#margin();
  }

  isOver(now: number): boolean {
    return this.#age(now) >= this.lifetimeSeconds;
  }

  #age(now: number): number {
    return (now - this.receivedAt) / 1000;
  }

  /** A third of a very short life, so that a code is never due the moment it comes. */
  #margin(): number {
    return Math.min(RENEW_BEFORE, this.lifetimeSeconds / 3);
  }
}
