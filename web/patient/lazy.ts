/** The parts of the page that come when they are needed; or before that, as soon as the page has nothing else to do. */
import { whenIdle } from "../shared/ui/idle";
import type { Screen } from "./route";
import type { ScreenModule } from "./screen-context";

export type Part = Screen | "ways" | "code" | "question" | "join" | "tier" | "coming";

const SCREENS: Readonly<Record<Screen, () => Promise<ScreenModule>>> = {
  history: () => import("./history/history-screen"),
  rewards: () => import("./rewards/rewards-screen"),
  appointments: () => import("./appointments/appointments-screen"),
  wallet: () => import("./wallet/wallet-screen"),
  bank: () => import("./wallet/bank-screen"),
  offers: () => import("./offers/offers-screen"),
  gallery: () => import("./gallery/gallery-screen"),
  reminders: () => import("./reminders/reminders-screen"),
};

const LOAD: Readonly<Record<Part, () => Promise<unknown>>> = {
  // Both stand below what the home screen is opened for.
  ways: () => Promise.all([import("./ways-list"), import("./sign-in/sign-out-everywhere")]),
  code: () => import("./code/code-screen"),
  question: () => import("./confirmation/confirm-dialog"),
  join: () => import("./sign-in/join"),
  tier: () => import("./tier/tier-card"),
  coming: () => import("./coming/coming-note"),
  ...SCREENS,
};

const here = new Map<Part, unknown>();

/** Rejects when the network is away and the part has never been here. */
export async function load(part: Part): Promise<void> {
  here.set(part, await LOAD[part]());
}

/** The function that draws a screen; undefined while it is not here. */
export function drawnBy(screen: Screen): ScreenModule["draw"] | undefined {
  return (here.get(screen) as ScreenModule | undefined)?.draw;
}

/** Brings every part, the likeliest first, so that a first tap finds it here. */
export function loadWhenIdle(): void {
  whenIdle(async () => {
    for (const part of Object.keys(LOAD) as Part[]) if (part !== "join") await load(part).catch(() => {});
  });
}
