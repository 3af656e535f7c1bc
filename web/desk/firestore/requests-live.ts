/** The open requests of a location, listened to while the desk looks at them: the library comes with the first look. */
import {
  collection,
  connectFirestoreEmulator,
  type Firestore,
  initializeFirestore,
  limit,
  onSnapshot,
  query,
  where,
} from "firebase/firestore";
import type { Session } from "../../shared/api/session";

const stores = new WeakMap<Session, Firestore>();

/** Tells whenever a request of the location comes, changes or is settled; answers how to stop. */
export function watchRequests(
  session: Session,
  clinicId: string,
  locationId: string,
  changed: () => void,
  failed: () => void,
): () => void {
  const open = query(
    collection(storeOf(session), "clinics", clinicId, "appointments"),
    where("location_id", "==", locationId),
    where("state", "in", ["requested", "proposed"]),
    limit(100),
  );
  return onSnapshot(open, changed, failed);
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
