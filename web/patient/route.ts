/** Which screen is open, told by the address after `#`: so the phone's own way back works, and a link can lead there. */
import type { ReactiveController, ReactiveControllerHost } from "lit";

const SCREENS = ["history", "wallet", "bank", "reminders", "rewards", "appointments", "gallery", "offers"] as const;

export type Screen = (typeof SCREENS)[number];

export const HOME = "#";

export function addressOf(screen: Screen): string {
  return `#${screen}`;
}

export class Route implements ReactiveController {
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly changed: (left: Screen | null) => void,
  ) {
    host.addController(this);
  }

  /** null: the home screen */
  screen: Screen | null = screenOf(location.hash);

  hostConnected(): void {
    addEventListener("hashchange", this.#update);
  }

  hostDisconnected(): void {
    removeEventListener("hashchange", this.#update);
  }

  readonly #update = (): void => {
    const left = this.screen;
    this.screen = screenOf(location.hash);
    if (left === this.screen) return;
    this.host.requestUpdate();
    this.changed(left);
  };
}

function screenOf(hash: string): Screen | null {
  return SCREENS.find((screen) => addressOf(screen) === hash) ?? null;
}
