/** The clinic's locations as managers keep them. */
import { type DocumentData, onSnapshot } from "firebase/firestore";
import { type Location, locationOf } from "../../shared/api/documents";
import type { ManagerDocuments } from "./documents";

export interface Place extends Location {
  /** the document as it was read */
  data: DocumentData;
}

/** Tells the clinic's locations now and at every change, by name; answers how to stop. */
export function watchPlaces(
  documents: ManagerDocuments,
  told: (places: readonly Place[]) => void,
  failed: () => void,
): () => void {
  return onSnapshot(
    documents.collection("locations"),
    ({ docs }) => {
      const places = docs.map((each) => ({ ...locationOf(each.id, each.data()), data: each.data() }));
      told(places.sort((one, other) => one.name.localeCompare(other.name)));
    },
    failed,
  );
}
