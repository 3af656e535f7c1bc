/** The clinic's documents as managers read them; what a place listens to is in a module beside. */
import {
  type CollectionReference,
  collection,
  connectFirestoreEmulator,
  type DocumentReference,
  disableNetwork,
  doc,
  enableNetwork,
  type Firestore,
  getDoc,
  getDocs,
  initializeFirestore,
} from "firebase/firestore";
import { type Clinic, clinicOf, type Staff, staffOf } from "../../shared/api/documents";
import type { Session } from "../../shared/api/session";

const stores = new WeakMap<Session, Firestore>();

export class ManagerDocuments {
  readonly #store: Firestore;

  constructor(
    readonly session: Session,
    readonly clinicId: string,
  ) {
    this.#store = storeOf(session);
  }

  /** The clinic's own document: all others are below it. */
  get root(): DocumentReference {
    return doc(this.#store, "clinics", this.clinicId);
  }

  /** A collection of the clinic, by the names on the way to it. */
  collection(...path: [string, ...string[]]): CollectionReference {
    return collection(this.#store, "clinics", this.clinicId, ...path);
  }

  /** Follows the device's network, so that the library neither retries nor probes while there is none. */
  async follow(online: boolean): Promise<void> {
    await (online ? enableNetwork(this.#store) : disableNetwork(this.#store));
  }

  async clinic(): Promise<Clinic> {
    const found = await getDoc(this.root);
    return clinicOf(this.clinicId, found.data() ?? {});
  }

  /** null: not on the clinic's staff */
  async staff(uid: string): Promise<Staff | null> {
    const found = await getDoc(doc(this.collection("staff"), uid));
    const data = found.data();
    return data ? staffOf(data) : null;
  }

  /** All staff by uid, those too whose access is switched off: what they did names them. */
  async everybody(): Promise<ReadonlyMap<string, Staff>> {
    const found = await getDocs(this.collection("staff"));
    return new Map(found.docs.map((each) => [each.id, staffOf(each.data())]));
  }
}

function storeOf(session: Session): Firestore {
  const known = stores.get(session);
  if (known) return known;
  const store = initializeFirestore(session.app, {});
  const { emulators } = session.settings;
  if (emulators) connectFirestoreEmulator(store, emulators.host, emulators.firestore);
  stores.set(session, store);
  return store;
}
