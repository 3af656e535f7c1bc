/** The patient's live documents: one listener on the account, and the clinic's published documents read once. */
import {
  collection,
  connectFirestoreEmulator,
  disableNetwork,
  doc,
  enableNetwork,
  getDoc,
  getDocs,
  initializeFirestore,
  onSnapshot,
  type DocumentData,
  type Firestore,
  type Timestamp,
} from "firebase/firestore";
import type { AccountState, Lot } from "../account";
import type { Clinic, Location, TenderKind } from "../contracts";
import { clinicOf, locationOf } from "../documents";
import type { Session } from "./session";

/** What the listener tells: the account (null: none yet), and whether it is the server's word or a cached one. */
export interface AccountNews {
  account: AccountState | null;
  fromServer: boolean;
}

export interface EarningRule {
  eligibleTenders: TenderKind[];
  rateBp: number;
  minorPerPoint: number;
}

export class Live {
  readonly #store: Firestore;
  readonly #clinicId: string;

  constructor({ app, settings }: Session) {
    this.#store = initializeFirestore(app, {});
    this.#clinicId = settings.clinicId;
    const { emulators } = settings;
    if (emulators) connectFirestoreEmulator(this.#store, emulators.host, emulators.firestore);
  }

  /** The one listener of the home screen: balance and lots come from the same document, so they cannot disagree. */
  watchAccount(uid: string, told: (news: AccountNews) => void, failed: (error: Error) => void): () => void {
    const account = doc(this.#store, "clinics", this.#clinicId, "patients", uid);
    return onSnapshot(
      account,
      { includeMetadataChanges: true },
      (snapshot) => {
        const data = snapshot.data();
        told({ account: data ? accountOf(data) : null, fromServer: !snapshot.metadata.fromCache });
      },
      failed,
    );
  }

  /** Follows the device's network, so that the library neither retries nor probes while there is none. */
  async follow(online: boolean): Promise<void> {
    await (online ? enableNetwork(this.#store) : disableNetwork(this.#store));
  }

  async clinic(): Promise<Clinic> {
    const found = await getDoc(doc(this.#store, "clinics", this.#clinicId));
    return clinicOf(this.#clinicId, found.data() ?? {});
  }

  /** The locations that take checkouts, by name. */
  async locations(): Promise<Location[]> {
    const found = await getDocs(collection(this.#store, "clinics", this.#clinicId, "locations"));
    return found.docs
      .map((each) => locationOf(each.id, each.data()))
      .filter(({ active }) => active)
      .sort((a, b) => a.name.localeCompare(b.name));
  }

  async earningRule(): Promise<EarningRule | null> {
    const data = (await getDoc(doc(this.#store, "clinics", this.#clinicId, "rules", "earning"))).data();
    if (!data) return null;
    return {
      eligibleTenders: data["eligible_tenders"] as TenderKind[],
      rateBp: data["rate_bp"] as number,
      minorPerPoint: data["minor_per_point"] as number,
    };
  }
}

function accountOf(data: DocumentData): AccountState {
  const lots = (data["lots"] ?? {}) as Record<string, DocumentData>;
  return {
    name: String(data["name"]),
    points: Number(data["points"]),
    debtPoints: Number(data["debt_points"] ?? 0),
    lots: Object.entries(lots).map(([lotId, lot]) => lotOf(lotId, lot)),
  };
}

function lotOf(lotId: string, lot: DocumentData): Lot {
  const policy = (lot["policy"] ?? {}) as DocumentData;
  return {
    lotId,
    points: Number(lot["points_remaining"]),
    expiresOn: String(lot["expires_on"]),
    expiresAt: (lot["expires_at"] as Timestamp).toDate(),
    nudgeDays: Number(policy["nudge_days"] ?? 28),
    urgeDays: Number(policy["urge_days"] ?? 7),
  };
}
