/** The rewards as a patient looks at them: what they can have now, what comes near, and what is for other tiers. */
import { type Offering, offeredRewards, type Reward } from "../../shared/points/rewards";

export interface RewardGroups {
  now: readonly Reward[];
  near: readonly Reward[];
  others: readonly Reward[];
}

export function groupsOf(rewards: readonly Reward[], offering: Offering): RewardGroups {
  const own = offeredRewards(rewards, offering);
  const elsewhere = rewards.filter((reward) => reward.tierIds.length > 0 && !own.includes(reward));
  const named = new Map(elsewhere.map((reward) => [reward.rewardId, reward]));
  const others = offeredRewards(
    elsewhere.map((reward) => ({ ...reward, tierIds: [] })),
    offering,
  );
  return {
    now: own.filter(({ costPoints }) => costPoints <= offering.availablePoints),
    near: own.filter(({ costPoints }) => costPoints > offering.availablePoints),
    others: others.map((reward) => named.get(reward.rewardId) ?? reward),
  };
}
