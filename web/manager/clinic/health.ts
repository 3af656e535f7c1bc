/** What of a clinic's health needs somebody; the gravest first, none where all is well. */
import type { Health, HookHealth, ScheduleHealth } from "../../shared/api/contracts.gen";
import { type Proof, type Trouble, troublesOf } from "../today/state";

export type Need =
  | { name: "proof"; trouble: Trouble }
  | { name: "late"; schedule: ScheduleHealth }
  | { name: "no-secret"; hook: HookHealth };

/** Nothing about a schedule that fails once, or a system that was never connected: neither needs anybody. */
export function needsOf(health: Health, proof: Proof | null, now: Date): Need[] {
  const troubles = troublesOf(proof, [], now).filter(({ name }) => name !== "cut-short");
  return [
    ...troubles.map((trouble) => ({ name: "proof", trouble }) as const),
    ...health.schedules.filter(({ late }) => late).map((schedule) => ({ name: "late", schedule }) as const),
    ...health.hooks
      .filter(({ has_secret: hasSecret, last_event_at: at }) => at !== null && !hasSecret)
      .map((hook) => ({ name: "no-secret", hook }) as const),
  ];
}
