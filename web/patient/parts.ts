/** The parts of the page that come when they are needed; or before that, as soon as the page has nothing else to do. */
import { whenIdle } from "../shared/idle";
import type { Screen } from "./route";

export type Part = Screen | "code" | "question" | "join" | "tier";

const LOAD: Readonly<Record<Part, () => Promise<unknown>>> = {
  code: () => import("./code-screen"),
  question: () => import("./confirm-dialog"),
  join: () => import("./join"),
  tier: () => import("./tier-card"),
  history: () => import("./history-screen"),
  wallet: () => import("./wallet-screen"),
  bank: () => import("./bank-screen"),
  reminders: () => import("./reminders-screen"),
};

/** Rejects when the network is away and the part has never been here. */
export async function load(part: Part): Promise<void> {
  await LOAD[part]();
}

/** Brings every part, the likeliest first, so that a first tap finds it here. */
export function loadWhenIdle(): void {
  whenIdle(async () => {
    for (const part of Object.keys(LOAD) as Part[]) if (part !== "join") await load(part).catch(() => {});
  });
}
