/** The English of the tier card: where the patient stands, what the year would have been elsewhere, the membership. */
import type { Clinic } from "../../shared/api/documents";
import { spoken } from "../../shared/language/spoken";
import { formatDay } from "../../shared/points/dates";
import { formatPoints } from "../../shared/points/money";
import type { MembershipState, TierState } from "../../shared/points/tier";
import { wayTo } from "../../shared/points/tier.en";
import { formatWallet } from "../balance/changes";
import type { Opportunity } from "./opportunity";

type Format = Pick<Clinic, "currency" | "locale">;

export const tierCardWords = spoken("tierCardWords", {
  yourTier: "Your tier",
  membership: "Your membership",
  brings: (name: string) => `What ${name} brings`,
  reached: (name: string) => `${name}, reached`,
  towards: (have: string, need: string, name: string) => `${have} of ${need} towards ${name}`,
  highest: (name: string) => `${name}, the highest you can reach by visiting`,
  until: (name: string, day: string) => `${name} until ${day}`,
  paymentMissing: "A payment is missing",
  paused: "Paused",
  ends: (day: string) => `Ends ${day}`,
  paidUntil: (day: string) => `Paid until ${day}`,
  active: "Active",
  cancelled: "Canceled",
  morePoints: (points: string, one: boolean) => `${points} more ${one ? "point" : "points"}`,
  moreThanItCosts: (money: string) => `${money} more than it costs`,
  worth: (money: string) => `worth ${money}`,
  wouldHavePaid: (tier: string, more: string, worth: string) =>
    `Over the last twelve months ${tier} would have brought you ${more}, ${worth}.`,
  wouldNotHavePaid: (tier: string) =>
    `Over the last twelve months ${article(tier)} ${tier} membership would not have paid for itself.`,
  hasNotPaid: (own: string, more: string, tier: string, money: string) =>
    `Your ${own} membership brought you ${more} than ${tier}, worth ${money} less than it costs.`,
});

/** The way on from a tier: what leads to the next; else how long it lasts; else that it is the highest. */
export function wayOf({ name, next, keptUntilOn }: TierState, clinic: Format): string {
  if (next) return wayTo(next, clinic);
  return keptUntilOn ? lastsUntil(name, keptUntilOn, clinic) : tierCardWords.highest(name);
}

/** "Silver until March 3, 2027", beside the way to the next tier. */
export function lastsUntil(name: string, keptUntilOn: string, { locale }: Format): string {
  return tierCardWords.until(name, formatDay(keptUntilOn, locale, false));
}

/** The ring in words, for whoever does not see it. */
export function ringLabel({ name, next }: TierState, clinic: Format): string {
  if (!next) return tierCardWords.reached(name);
  const amount = (count: number): string =>
    next.measure === "spend_minor" ? formatWallet(count, clinic) : formatPoints(count, clinic.locale);
  return tierCardWords.towards(amount(next.have), amount(next.need), next.name);
}

/** The last twelve months at another tier, in a sentence. */
export function opportunityWords({ kind, year }: Opportunity, ownName: string, clinic: Format): string {
  const points = Math.abs(year.morePoints);
  const more = tierCardWords.morePoints(formatPoints(points, clinic.locale), points === 1);
  const money = formatWallet(Math.abs(year.netMinor ?? 0), clinic);
  switch (kind) {
    case "would-have-paid":
      return tierCardWords.wouldHavePaid(
        year.name,
        more,
        year.feeMinor > 0 ? tierCardWords.moreThanItCosts(money) : tierCardWords.worth(money),
      );
    case "would-not-have-paid":
      return tierCardWords.wouldNotHavePaid(year.name);
    case "has-not-paid":
      return tierCardWords.hasNotPaid(ownName, more, year.name, money);
  }
}

/** The state of a membership, beside its plan's name. */
export function membershipWords({ status, paidUntilOn }: MembershipState, { locale }: Format): string {
  const day = paidUntilOn && formatDay(paidUntilOn, locale, false);
  switch (status) {
    case "active":
      return day ? tierCardWords.paidUntil(day) : tierCardWords.active;
    case "past_due":
      return tierCardWords.paymentMissing;
    case "paused":
      return tierCardWords.paused;
    case "cancelled":
      return day ? tierCardWords.ends(day) : tierCardWords.cancelled;
  }
}

function article(name: string): string {
  return /^[aeiou]/i.test(name) ? "an" : "a";
}
