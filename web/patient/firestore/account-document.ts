/** The account's and the entries' documents as the page shows them: instants are dates, and lots know their ids. */
import type { Timestamp } from "firebase/firestore";
import {
  type AccountDocument,
  type Confirmation,
  type EntryDocument,
  LOT_PARTS,
  type Lot,
  type WalletLot,
} from "../../shared/api/contracts.gen";
import { membershipOf, standingOf } from "../../shared/points/tier";
import type { AccountState, LotState } from "../balance/account";
import type { ConfirmationState } from "../confirmation/confirmation";
import type { Entry } from "../history/entry";
import type { WalletLotState } from "../wallet/wallet";

type LotPart = (typeof LOT_PARTS)[number];

export function accountOf(data: AccountDocument<Timestamp>): AccountState {
  return {
    name: data.name,
    points: data.points,
    debtPoints: data.debt_points ?? 0,
    lots: Object.entries(data.lots ?? {}).map(([lotId, lot]) => lotOf(lotId, lot)),
    walletLots: Object.entries(data.wallet_lots ?? {}).map(([lotId, lot]) => walletLotOf(lotId, lot)),
    tierId: data.tier_id ?? null,
    tier: standingOf(data.tier),
    membership: membershipOf(data.membership),
    revision: data.revision ?? 0,
    confirmation: data.confirmation ? confirmationOf(data.confirmation) : null,
    used: data.used ? { on: data.used.on, points: data.used.points, walletMinor: data.used.wallet_minor } : null,
  };
}

function lotOf(lotId: string, said: string | Omit<Lot<Timestamp>, "lot_id">): LotState {
  return typeof said === "string" ? lotOfText(lotId, said) : lotOfMap(lotId, said);
}

function lotOfText(lotId: string, text: string): LotState {
  const parts = text.split(" ");
  const lot = Object.fromEntries(LOT_PARTS.map((name, place) => [name, parts[place] ?? ""])) as Record<LotPart, string>;
  return {
    lotId,
    points: Number(lot.points_remaining),
    expiresOn: lot.expires_on,
    expiresAt: new Date(lot.expires_at),
    nudgeDays: Number(lot.nudge_days),
    urgeDays: Number(lot.urge_days),
  };
}

/** A lot as older accounts keep it. */
function lotOfMap(lotId: string, lot: Omit<Lot<Timestamp>, "lot_id">): LotState {
  return {
    lotId,
    points: lot.points_remaining,
    expiresOn: lot.expires_on,
    expiresAt: lot.expires_at.toDate(),
    nudgeDays: lot.policy?.nudge_days ?? 28,
    urgeDays: lot.policy?.urge_days ?? 7,
  };
}

function walletLotOf(walletLotId: string, lot: Omit<WalletLot<Timestamp>, "wallet_lot_id">): WalletLotState {
  return {
    walletLotId,
    origin: lot.origin,
    remainingMinor: lot.remaining_minor,
    receivedAt: lot.received_at.toDate(),
    expiresOn: lot.expires_on ?? null,
    expiresAt: lot.expires_at?.toDate() ?? null,
  };
}

function confirmationOf(asked: Confirmation<Timestamp>): ConfirmationState {
  return {
    confirmationId: asked.confirmation_id,
    locationId: asked.location_id,
    points: asked.points,
    worthMinor: asked.worth_minor,
    walletMinor: asked.wallet_minor ?? 0,
    answer: asked.answer,
    isByManager: Boolean(asked.decided_by),
    requestedAt: asked.requested_at.toDate(),
    lapsesAt: asked.lapses_at.toDate(),
  };
}

export function entryOf(entryId: string, data: EntryDocument<Timestamp>): Entry {
  const why = data.why;
  return {
    entryId,
    revision: data.revision,
    explained: data,
    pointsAfter: data.points_after,
    walletMinorAfter: data.wallet_minor_after,
    debtPointsAfter: data.debt_points_after,
    actorRole: data.actor.role,
    locationId: data.location_id ?? null,
    businessDate: data.business_date,
    occurredAt: data.occurred_at.toDate(),
    reverses: data.reverses ?? null,
    linkedEntryId: data.linked_entry_id ?? null,
    expiresOn: expiryOf(data),
    undoUntil: "undo_until" in why ? why.undo_until.toDate() : null,
    currency: "currency" in why ? why.currency : null,
  };
}

const RECEIVING = new Set(["accrual", "adjustment", "reissue", "opening", "bonus"]);

/** The last day of the points that came in: of the lot that the entry opened, or that they joined. */
function expiryOf(data: EntryDocument<Timestamp>): string | null {
  const joined = RECEIVING.has(data.kind) ? data.draws.find((draw) => draw.points > 0)?.lot : null;
  return (data.lot ?? joined)?.expires_on ?? null;
}
