/** The balance this phone saw last, with its time: what the home screen shows until the listener answers, or without a network. */
import type { AccountState, Lot } from "../shared/account";

export interface LastKnown {
  account: AccountState;
  seenAt: Date;
}

type Stored = Omit<AccountState, "lots"> & { lots: (Omit<Lot, "expiresAt"> & { expiresAt: string })[] };

const key = (clinicId: string, uid: string): string => `account:${clinicId}:${uid}`;

export function keepLastKnown(clinicId: string, uid: string, { account, seenAt }: LastKnown): void {
  quietly(() => localStorage.setItem(key(clinicId, uid), JSON.stringify({ account, seenAt })));
}

export function forgetLastKnown(clinicId: string, uid: string): void {
  quietly(() => localStorage.removeItem(key(clinicId, uid)));
}

export function lastKnown(clinicId: string, uid: string): LastKnown | null {
  return quietly(() => {
    const text = localStorage.getItem(key(clinicId, uid));
    return text ? revive(JSON.parse(text) as { account: Stored; seenAt: string }) : null;
  }) ?? null;
}

function revive({ account, seenAt }: { account: Stored; seenAt: string }): LastKnown {
  const lots = account.lots.map((lot) => ({ ...lot, expiresAt: new Date(lot.expiresAt) }));
  return { account: { ...account, lots }, seenAt: new Date(seenAt) };
}

/** A phone may keep nothing (private windows, a full disk): then there is no last known balance, and nothing breaks. */
function quietly<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
