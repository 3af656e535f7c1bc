import { describe, expect, it } from "vitest";
import { type Offering, offeredRewards, type Reward, rewardOf } from "./rewards";

const now: Offering = { today: "2026-11-22", tierId: null, availablePoints: 1_000, taken: new Map() };
const reward = (name: string, costPoints: number, more: Partial<Reward> = {}): Reward => ({
  ...rewardOf(name, { name, cost_points: costPoints, active: true }),
  ...more,
});
const names = (rewards: Reward[], offering = now): string[] =>
  offeredRewards(rewards, offering).map(({ name }) => name);

describe("the rewards that are offered", () => {
  it("come with those first that the patient has the points for, the cheaper before the dearer", () => {
    expect(
      names([reward("facial", 2_000), reward("mask", 300), reward("peel", 1_001), reward("serum", 1_000)]),
    ).toEqual(["mask", "serum", "peel", "facial"]);
  });

  it("are within their days, both included", () => {
    const days = [
      reward("over", 1, { endsOn: "2026-11-21" }),
      reward("last day", 1, { endsOn: "2026-11-22" }),
      reward("first day", 2, { startsOn: "2026-11-22" }),
      reward("to come", 1, { startsOn: "2026-11-23" }),
    ];
    expect(names(days)).toEqual(["last day", "first day"]);
  });

  it("are switched on, in stock, and for the patient's tier", () => {
    const rewards = [
      reward("off", 1, { active: false }),
      reward("taken", 1, { stock: 2 }),
      reward("one left", 1, { stock: 3 }),
      reward("for gold", 2, { tierIds: ["gold"] }),
    ];
    const taken = new Map([
      ["taken", 2],
      ["one left", 2],
    ]);
    expect(names(rewards, { ...now, taken })).toEqual(["one left"]);
    expect(names(rewards, { ...now, taken, tierId: "gold" })).toEqual(["one left", "for gold"]);
  });
});
