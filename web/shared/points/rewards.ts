/** Rewards: what points buy besides money off, to whom and when they are offered. */
import type { Fields } from "../api/documents";

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

export function rewardOf(rewardId: string, fields: Fields): Reward {
  const tierIds = fields["tier_ids"];
  return {
    rewardId,
    name: String(fields["name"] ?? rewardId),
    costPoints: Number(fields["cost_points"]),
    stock: (fields["stock"] ?? null) as number | null,
    startsOn: (fields["starts_on"] ?? null) as string | null,
    endsOn: (fields["ends_on"] ?? null) as string | null,
    tierIds: Array.isArray(tierIds) ? tierIds.map(String) : [],
    active: fields["active"] === true,
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
