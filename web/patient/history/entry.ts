/** Entries: the lines of a patient's ledger, as the history shows them. */
import type { AnyEntry, Draw, EntryKind, Purchase, WhyByKind } from "../../shared/api/contracts.gen";

/** The signed changes that every entry names. */
type Changed = Pick<AnyEntry<unknown>, "points" | "wallet_minor" | "debt_points"> & {
  draws: readonly Pick<Draw<unknown>, "points">[];
  purchase: Pick<Purchase, "currency" | "paid_in"> | null;
};

/** An entry as far as its sentence goes: its kind says what its `why` holds. */
export type Explained = { [Kind in EntryKind]: Changed & { kind: Kind; why: WhyByKind<unknown>[Kind] } }[EntryKind];

/** An entry as the history shows it. */
export interface Entry {
  entryId: string;
  revision: number;
  explained: Explained;
  pointsAfter: number;
  walletMinorAfter: number;
  debtPointsAfter: number;
  /** who did it: `patient`, a staff role, or `schedule` */
  actorRole: string;
  /** null for what patients do in the app and the schedule does by itself */
  locationId: string | null;
  /** the clinic's calendar date, `YYYY-MM-DD` */
  businessDate: string;
  occurredAt: Date;
  /** the entry it undoes */
  reverses: string | null;
  /** the entry of the same act that it belongs to */
  linkedEntryId: string | null;
  /** the last day of the lot it opened */
  expiresOn: string | null;
  /** of a banking: until when it can be undone */
  undoUntil: Date | null;
  /** the currency of its wallet money, where its reason names one */
  currency: string | null;
}
