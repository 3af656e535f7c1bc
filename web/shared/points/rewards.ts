/** Rewards: what points buy besides money off, to whom and when they are offered. */
import type { RewardDocument } from "../api/contracts.gen";
import type { Found } from "../api/documents";

export interface Reward {
  rewardId: string;
  name: string;
  costPoints: number;
  /** how many there are in all; null: any number */
  stock: number | null;
  /** the first and the last day it is offered; null: no such bound */
  startsOn: string | null;
  endsOn: string | null;
  /** for whom; empty: for everybody */
  tierIds: readonly string[];
  active: boolean;
}

export function rewardOf(rewardId: string, data: Found<RewardDocument>): Reward {
  const tierIds = data.tier_ids;
  return {
    rewardId,
    name: String(data.name ?? rewardId),
    costPoints: Number(data.cost_points),
    stock: (data.stock ?? null) as number | null,
    startsOn: (data.starts_on ?? null) as string | null,
    endsOn: (data.ends_on ?? null) as string | null,
    tierIds: Array.isArray(tierIds) ? tierIds.map(String) : [],
    active: data.active === true,
  };
}

/** The facts that decide whether a reward is offered: the clinic's date, the patient's tier and points, how many were taken. */
export interface Offering {
  today: string;
  tierId: string | null;
  availablePoints: number;
  taken: ReadonlyMap<string, number>;
}

/** The rewards that are offered now: first those the patient has the points for, the cheaper before the dearer. */
export function offeredRewards(
  rewards: readonly Reward[],
  { today, tierId, availablePoints, taken }: Offering,
): Reward[] {
  const isOffered = (reward: Reward): boolean =>
    reward.active &&
    (reward.startsOn ?? today) <= today &&
    today <= (reward.endsOn ?? today) &&
    (reward.tierIds.length === 0 || (tierId !== null && reward.tierIds.includes(tierId))) &&
    (reward.stock === null || (taken.get(reward.rewardId) ?? 0) < reward.stock);
  const isDear = ({ costPoints }: Reward): number => Number(costPoints > availablePoints);
  return rewards
    .filter(isOffered)
    .sort((a, b) => isDear(a) - isDear(b) || a.costPoints - b.costPoints || a.name.localeCompare(b.name));
}
