/** A made patient, who holds the phone beside a form: so many points, of a tier or of none. */
import type { AccountState } from "../../../patient/balance/account";

const HALF_A_YEAR = 183 * 86_400_000;

export function madeAccount(points: number, tierId: string | null, now: Date): AccountState {
  const expiresAt = new Date(now.getTime() + HALF_A_YEAR);
  const expiresOn = expiresAt.toISOString().slice(0, 10);
  return {
    name: "Ana Ruiz",
    points,
    debtPoints: 0,
    lots: [{ lotId: "made", points, expiresOn, expiresAt, nudgeDays: 28, urgeDays: 7 }],
    walletLots: [],
    tierId,
    tier: null,
    membership: null,
    revision: 1,
    confirmation: null,
    used: null,
  };
}
