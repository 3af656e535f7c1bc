/** Listening while the page can be seen: a listener closes when its screen is left or the page is hidden. */
import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Begins to listen; answers how to stop. */
export type Listen = () => () => void;

export class Watching implements ReactiveController {
  #stop: (() => void) | null = null;

  constructor(
    host: ReactiveControllerHost,
    private readonly listen: Listen,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("visibilitychange", this.#look);
    this.#look();
  }

  hostDisconnected(): void {
    document.removeEventListener("visibilitychange", this.#look);
    this.#end();
  }

  /** Ends what is listened to, and begins anew. */
  again(): void {
    this.#end();
    this.#look();
  }

  readonly #look = (): void => {
    if (document.hidden) this.#end();
    else this.#stop ??= this.listen();
  };

  #end(): void {
    this.#stop?.();
    this.#stop = null;
  }
}
