/** The patient's documents: one live listener on the account, the rest read once; a single screen's are modules beside. */
import {
  collection,
  connectFirestoreEmulator,
  disableNetwork,
  doc,
  enableNetwork,
  type Firestore,
  getDoc,
  getDocs,
  getDocsFromServer,
  initializeFirestore,
  limit,
  onSnapshot,
  orderBy,
  query,
  type Timestamp,
  where,
} from "firebase/firestore";
import type {
  AccountDocument,
  BankingDocument,
  EarningDocument,
  EntryDocument,
  RedemptionDocument,
  RedemptionTerms,
  RemindersDocument,
  TenderKind,
} from "../../shared/api/contracts.gen";
import type { Clinic, Location } from "../../shared/api/documents";
import { clinicOf, locationOf } from "../../shared/api/documents";
import type { Session } from "../../shared/api/session";
import type { AccountState } from "../balance/account";
import type { Entry } from "../history/entry";
import type { BankingRule } from "../wallet/banking";
import { accountOf, bankingRuleOf, entryOf } from "./account-document";
import { AppointmentDocuments } from "./appointment-documents";
import { CatalogueDocuments } from "./catalogue-documents";
import { ReminderDocuments } from "./reminder-documents";

/** The news of the listener: the account (null: none yet), and whether it is the server's word or a cached one. */
export interface AccountNews {
  account: AccountState | null;
  fromServer: boolean;
}

export interface EarningRule {
  eligibleTenders: readonly TenderKind[];
  rateBp: number;
  minorPerPoint: number;
}

/** The worth of points off a bill, and the least that it takes. */
export type WorthRule = Pick<RedemptionTerms, "minimum_points" | "minor_per_100_points">;

/** The days before points end when the first reminder comes, and the last. */
export interface ReminderDays {
  nudgeDays: number;
  urgeDays: number;
}

/** Which entries: those above or below a revision, at most so many. */
export interface EntryRange {
  above?: number;
  below?: number;
  most: number;
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
        told({
          account: data ? accountOf(data as AccountDocument<Timestamp>) : null,
          fromServer: !snapshot.metadata.fromCache,
        });
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

  /** All locations, by name, those too that take no checkouts any more: entries name them. */
  async locations(): Promise<Location[]> {
    const found = await getDocs(collection(this.#store, "clinics", this.#clinicId, "locations"));
    return found.docs.map((each) => locationOf(each.id, each.data())).sort((a, b) => a.name.localeCompare(b.name));
  }

  async earningRule(): Promise<EarningRule | null> {
    const data = await this.#rule<EarningDocument<Timestamp>>("earning");
    return (
      data && { eligibleTenders: data.eligible_tenders, rateBp: data.rate_bp, minorPerPoint: data.minor_per_point }
    );
  }

  async worthRule(): Promise<WorthRule | null> {
    const data = await this.#rule<RedemptionDocument<Timestamp>>("redemption");
    return data && { minimum_points: data.minimum_points, minor_per_100_points: data.minor_per_100_points };
  }

  /** The patient's own entries, newest first, read once: nothing listens to them. */
  async entries(uid: string, { above = 0, below = Number.MAX_SAFE_INTEGER, most }: EntryRange): Promise<Entry[]> {
    const entries = collection(this.#store, "clinics", this.#clinicId, "patients", uid, "entries");
    const found = await getDocsFromServer(
      query(
        entries,
        where("revision", ">", above),
        where("revision", "<", below),
        orderBy("revision", "desc"),
        limit(most),
      ),
    );
    return found.docs.map((each) => entryOf(each.id, each.data() as EntryDocument<Timestamp>));
  }

  /** The rule by which points become wallet money; null where the clinic has no such rule. */
  async bankingRule(): Promise<BankingRule | null> {
    const data = await this.#rule<BankingDocument<Timestamp>>("banking");
    return data ? bankingRuleOf(data) : null;
  }

  /** null where the clinic has no such rule */
  async reminderDays(): Promise<ReminderDays | null> {
    const data = await this.#rule<RemindersDocument<Timestamp>>("reminders");
    return data && { nudgeDays: data.nudge_days, urgeDays: data.urge_days };
  }

  async #rule<Rule>(name: string): Promise<Rule | null> {
    const found = await getDoc(doc(this.#store, "clinics", this.#clinicId, "rules", name));
    return (found.data() as Rule | undefined) ?? null;
  }

  catalogue(): CatalogueDocuments {
    return new CatalogueDocuments(this.#store, this.#clinicId);
  }

  appointments(uid: string): AppointmentDocuments {
    return new AppointmentDocuments(this.#store, this.#clinicId, uid);
  }

  reminders(uid: string): ReminderDocuments {
    return new ReminderDocuments(this.#store, this.#clinicId, uid);
  }
}
