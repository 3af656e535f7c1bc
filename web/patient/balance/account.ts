/** A patient's account as the home screen shows it: what can be used now, and lots in the order they end. */

import type { MembershipState, TierState } from "../../shared/points/tier";
import type { ConfirmationState } from "../confirmation/confirmation";
import type { WalletLotState } from "../wallet/wallet";
import { type Countdown, countdownOf, type Lasting } from "./countdown";

export interface LotState extends Lasting {
  lotId: string;
  /** points that remain of it */
  points: number;
}

export interface AccountState {
  name: string;
  /** the balance; may be below zero when there is debt */
  points: number;
  debtPoints: number;
  lots: readonly LotState[];
  /** wallet money by where it came from */
  walletLots: readonly WalletLotState[];
  tierId: string | null;
  /** null where the clinic has no tiers, or nothing has been counted yet */
  tier: TierState | null;
  membership: MembershipState | null;
  /** how many entries the ledger holds: it grows with every one of them */
  revision: number;
  /** what the desk asks the patient to confirm */
  confirmation: ConfirmationState | null;
  /** what was used at visits of the latest date with any */
  used: UsedState | null;
}

export interface UsedState {
  on: string;
  points: number;
  walletMinor: number;
}

/** The balance less what has ended and is not swept yet: ended points are never spendable, so they are never shown so. */
export function usablePoints(account: AccountState, now: Date): number {
  const ended = account.lots.filter(({ expiresAt }) => expiresAt <= now).reduce((sum, { points }) => sum + points, 0);
  return account.points - ended;
}

/** The lots that live, soonest to end first. */
export function lotsInOrder(account: AccountState, now: Date): LotState[] {
  return account.lots
    .filter(({ expiresAt, points }) => expiresAt > now && points > 0)
    .sort((a, b) => a.expiresAt.getTime() - b.expiresAt.getTime() || a.lotId.localeCompare(b.lotId));
}

/** The lot to speak of first, when one ends soon enough to be spoken of at all. */
export interface Pressing {
  lot: LotState;
  countdown: Countdown;
}

export function pressingLot(account: AccountState, timeZone: string, now: Date): Pressing | null {
  const [lot] = lotsInOrder(account, now);
  const countdown = lot && countdownOf(lot, timeZone, now);
  return lot && countdown && countdown.urgency !== "calm" ? { lot, countdown } : null;
}
