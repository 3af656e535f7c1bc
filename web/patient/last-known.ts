/** The balance this phone saw last, with its time: what the home screen shows until the listener answers, or without a network. */
import type { AccountState, Lot } from "../shared/account";
import type { WalletLot } from "../shared/wallet";

export interface LastKnown {
  account: AccountState;
  seenAt: Date;
}

/** As JSON keeps it: instants are text. */
type Kept<T> = { [Name in keyof T]: T[Name] extends Date ? string : T[Name] extends Date | null ? string | null : T[Name] };
type Stored = Omit<AccountState, "lots" | "walletLots"> & { lots: Kept<Lot>[]; walletLots?: Kept<WalletLot>[] };

const key = (clinicId: string, uid: string): string => `account:${clinicId}:${uid}`;
/** Where a banking without an answer is kept. */
export const bankingKey = (clinicId: string, uid: string): string => `banking:${clinicId}:${uid}`;

/** A question of the desk is of the moment: it is not kept. */
export function keepLastKnown(clinicId: string, uid: string, { account, seenAt }: LastKnown): void {
  const kept = { account: { ...account, confirmation: null }, seenAt };
  quietly(() => localStorage.setItem(key(clinicId, uid), JSON.stringify(kept)));
}

/** Whoever signs out leaves nothing of theirs on the phone. */
export function forgetLastKnown(clinicId: string, uid: string): void {
  quietly(() => {
    localStorage.removeItem(key(clinicId, uid));
    localStorage.removeItem(bankingKey(clinicId, uid));
  });
}

export function lastKnown(clinicId: string, uid: string): LastKnown | null {
  return quietly(() => {
    const text = localStorage.getItem(key(clinicId, uid));
    return text ? revive(JSON.parse(text) as { account: Stored; seenAt: string }) : null;
  }) ?? null;
}

function revive({ account, seenAt }: { account: Stored; seenAt: string }): LastKnown {
  const lots = account.lots.map((lot) => ({ ...lot, expiresAt: new Date(lot.expiresAt) }));
  const walletLots = (account.walletLots ?? []).map((lot) => ({
    ...lot,
    receivedAt: new Date(lot.receivedAt),
    expiresAt: lot.expiresAt === null ? null : new Date(lot.expiresAt),
  }));
  return { account: { ...account, lots, walletLots }, seenAt: new Date(seenAt) };
}

/** A phone may keep nothing (private windows, a full disk): then there is no last known balance, and nothing breaks. */
function quietly<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
