/** Why an entry is as it is, in one honest English sentence from its own fields: the same one that the server says. */
import type { AccrualWhy, BankingWhy, Explained, ExpiryWhy, ExtensionWhy, RedemptionWhy, ReversalWhy } from "./entry";
import { day, listed, money, percent, points } from "./plain-words";

const UNDONE: Readonly<Record<ReversalWhy["reason"], string>> = {
  refund: "Refund",
  void: "Cancelled the same day",
  reassign: "Moved: this sale was another patient's",
  cancel: "Redemption cancelled",
  undo: "Banking undone",
};

const KEPT: Readonly<Record<ExtensionWhy["reason"], string>> = {
  appointment: "for your appointment",
  "no-notice": "as no reminder had reached you",
};

/** One sentence about an entry. */
export function explain(entry: Explained): string {
  switch (entry.kind) {
    case "accrual":
      return accrual(entry.why, entry) + debt(entry);
    case "redemption":
      return redemption(entry.why, entry);
    case "wallet_payment":
      return `${money(-entry.wallet_minor, entry.why.currency)} paid from the wallet`;
    case "reversal":
      return `${undone(entry.why)}: ${listed(changes(entry.why))}${debt(entry)}`;
    case "adjustment":
      return said(entry.why.text, entry);
    case "banking":
      return banking(entry.why, entry);
    case "wallet_credit":
      return `${money(entry.wallet_minor, entry.why.currency)} ${entry.why.tender ? "paid in" : "given"}: ${entry.why.text}`;
    case "expiry":
      return expiry(entry.why, entry);
    case "extension":
      return `${points(entry.why.held_points)} kept until ${day(entry.why.expires_on)}, ${KEPT[entry.why.reason]}${debt(entry)}`;
    case "reissue":
      return said(`${points(entry.points)} that had expired ${were(entry.points)} given a new life: ${entry.why.text}`, entry);
    case "bonus":
      return `${points(entry.points)} for the month from ${day(entry.why.month_on)} of your ${entry.why.plan_name} membership${debt(entry)}`;
    case "opening":
      return `${listed(brought(entry, entry.why.currency))} brought along${debt(entry)}`;
  }
}

function accrual(why: AccrualWhy, { purchase }: Explained): string {
  const tenders = listed(why.eligible_tenders);
  if (why.reason === "nothing-eligible") {
    const verb = why.eligible_tenders.length === 1 ? "earns" : "earn";
    return tenders ? `No points: only ${tenders} ${verb} here.` : "No points: nothing earns here at present.";
  }
  const multiplied = why.multiplier === "1" ? "" : `, times ${why.multiplier} for ${why.tier_name ?? why.tier_id}`;
  const kept = why.reason === "below-one-point" ? " is less than one point; it is kept for the next purchase." : "";
  return `${percent(why.rate_bp)} % of ${money(why.eligible_minor, purchase?.currency ?? "")} ${tenders}${multiplied}${kept}`;
}

function redemption(why: RedemptionWhy, entry: Explained): string {
  const used = points(-entry.points);
  if (why.reward_name !== null) return `${used} for ${why.reward_name}`;
  const bill = why.bill_minor === null ? "" : ` of a ${money(why.bill_minor, why.currency)} bill`;
  return `${used} used as ${money(why.worth_minor, why.currency)}${bill}`;
}

function undone(why: ReversalWhy): string {
  if (why.reason !== "refund") return UNDONE[why.reason];
  const refunded = Object.values(why.refunded_minor).reduce((sum, minor) => sum + minor, 0);
  return `${UNDONE.refund} of ${money(refunded, why.currency)}`;
}

function changes(why: ReversalWhy): string[] {
  const parts: [count: number, said: string][] = [
    [why.clawed_points, `${points(why.clawed_points)} taken back`],
    [why.forgiven_points, `${points(why.forgiven_points)} had expired already`],
    [why.returned_points, `${points(why.returned_points)} given back`],
    [why.lapsed_points, `${points(why.lapsed_points)} had passed ${its(why.lapsed_points)} last day`],
    [why.returned_minor, `${money(why.returned_minor, why.currency)} given back to the wallet`],
    [why.lapsed_minor, `${money(why.lapsed_minor, why.currency)} of wallet money had passed its last day`],
  ];
  const told = parts.filter(([count]) => count !== 0).map(([, part]) => part);
  return told.length ? told : ["no points changed"];
}

function banking(why: BankingWhy, entry: Explained): string {
  const banked = entry.draws.reduce((sum, draw) => sum + draw.points, 0);
  const bonus = why.tier_bonus_bp ? `, ${percent(why.tier_bonus_bp)} % more for ${why.tier_id}` : "";
  return `${points(-banked)} became ${money(entry.wallet_minor, why.currency)} of wallet money${bonus}`;
}

function expiry(why: ExpiryWhy, entry: Explained): string {
  const ended = entry.points
    ? `${points(-entry.points)} passed ${its(-entry.points)}`
    : `${money(-entry.wallet_minor, why.currency)} of wallet money passed its`;
  return `${ended} last day, ${day(why.expires_on)}`;
}

function brought(entry: Explained, currency: string): string[] {
  return [
    ...(entry.points ? [points(entry.points)] : []),
    ...(entry.wallet_minor ? [`${money(entry.wallet_minor, currency)} of wallet money`] : []),
  ];
}

/** What somebody wrote, and what the entry did to debt. */
function said(text: string, entry: Explained): string {
  const owed = debt(entry);
  return owed ? text.replace(/\.+$/, "") + owed : text;
}

function were(count: number): string {
  return count === 1 ? "was" : "were";
}

function its(count: number): string {
  return count === 1 ? "its" : "their";
}

/** What the entry did to debt, said only where it did something. */
function debt({ debt_points: changed }: Explained): string {
  if (changed === 1) return "; 1 point is owed and the next point repays it";
  if (changed > 0) return `; ${points(changed)} are owed and the next points repay them`;
  return changed < 0 ? `; ${points(-changed)} repaid what was owed` : "";
}
