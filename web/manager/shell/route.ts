/** The place that is open, told by the address after `#`: the browser's own way back works, and a link can lead there. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { PLACE_NAMES, type PlaceName } from "./address";

export interface Route {
  place: PlaceName;
  /** the words after the place's: what is open in it */
  inside: readonly string[];
}

/** An address that leads nowhere leads to the first place. */
export function routeOf(hash: string): Route {
  const [name, ...inside] = hash.replace(/^#/, "").split("/").filter(Boolean);
  const place = PLACE_NAMES.find((each) => each === name);
  return place ? { place, inside } : { place: PLACE_NAMES[0], inside: [] };
}

export class Routing implements ReactiveController {
  value = routeOf(location.hash);

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly arrived: () => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener("hashchange", this.#update);
  }

  hostDisconnected(): void {
    removeEventListener("hashchange", this.#update);
  }

  readonly #update = (): void => {
    const left = this.value.place;
    this.value = routeOf(location.hash);
    this.host.requestUpdate();
    if (this.value.place !== left) this.arrived();
  };
}
