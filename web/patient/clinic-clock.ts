/** The clock of the page: redraws its component when the clinic's date changes, and when the page is looked at again. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { nextMidnight } from "../shared/points/dates";

/** A device that sleeps stops its timers: so none is set further ahead than this. */
const MINUTE = 60_000;

export class ClinicClock implements ReactiveController {
  now = new Date();
  /** the clinic's; until that is known any zone will do */
  #timeZone = "UTC";
  #timer = 0;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("visibilitychange", this.#look);
    addEventListener("pageshow", this.#look);
    this.#look();
  }

  hostDisconnected(): void {
    document.removeEventListener("visibilitychange", this.#look);
    removeEventListener("pageshow", this.#look);
    clearTimeout(this.#timer);
  }

  keepTo(timeZone: string): void {
    this.#timeZone = timeZone;
    this.#look();
  }

  readonly #look = (): void => {
    clearTimeout(this.#timer);
    this.now = new Date();
    this.host.requestUpdate();
    const untilMidnight = nextMidnight(this.#timeZone, this.now).getTime() - this.now.getTime();
    this.#timer = window.setTimeout(this.#look, Math.min(MINUTE, Math.max(untilMidnight, 1)));
  };
}
