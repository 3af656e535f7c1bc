/** A sheet of a place covers the page: the rail is out of reach meanwhile, and no longer than that. */
import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Tells the shell that a sheet covers the page, or no longer does; from within a section of a place, too. */
export class Covered extends Event {
  constructor(readonly isCovered: boolean) {
    super("covered", { bubbles: true, composed: true });
  }
}

type Host = ReactiveControllerHost & EventTarget;

/** Tells the shell after each update whether a sheet is open here: once as it arrives, then where that changes. */
export class Covering implements ReactiveController {
  #told: boolean | null = null;

  constructor(
    private readonly host: Host,
    private readonly isCovered: () => boolean,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#told = null;
  }

  hostUpdated(): void {
    const isCovered = this.isCovered();
    if (isCovered !== this.#told) this.host.dispatchEvent(new Covered(isCovered));
    this.#told = isCovered;
  }
}
