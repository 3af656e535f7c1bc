/** Documents that are listened to while they can be seen: from when their screen opens until it is left or the page hidden. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Seen, Watch } from "./watching";

export class Following<T> implements ReactiveController {
  /** as it was told last; undefined before that */
  value: T | undefined;
  /** the number of documents that could not be read, and count as none */
  unread = 0;
  failed = false;
  #stop: (() => void) | null = null;

  /** `watch` answers null while there is nothing to listen to yet. */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly watch: () => Watch<T> | null,
    private readonly told: (value: T) => void = () => {},
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("visibilitychange", this.#look);
    addEventListener("online", this.#back);
    this.#look();
  }

  hostDisconnected(): void {
    document.removeEventListener("visibilitychange", this.#look);
    removeEventListener("online", this.#back);
    this.#end();
  }

  /** Begins anew: after a failure, or when there is something to listen to. */
  readonly again = (): void => {
    this.#end();
    this.failed = false;
    this.#stop = this.watch()?.(this.#hear, this.#fail) ?? null;
    this.host.requestUpdate();
  };

  /** The value that was told last stays in sight: nothing flickers when the page is looked at again. */
  readonly #look = (): void => {
    if (document.visibilityState !== "visible") this.#end();
    else if (!this.#stop) this.again();
  };

  /** A listener that lives finds the network itself. */
  readonly #back = (): void => {
    if (this.failed) this.again();
  };

  readonly #hear = ({ found, unread }: Seen<T>): void => {
    [this.value, this.unread, this.failed] = [found, unread, false];
    this.told(found);
    this.host.requestUpdate();
  };

  readonly #fail = (): void => {
    this.failed = true;
    this.host.requestUpdate();
  };

  #end(): void {
    this.#stop?.();
    this.#stop = null;
  }
}
