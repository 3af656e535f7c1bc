import { describe, expect, it } from "vitest";
import type { Health } from "../../shared/api/contracts.gen";
import { needsOf } from "./health";

const NOW = new Date("2026-11-22T18:00:00Z");
const WELL: Health = {
  clinic_id: "bella",
  schedules: [{ name: "sweep_points", ended_at: "2026-11-22T17:00:00Z", failed: false, late: false }],
  hooks: [{ name: "stripe_events", has_secret: false, last_event_at: null }],
};
const PROOF = { at: new Date("2026-11-22T11:30:00Z"), entries: 9, findings: 0, isComplete: true };

function names(health: Health, proof = PROOF): string[] {
  return needsOf(health, proof, NOW).map(({ name }) => name);
}

describe("the clinic's health", () => {
  it("needs nobody where all runs and a system was never connected", () => {
    expect(names(WELL)).toEqual([]);
  });

  it("needs nobody where a run failed once, or a night goes on with the last", () => {
    const schedules = WELL.schedules.map((each) => ({ ...each, failed: true }));
    expect(names({ ...WELL, schedules }, { ...PROOF, isComplete: false })).toEqual([]);
  });

  it("needs somebody where a schedule stands still", () => {
    expect(names({ ...WELL, schedules: WELL.schedules.map((each) => ({ ...each, late: true })) })).toEqual(["late"]);
  });

  it("needs somebody where events came in and no secret is set any more", () => {
    const hooks = WELL.hooks.map((each) => ({ ...each, last_event_at: "2026-11-20T09:00:00Z" }));
    expect(names({ ...WELL, hooks })).toEqual(["no-secret"]);
    expect(names({ ...WELL, hooks: hooks.map((each) => ({ ...each, has_secret: true })) })).toEqual([]);
  });

  it("needs somebody where the ledger was never proved, or does not add up", () => {
    expect(needsOf(WELL, null, NOW)).toHaveLength(1);
    expect(names(WELL, { ...PROOF, findings: 2 })).toEqual(["proof"]);
  });
});
