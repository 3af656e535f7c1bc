/** The lock: covers a page of staff after a while without a touch; the cover comes with the first look at the clock. */
import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";
import type { Covered } from "./lock-screen";

/** The note that a covered page keeps for the case that it is loaded again. */
const COVERED = "desk-covered";

export class Lock implements ReactiveController {
  isLocked = false;
  #stop: () => void = () => {};

  /** `forget` is called when nobody was here for a while, `shown` whenever the cover comes or goes. */
  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly forget: () => void,
    private readonly shown: () => void = () => {},
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    const since = Date.now();
    const watch = ({ whenUntouched }: typeof import("./lock-screen")): void => {
      if (this.host.isConnected) this.#stop = whenUntouched(since, this.#lock);
    };
    void import("./lock-screen").then(watch, () => {});
  }

  hostDisconnected(): void {
    this.#stop();
  }

  /** `isHeld`: an act is on its way, or its outcome is not known; `waits`: an amount is typed and not credited. */
  draw(at: Covered, isHeld: boolean, waits: boolean, leave: () => void): TemplateResult | typeof nothing {
    if (!this.isLocked) return nothing;
    const signOut = (): void => {
      this.#set(false);
      leave();
    };
    return html`<lock-screen .at=${at} ?held=${isHeld} ?waits=${waits}
      @unlocked=${() => this.#set(false)} @sign-out=${signOut}></lock-screen>`;
  }

  readonly #lock = (): void => {
    if (this.isLocked) return;
    this.forget();
    this.#set(true);
  };

  #set(isLocked: boolean): void {
    this.isLocked = isLocked;
    this.shown();
    if (isLocked) sessionStorage.setItem(COVERED, "yes");
    else sessionStorage.removeItem(COVERED);
    this.host.requestUpdate();
  }
}

/** True if the page was covered when it was last here, told once: loading it again is no way around. */
export function wasCovered(): boolean {
  const covered = sessionStorage.getItem(COVERED) !== null;
  sessionStorage.removeItem(COVERED);
  return covered;
}
