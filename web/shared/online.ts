/** Whether the device has a network, as a controller that redraws its component when that changes. */
import type { ReactiveController, ReactiveControllerHost } from "lit";

export class Online implements ReactiveController {
  value = navigator.onLine;

  constructor(private readonly host: ReactiveControllerHost, private readonly changed: (online: boolean) => void = () => {}) {
    host.addController(this);
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
    this.value = navigator.onLine;
    this.changed(this.value);
    this.host.requestUpdate();
  };
}
