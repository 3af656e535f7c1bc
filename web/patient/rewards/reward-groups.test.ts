import { describe, expect, it } from "vitest";
import { type Offering, type Reward, rewardOf } from "../../shared/points/rewards";
import { groupsOf } from "./reward-groups";

const now: Offering = { today: "2026-11-22", tierId: "silver", availablePoints: 1_000, taken: new Map([["last", 2]]) };
const reward = (name: string, costPoints: number, more: Partial<Reward> = {}): Reward => ({
  ...rewardOf(name, { name, cost_points: costPoints, active: true }),
  ...more,
});

describe("the rewards as a patient looks at them", () => {
  const groups = groupsOf(
    [
      reward("dear", 2_000),
      reward("exactly", 1_000),
      reward("for silver", 500, { tierIds: ["silver"] }),
      reward("for gold", 700, { tierIds: ["gold"] }),
      reward("last", 100, { stock: 2, tierIds: ["gold"] }),
      reward("over", 100, { endsOn: "2026-11-21" }),
    ],
    now,
  );
  const names = (of: readonly Reward[]): string[] => of.map(({ name }) => name);

  it("are what the points buy now, and what comes near", () => {
    expect(names(groups.now)).toEqual(["for silver", "exactly"]);
    expect(names(groups.near)).toEqual(["dear"]);
  });

  it("and apart from them what is for other tiers, which still says for whom, if any is left", () => {
    expect(groups.others.map(({ name, tierIds }) => [name, tierIds])).toEqual([["for gold", ["gold"]]]);
  });
});
