/** The English of the way to the next tier: one sentence, the same on the phone and at the desk. */
import type { Clinic } from "./contracts";
import { formatMoney, formatPoints, moneyFormat } from "./money";
import type { Measure, NextTier } from "./tier";

const UNITS: Readonly<Record<Exclude<Measure, "spend_minor">, [one: string, many: string]>> = {
  purchases: ["purchase", "purchases"],
  points: ["point", "points"],
  treatments: ["treatment", "treatments"],
};

/** "$120.00 more until Gold", "2 more purchases until Gold". */
export function wayTo({ name, measure, have, need }: NextTier, clinic: Pick<Clinic, "currency" | "locale">): string {
  const missing = Math.max(0, need - have);
  if (measure === "spend_minor") return `${formatMoney(missing, moneyFormat(clinic.currency, clinic.locale))} more until ${name}`;
  const [one, many] = UNITS[measure];
  return `${formatPoints(missing, clinic.locale)} more ${missing === 1 ? one : many} until ${name}`;
}
