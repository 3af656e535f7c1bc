/** Ties the scanner's state machine to the page's keys: swallows bursts wherever the focus is, and undoes their beginning. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { PAUSE, Wedge } from "./wedge";

export class WedgeKeys implements ReactiveController {
  readonly #wedge = new Wedge();
  /** how to come back to before each key of the run */
  #restores: (() => void)[] = [];
  #timer = 0;

  /** `keep` is called before a key of a run has done anything and answers how to undo what follows. */
  constructor(
    host: ReactiveControllerHost,
    private readonly keep: () => () => void,
    private readonly scanned: (text: string) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener("keydown", this.#press, { capture: true });
  }

  hostDisconnected(): void {
    removeEventListener("keydown", this.#press, { capture: true });
    clearTimeout(this.#timer);
  }

  readonly #press = (event: KeyboardEvent): void => {
    // A scanner neither holds a key down nor uses modifiers other than Shift.
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const verdict = this.#wedge.press(event.key, event.timeStamp);
    if (verdict.kind === "pass") {
      if (verdict.begins) this.#restores = [];
      if (event.key.length === 1) this.#restores.push(this.keep());
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (verdict.kind === "scanned") this.#finish(verdict.text);
    else this.#goOn(verdict.restore);
  };

  #goOn(restore: boolean): void {
    if (restore) this.#restores[this.#wedge.start]?.();
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(this.#pause, PAUSE + 20);
  }

  readonly #pause = (): void => {
    const text = this.#wedge.pause(performance.now());
    if (text !== null) this.#finish(text);
  };

  #finish(text: string): void {
    clearTimeout(this.#timer);
    this.scanned(text);
  }
}
