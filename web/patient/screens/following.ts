/** A document that a screen follows while it is open: begun and ended with it, begun again when asked or when a lost network is back. */
import type { LitElement, ReactiveController } from "lit";
import type { ScreenContext } from "../screen-context";

type Host = LitElement & { readonly context: ScreenContext };
/** Starts to follow, and gives what ends it; tells of a failure instead of throwing. */
type Begin = (fail: () => void) => () => void;

export class Following implements ReactiveController {
  failed = false;
  #wasOnline = true;
  #end: (() => void) | null = null;

  constructor(
    readonly host: Host,
    readonly begin: Begin,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.again();
  }

  hostDisconnected(): void {
    this.#end?.();
    this.#end = null;
  }

  hostUpdated(): void {
    const { online } = this.host.context;
    const isBack = online && !this.#wasOnline;
    this.#wasOnline = online;
    if (isBack && this.failed) this.again();
  }

  readonly again = (): void => {
    this.#end?.();
    this.#failing(false);
    this.#end = this.begin(() => this.#failing(true));
  };

  #failing(failed: boolean): void {
    this.failed = failed;
    this.host.requestUpdate();
  }
}
