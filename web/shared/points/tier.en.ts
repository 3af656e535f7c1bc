/** The English of the way to the next tier: one sentence, the same on the phone and at the desk. */
import type { Measure } from "../api/contracts.gen";
import type { Clinic } from "../api/documents";
import { spoken } from "../language/spoken";
import { formatMoney, formatPoints, moneyFormat } from "./money";
import type { NextTierState } from "./tier";

/** The missing part, as it is written; whether that is exactly one; and the tier's name. */
type Way = (missing: string, one: boolean, tier: string) => string;

export const tierWords = spoken("tierWords", {
  spend_minor: (missing: string, _: boolean, tier: string) => `${missing} more until ${tier}`,
  purchases: (missing: string, one: boolean, tier: string) =>
    `${missing} more ${one ? "purchase" : "purchases"} until ${tier}`,
  points: (missing: string, one: boolean, tier: string) => `${missing} more ${one ? "point" : "points"} until ${tier}`,
  treatments: (missing: string, one: boolean, tier: string) =>
    `${missing} more ${one ? "treatment" : "treatments"} until ${tier}`,
} satisfies Record<Measure, Way>);

/** "$120.00 more until Gold", "2 more purchases until Gold". */
export function wayTo(
  { name, measure, have, need }: NextTierState,
  clinic: Pick<Clinic, "currency" | "locale">,
): string {
  const missing = Math.max(0, need - have);
  const isMoney = measure === "spend_minor";
  const amount = isMoney
    ? formatMoney(missing, moneyFormat(clinic.currency, clinic.locale))
    : formatPoints(missing, clinic.locale);
  return tierWords[measure](amount, !isMoney && missing === 1, name);
}
