import { describe, expect, it } from "vitest";
import { type Proof, troublesOf } from "./state";

const now = new Date("2026-11-28T18:00:00Z");
const proof: Proof = { at: new Date("2026-11-28T11:31:00Z"), entries: 61_204, findings: 0, isComplete: true };
const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);
const names = (...args: Parameters<typeof troublesOf>): string[] => troublesOf(...args).map(({ name }) => name);

describe("the state of a clinic", () => {
  it("is well after a proof of last night that found nothing", () => {
    expect(troublesOf(proof, [], now)).toEqual([]);
  });

  it("has not been proved in a new clinic", () => {
    expect(names(null, [], now)).toEqual(["never-proved"]);
  });

  it("is in trouble with findings, a night that was cut short, or one that was missed", () => {
    expect(names({ ...proof, findings: 2 }, [], now)).toEqual(["findings"]);
    expect(names({ ...proof, isComplete: false }, [], now)).toEqual(["cut-short"]);
    expect(names({ ...proof, at: hoursAgo(36) }, [], now)).toEqual([]);
    expect(names({ ...proof, at: hoursAgo(37), findings: 1 }, [], now)).toEqual(["findings", "proved-long-ago"]);
  });

  it("is in trouble with a release that should have been live a quarter of an hour ago", () => {
    expect(names(proof, [{ rule: "earning", at: hoursAgo(0.2) }], now)).toEqual([]);
    expect(names(proof, [{ rule: "earning", at: hoursAgo(0.3) }], now)).toEqual(["overdue"]);
    expect(names(proof, [{ rule: "earning", at: hoursAgo(-5) }], now)).toEqual([]);
  });
});
