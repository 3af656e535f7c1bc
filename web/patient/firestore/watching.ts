/** Documents and lists that are listened to. A document that cannot be read counts as none, and is told of. */
import {
  type DocumentReference,
  onSnapshot,
  type Query,
  type QueryDocumentSnapshot,
  type QuerySnapshot,
} from "firebase/firestore";

/** The documents as they are now, and how many of them could not be read. */
export interface Seen<T> {
  found: T;
  unread: number;
}

/** Begins to listen, and answers how to stop. A listener that has failed tells nothing more. */
export type Watch<T> = (told: (seen: Seen<T>) => void, failed: () => void) => () => void;

/** Snapshots of metadata are heard too: only they say that the server knows of no document. */
const options = { includeMetadataChanges: true };

/** A document; null where it is not there or cannot be read. Nothing is told while only an empty cache has spoken. */
export function watchDocument<Data, T>(at: DocumentReference, read: (data: Data) => T): Watch<T | null> {
  return (told, failed) =>
    onSnapshot(
      at,
      options,
      (snapshot) => {
        if (!snapshot.exists()) {
          if (!snapshot.metadata.fromCache) told({ found: null, unread: 0 });
          return;
        }
        const [found = null] = readable([snapshot.data() as Data], read);
        told({ found, unread: found === null ? 1 : 0 });
      },
      failed,
    );
}

/**
 * The documents of a query that can be read. Nothing is told while only an empty cache has spoken; unless a list that most
 * patients have nothing in is `usuallyEmpty`: without a network it is, so that what stands beside it is shown.
 */
export function watchList<T>(
  of: Query,
  read: (document: QueryDocumentSnapshot) => T,
  usuallyEmpty = false,
): Watch<T[]> {
  return (told, failed) =>
    onSnapshot(
      of,
      options,
      (snapshot: QuerySnapshot) => {
        const isUnsaid = snapshot.metadata.fromCache && snapshot.empty;
        if (isUnsaid && (navigator.onLine || !usuallyEmpty)) return;
        const found = readable(snapshot.docs, read);
        told({ found, unread: snapshot.size - found.length });
      },
      failed,
    );
}

/** Several at once: told when each of them was, and again with every change of one. */
export function together<T extends object>(watches: { [Name in keyof T]: Watch<T[Name]> }): Watch<T> {
  return (told, failed) => {
    const names = Object.keys(watches) as (keyof T)[];
    const seen = new Map<keyof T, Seen<unknown>>();
    const stops = names.map((name) =>
      watches[name]((each) => {
        seen.set(name, each);
        if (seen.size < names.length) return;
        const found = Object.fromEntries([...seen].map(([of, value]) => [of, value.found])) as T;
        told({ found, unread: [...seen.values()].reduce((all, { unread }) => all + unread, 0) });
      }, failed),
    );
    return () => {
      for (const stop of stops) stop();
    };
  };
}

/** The same, with another value made of what was found. */
export function mapped<From, To>(watch: Watch<From>, to: (found: From) => To): Watch<To> {
  return (told, failed) => watch(({ found, unread }) => told({ found: to(found), unread }), failed);
}

function readable<Data, T>(documents: readonly Data[], read: (data: Data) => T): T[] {
  return documents.flatMap((document) => {
    try {
      return [read(document)];
    } catch {
      return [];
    }
  });
}
