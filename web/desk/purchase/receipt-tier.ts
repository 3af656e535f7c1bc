/** The tier on a receipt: that it is another one now, the way to the next, and what one above earns. */

import type { CheckedIn, Receipt, TierDocument, TiersDocument } from "../../shared/api/contracts.gen";
import type { Clinic, Found } from "../../shared/api/documents";
import { formatPoints } from "../../shared/points/money";
import { tierNewsOf } from "../../shared/points/tier";
import { wayTo } from "../../shared/points/tier.en";
import { purchaseWords } from "./words";

/** Each a sentence, "" where there is nothing to deskWords. */
export interface TierSaid {
  now: string;
  way: string;
  above: string;
}

/** `names` are those of the clinic's tiers: one that is not among them is not spoken of. */
export function tierSaid(
  receipt: Receipt,
  visit: CheckedIn,
  names: ReadonlyMap<string, string>,
  clinic: Clinic,
): TierSaid {
  const next = tierNewsOf(receipt.why)?.after.next;
  return {
    now: nowSaid(receipt, visit),
    way: next ? wayTo(next, clinic) : "",
    above: aboveSaid(receipt, names, clinic),
  };
}

/** "Now Gold" where the patient neither came with that tier nor the purchase was earned before it. */
export function nowSaid({ why }: Receipt, { patient }: CheckedIn): string {
  const news = tierNewsOf(why);
  if (!news) return "";
  const { tierId, after } = news;
  return [tierId, patient.tier_id ?? tierId].every((each) => each === after.tierId)
    ? ""
    : purchaseWords.nowTier(after.name);
}

/** The points that the best of the tiers above would have earned: a tier that earns more stands above. */
function aboveSaid(
  { why, points, debt_repaid_points: repaid }: Receipt,
  names: ReadonlyMap<string, string>,
  { locale }: Clinic,
): string {
  const known = [...(tierNewsOf(why)?.elsewhere ?? [])].filter(([tierId]) => names.has(tierId));
  const [best] = known.sort(([, a], [, b]) => b - a);
  if (!best || best[1] <= points + repaid) return "";
  return purchaseWords.atTier(names.get(best[0]) ?? "", formatPoints(best[1], locale));
}

/** The names of the tiers, by id, from their rule. */
export function tierNames(rule: Found<TiersDocument<Date>> | null): ReadonlyMap<string, string> {
  const tiers = Array.isArray(rule?.tiers) ? (rule.tiers as unknown[]) : [];
  return new Map(
    tiers.flatMap((tier) => {
      const { tier_id: tierId, name } = (tier ?? {}) as Found<TierDocument>;
      return typeof tierId === "string" && typeof name === "string" ? [[tierId, name] as const] : [];
    }),
  );
}
