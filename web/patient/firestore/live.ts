/** The patient's documents: listeners on the account and on what the clinic publishes; a single screen's are modules beside. */
import {
  collection,
  connectFirestoreEmulator,
  disableNetwork,
  doc,
  enableNetwork,
  type Firestore,
  getDocsFromServer,
  initializeFirestore,
  limit,
  onSnapshot,
  orderBy,
  query,
  type Timestamp,
  where,
} from "firebase/firestore";
import type { AccountDocument, EntryDocument } from "../../shared/api/contracts.gen";
import type { Clinic, Location } from "../../shared/api/documents";
import { clinicOf, locationOf } from "../../shared/api/documents";
import type { Session } from "../../shared/api/session";
import type { AccountState } from "../balance/account";
import type { Entry } from "../history/entry";
import type { BankingRule } from "../wallet/banking";
import { accountOf, entryOf } from "./account-document";
import { AppointmentDocuments } from "./appointment-documents";
import { CatalogueDocuments } from "./catalogue-documents";
import { comingOf } from "./coming-documents";
import type { Published } from "./last-known";
import { ReminderDocuments } from "./reminder-documents";
import { bankingRuleOf, earningOf, type ReminderDays, reminderDaysOf, worthOf } from "./rule-documents";
import { mapped, together, type Watch, watchDocument, watchList } from "./watching";

/** The news of the listener: the account (null: none yet), and whether it is the server's word or a cached one. */
export interface AccountNews {
  account: AccountState | null;
  fromServer: boolean;
}

/** As the server knows it; what is not there, or cannot be read, is null. */
export type PublishedFound = { [Name in keyof Published]: Name extends "clinic" ? Clinic | null : Published[Name] };

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

  /** What the clinic publishes of itself and of how points work; a clinic without a document is null. */
  published(): Watch<PublishedFound> {
    const clinic = doc(this.#store, "clinics", this.#clinicId);
    return together<PublishedFound>({
      clinic: watchDocument(clinic, (data: object) => clinicOf(this.#clinicId, data)),
      coming: watchDocument(clinic, comingOf),
      locations: this.#locations(),
      earning: this.#rule("earning", earningOf),
      worth: this.#rule("redemption", worthOf),
    });
  }

  /** All locations, by name, those too that take no checkouts any more: entries name them. */
  #locations(): Watch<Location[]> {
    const locations = collection(this.#store, "clinics", this.#clinicId, "locations");
    const read = watchList(locations, (each) => locationOf(each.id, each.data()));
    return mapped(read, (found) => found.sort((a, b) => a.name.localeCompare(b.name)));
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
  bankingRule(): Watch<BankingRule | null> {
    return this.#rule("banking", bankingRuleOf);
  }

  /** null where the clinic has no such rule */
  reminderDays(): Watch<ReminderDays | null> {
    return this.#rule("reminders", reminderDaysOf);
  }

  #rule<Rule, T>(name: string, read: (rule: Rule) => T): Watch<T | null> {
    return watchDocument(doc(this.#store, "clinics", this.#clinicId, "rules", name), read);
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
