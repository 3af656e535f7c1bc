/** The catalogue as managers keep it: whole collections, with what is put away, and what stands beside. */
import { type DocumentData, doc, limit, onSnapshot, query } from "firebase/firestore";
import { type Location, locationOf } from "../../shared/api/documents";
import type { ManagerDocuments } from "./documents";

/** The documents of a collection by their ids. */
export type Documents = ReadonlyMap<string, DocumentData>;
type Told<T> = (found: T) => void;
/** Answers how to stop. */
type Stop = () => void;

/** More than any clinic has of a kind. */
const MOST = 300;

const COLLECTIONS = {
  rewards: (documents: ManagerDocuments) => query(documents.collection("rewards"), limit(MOST)),
  reward_costs: (documents: ManagerDocuments) => query(documents.collection("reward_costs"), limit(MOST)),
  reward_stock: (documents: ManagerDocuments) => query(documents.collection("reward_stock"), limit(MOST)),
  services: (documents: ManagerDocuments) => query(documents.collection("services"), limit(MOST)),
  offers: (documents: ManagerDocuments) => query(documents.collection("offers"), limit(MOST)),
  targeted_offers: (documents: ManagerDocuments) => query(documents.collection("targeted_offers"), limit(MOST)),
  gallery: (documents: ManagerDocuments) => query(documents.collection("gallery"), limit(MOST)),
  gallery_consents: (documents: ManagerDocuments) => query(documents.collection("gallery_consents"), limit(MOST)),
  locations: (documents: ManagerDocuments) => query(documents.collection("locations"), limit(MOST)),
};

export type CollectionName = keyof typeof COLLECTIONS;

/** Tells the documents of a collection now and at every change. */
export function watchCollection(
  documents: ManagerDocuments,
  name: CollectionName,
  told: Told<Documents>,
  failed: () => void,
): Stop {
  return onSnapshot(
    COLLECTIONS[name](documents),
    ({ docs }) => told(new Map(docs.map((each) => [each.id, each.data()]))),
    failed,
  );
}

/** Tells the names of the tiers by their ids; none without the rule. */
export function watchTierNames(
  documents: ManagerDocuments,
  told: Told<ReadonlyMap<string, string>>,
  failed: () => void,
): Stop {
  return onSnapshot(
    doc(documents.collection("rules"), "tiers"),
    (found) => {
      const tiers = (found.data()?.["tiers"] ?? []) as readonly DocumentData[];
      told(new Map(tiers.map((tier) => [String(tier["tier_id"]), String(tier["name"])])));
    },
    failed,
  );
}

/** Tells the clinic's own document. */
export function watchClinic(documents: ManagerDocuments, told: Told<DocumentData>, failed: () => void): Stop {
  return onSnapshot(documents.root, (found) => told(found.data() ?? {}), failed);
}

/** Tells all locations, by name, those too that are closed for good. */
export function watchLocations(documents: ManagerDocuments, told: Told<readonly Location[]>, failed: () => void): Stop {
  return watchCollection(
    documents,
    "locations",
    (found) => {
      const locations = [...found].map(([id, data]) => locationOf(id, data));
      told(locations.sort((one, other) => one.name.localeCompare(other.name)));
    },
    failed,
  );
}

/** An id that no document has. */
export function newId(documents: ManagerDocuments, name: CollectionName): string {
  // What is for an audience says nothing of it, nor when it was made.
  return name === "targeted_offers" ? crypto.randomUUID().replaceAll("-", "") : doc(documents.collection(name)).id;
}
