/** Keeps a fresh code at hand while the code screen is open: asks, renews before the end, tries again after a failure. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { IssuedCode } from "../../shared/api/contracts.gen";
import { isOnline } from "../../shared/ui/online";
import { problemOf } from "../words.en";
import { CodeCycle } from "./code-cycle";

const TICK = 250;
const RETRY_AFTER = 3_000;

export class CodeSource implements ReactiveController {
  code: IssuedCode | null = null;
  cycle: CodeCycle | null = null;
  problem = "";
  #locationId: string | null = null;
  #asked = 0;
  #waiting = false;
  #retryAt = 0;
  #timer = 0;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly issue: (locationId: string) => Promise<IssuedCode>,
  ) {
    host.addController(this);
  }

  /** Shows codes for a location from now on; what was shown for another one goes away at once. */
  start(locationId: string): void {
    this.stop();
    this.#locationId = locationId;
    this.#timer = window.setInterval(this.#tick, TICK);
    document.addEventListener("visibilitychange", this.#seenAgain);
    addEventListener("online", this.#seenAgain);
    void this.#ask();
  }

  stop(): void {
    clearInterval(this.#timer);
    document.removeEventListener("visibilitychange", this.#seenAgain);
    removeEventListener("online", this.#seenAgain);
    this.#asked += 1;
    this.#waiting = false;
    [this.code, this.cycle, this.problem] = [null, null, ""];
  }

  hostDisconnected(): void {
    this.stop();
  }

  /** The steady clock may have slept with the phone, so a page that is seen again gets a fresh code. */
  readonly #seenAgain = (): void => {
    if (document.visibilityState === "visible") void this.#ask();
  };

  readonly #tick = (): void => {
    const now = performance.now();
    if (this.cycle?.isOver(now)) [this.code, this.cycle] = [null, null];
    const due = !this.cycle || this.cycle.isDue(now);
    if (due && !this.#waiting && now >= this.#retryAt && mayAsk()) void this.#ask();
    this.host.requestUpdate();
  };

  async #ask(): Promise<void> {
    if (!this.#locationId || !mayAsk()) return;
    this.#asked += 1;
    const asked = this.#asked;
    this.#waiting = true;
    try {
      const code = await this.issue(this.#locationId);
      if (asked === this.#asked) this.#receive(code);
    } catch (error) {
      if (asked === this.#asked) this.problem = problemOf(error);
    }
    if (asked !== this.#asked) return;
    this.#waiting = false;
    this.#retryAt = performance.now() + RETRY_AFTER;
    this.host.requestUpdate();
  }

  #receive(code: IssuedCode): void {
    this.code = code;
    this.cycle = new CodeCycle(code.lifetime_seconds, performance.now());
    this.problem = "";
  }
}

function mayAsk(): boolean {
  return isOnline() && document.visibilityState === "visible";
}
