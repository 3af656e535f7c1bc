/** The network of the device, there or not, as a controller that redraws its component when that changes. */
import type { ReactiveController, ReactiveControllerHost } from "lit";

/** A page served from the machine itself reaches it without a network too: there, only a change is telling. */
const ON_THIS_MACHINE = /^(localhost|127\.|\[::1\])/.test(location.hostname);

let online = navigator.onLine || ON_THIS_MACHINE;
addEventListener("online", () => (online = true));
addEventListener("offline", () => (online = false));

export const isOnline = (): boolean => online;

export class Online implements ReactiveController {
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly changed: (online: boolean) => void = () => {},
  ) {
    host.addController(this);
  }

  get value(): boolean {
    return online;
  }

  hostConnected(): void {
    addEventListener("online", this.#update);
    addEventListener("offline", this.#update);
  }

  hostDisconnected(): void {
    removeEventListener("online", this.#update);
    removeEventListener("offline", this.#update);
  }

  readonly #update = (): void => {
    this.changed(online);
    this.host.requestUpdate();
  };
}
