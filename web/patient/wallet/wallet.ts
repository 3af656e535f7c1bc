/** Wallet money by where it came from, in the order it is spent. */

import type { WalletLot } from "../../shared/api/contracts.gen";

export type Origin = WalletLot["origin"];

/** The money that cost the patient least is spent first: banked points, then gifts, then their own money. */
export const SPENDING_ORDER: readonly Origin[] = ["banked", "granted", "paid_in"];

export interface WalletLotState {
  walletLotId: string;
  origin: Origin;
  remainingMinor: number;
  receivedAt: Date;
  /** its last day; null where it has none */
  expiresOn: string | null;
  expiresAt: Date | null;
}

export interface Share {
  origin: Origin;
  minor: number;
  /** soonest to end first, those without an end last */
  lots: WalletLotState[];
}

/** The wallet money that can be spent now, in minor units: what has ended is not counted, swept or not. */
export function usableMinor(lots: readonly WalletLotState[], now: Date): number {
  return live(lots, now).reduce((sum, { remainingMinor }) => sum + remainingMinor, 0);
}

/** The shares of the wallet that hold something, in the order they are spent. */
export function sharesOf(lots: readonly WalletLotState[], now: Date): Share[] {
  return SPENDING_ORDER.map((origin) => {
    const own = live(lots, now)
      .filter((lot) => lot.origin === origin)
      .sort(bySpending);
    return { origin, lots: own, minor: usableMinor(own, now) };
  }).filter(({ minor }) => minor > 0);
}

function live(lots: readonly WalletLotState[], now: Date): WalletLotState[] {
  return lots.filter(({ expiresAt }) => expiresAt === null || now < expiresAt);
}

function bySpending(a: WalletLotState, b: WalletLotState): number {
  const [ends, otherEnds] = [a.expiresAt?.getTime() ?? Infinity, b.expiresAt?.getTime() ?? Infinity];
  if (ends !== otherEnds) return ends - otherEnds;
  return a.receivedAt.getTime() - b.receivedAt.getTime() || a.walletLotId.localeCompare(b.walletLotId);
}
