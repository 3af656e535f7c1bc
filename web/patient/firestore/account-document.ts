/** The account's and the entries' documents as values: the one place that knows their field names and instants. */
import type { DocumentData, Timestamp } from "firebase/firestore";
import { membershipOf, standingOf } from "../../shared/points/tier";
import type { AccountState, Lot } from "../balance/account";
import type { Confirmation } from "../confirmation/confirmation";
import type { Entry, Explained } from "../history/entry";
import type { BankingRule } from "../wallet/banking";
import type { Origin, WalletLot } from "../wallet/wallet";

export function accountOf(data: DocumentData): AccountState {
  return {
    name: String(data["name"]),
    points: Number(data["points"]),
    debtPoints: Number(data["debt_points"] ?? 0),
    lots: byId(data["lots"]).map(([lotId, lot]) => lotOf(lotId, lot)),
    walletLots: byId(data["wallet_lots"]).map(([lotId, lot]) => walletLotOf(lotId, lot)),
    tierId: textOrNull(data["tier_id"]),
    tier: standingOf(data["tier"]),
    membership: membershipOf(data["membership"]),
    revision: Number(data["revision"] ?? 0),
    confirmation: data["confirmation"] ? confirmationOf(data["confirmation"] as DocumentData) : null,
  };
}

function lotOf(lotId: string, lot: DocumentData): Lot {
  const policy = (lot["policy"] ?? {}) as DocumentData;
  return {
    lotId,
    points: Number(lot["points_remaining"]),
    expiresOn: String(lot["expires_on"]),
    expiresAt: instant(lot["expires_at"]),
    nudgeDays: Number(policy["nudge_days"] ?? 28),
    urgeDays: Number(policy["urge_days"] ?? 7),
  };
}

function walletLotOf(walletLotId: string, lot: DocumentData): WalletLot {
  return {
    walletLotId,
    origin: lot["origin"] as Origin,
    remainingMinor: Number(lot["remaining_minor"]),
    receivedAt: instant(lot["received_at"]),
    expiresOn: textOrNull(lot["expires_on"]),
    expiresAt: instantOrNull(lot["expires_at"]),
  };
}

function confirmationOf(asked: DocumentData): Confirmation {
  return {
    confirmationId: String(asked["confirmation_id"]),
    locationId: String(asked["location_id"]),
    points: Number(asked["points"]),
    worthMinor: Number(asked["worth_minor"]),
    answer: asked["answer"] as Confirmation["answer"],
    requestedAt: instant(asked["requested_at"]),
    lapsesAt: instant(asked["lapses_at"]),
  };
}

export function entryOf(entryId: string, data: DocumentData): Entry {
  const why = data["why"] as DocumentData;
  return {
    entryId,
    revision: Number(data["revision"]),
    explained: data as unknown as Explained,
    pointsAfter: Number(data["points_after"]),
    walletMinorAfter: Number(data["wallet_minor_after"]),
    debtPointsAfter: Number(data["debt_points_after"]),
    actorRole: String((data["actor"] as DocumentData)["role"]),
    locationId: textOrNull(data["location_id"]),
    businessDate: String(data["business_date"]),
    occurredAt: instant(data["occurred_at"]),
    reverses: textOrNull(data["reverses"]),
    linkedEntryId: textOrNull(data["linked_entry_id"]),
    expiresOn: textOrNull((data["lot"] as DocumentData | null)?.["expires_on"]),
    undoUntil: instantOrNull(why["undo_until"]),
    currency: textOrNull(why["currency"]),
  };
}

export function bankingRuleOf(data: DocumentData): BankingRule {
  return {
    minimumPoints: Number(data["minimum_points"]),
    incrementPoints: Number(data["increment_points"]),
    minorPer100Points: Number(data["minor_per_100_points"]),
    tierBonusBp: (data["tier_bonus_bp"] ?? {}) as Record<string, number>,
    undoMinutes: Number(data["undo_minutes"]),
    bankedLifeDays: data["banked_life_days"] === null ? null : Number(data["banked_life_days"]),
  };
}

function byId(lots: unknown): [string, DocumentData][] {
  return Object.entries((lots ?? {}) as Record<string, DocumentData>);
}

function instant(value: unknown): Date {
  return (value as Timestamp).toDate();
}

function instantOrNull(value: unknown): Date | null {
  return value ? instant(value) : null;
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
