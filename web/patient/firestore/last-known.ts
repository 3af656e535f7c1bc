/** The last that this phone saw, with its time: shown until the listener answers, or without a network. */

import type { Clinic, Location } from "../../shared/api/documents";
import { brandOf } from "../../shared/api/documents";
import { forget, keep, recall } from "../../shared/api/storage";
import type { AccountState, LotState } from "../balance/account";
import type { Coming } from "../coming/coming";
import type { WalletLotState } from "../wallet/wallet";
import type { EarningRule, WorthRule } from "./rule-documents";

export interface LastKnown {
  account: AccountState;
  seenAt: Date;
}

/** The documents that the clinic publishes and the home screen shows. */
export interface Published {
  clinic: Clinic;
  locations: readonly Location[];
  earning: EarningRule | null;
  worth: WorthRule | null;
  /** changes that patients are told of before they are live; null where they cannot be read */
  coming: readonly Coming[] | null;
}

/** As JSON keeps it: instants are text. */
type Kept<T> = {
  [Name in keyof T]: T[Name] extends Date ? string : T[Name] extends Date | null ? string | null : T[Name];
};
type Stored = Omit<AccountState, "lots" | "walletLots" | "tier" | "membership"> &
  Partial<Pick<AccountState, "tier" | "membership">> & { lots: Kept<LotState>[]; walletLots?: Kept<WalletLotState>[] };

const key = (clinicId: string, uid: string): string => `account:${clinicId}:${uid}`;
const publishedKey = (clinicId: string): string => `clinic:${clinicId}`;
/** The key under which a banking without an answer is kept. */
export const bankingKey = (clinicId: string, uid: string): string => `banking:${clinicId}:${uid}`;

/** A question of the desk is of the moment: it is not kept. */
export function keepLastKnown(clinicId: string, uid: string, { account, seenAt }: LastKnown): void {
  keep(key(clinicId, uid), { account: { ...account, confirmation: null }, seenAt });
}

/** Whoever signs out leaves nothing of theirs on the phone. */
export function forgetLastKnown(clinicId: string, uid: string): void {
  forget(key(clinicId, uid));
  forget(bankingKey(clinicId, uid));
}

export function lastKnown(clinicId: string, uid: string): LastKnown | null {
  const stored = recall<{ account: Stored; seenAt: string }>(key(clinicId, uid));
  return stored && revive(stored);
}

export function keepPublished(published: Published): void {
  keep(publishedKey(published.clinic.clinicId), published);
}

export function lastPublished(clinicId: string): Published | null {
  const kept = recall<Published>(publishedKey(clinicId));
  // An older version of the page kept a brand that said less, and neither what points are worth nor what is coming.
  return (
    kept && {
      ...kept,
      worth: kept.worth ?? null,
      coming: kept.coming ?? null,
      clinic: { ...kept.clinic, brand: brandOf(kept.clinic.brand) },
    }
  );
}

function revive({ account, seenAt }: { account: Stored; seenAt: string }): LastKnown {
  const lots = account.lots.map((lot) => ({ ...lot, expiresAt: new Date(lot.expiresAt) }));
  const walletLots = (account.walletLots ?? []).map((lot) => ({
    ...lot,
    receivedAt: new Date(lot.receivedAt),
    expiresAt: lot.expiresAt === null ? null : new Date(lot.expiresAt),
  }));
  const { tier = null, membership = null } = account;
  return { account: { ...account, lots, walletLots, tier, membership }, seenAt: new Date(seenAt) };
}
