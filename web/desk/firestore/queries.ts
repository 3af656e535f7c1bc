/**
 * The searches of the sheets in Firestore, each spelled out where it is made: its collection, filters, order and limit.
 * A test reads them here and holds them against firestore.indexes.json.
 */
import type { RewardDocument } from "../../shared/api/contracts.gen";
import type { Documents, Named } from "./documents";

/** More rewards than any clinic has. */
const MOST = 300;

const equal = (fieldPath: string, stringValue: string): object => ({
  fieldFilter: { field: { fieldPath }, op: "EQUAL", value: { stringValue } },
});
const every = (...filters: object[]): object => ({ compositeFilter: { op: "AND", filters } });

/** The number of appointments of a location that wait for the desk's first answer. */
export function requestsAt(documents: Documents, locationId: string): Promise<number> {
  return documents.count([], {
    from: [{ collectionId: "appointments" }],
    where: every(equal("location_id", locationId), equal("state", "requested")),
    limit: MOST,
  });
}

/** The clinic's own small collections, and what is read of each. */
interface Small {
  rewards: RewardDocument;
  reward_stock: { taken: number };
  services: { name: string; active: boolean };
}

/** Every document of one of them. */
export function all<Name extends keyof Small>(documents: Documents, collection: Name): Promise<Named<Small[Name]>[]> {
  return documents.list(collection, MOST);
}

/** The names of staff, by the path of each below the clinic. */
export async function namesOf(documents: Documents, paths: readonly string[]): Promise<Map<string, string>> {
  const found = await documents.each<{ name: string }>([...new Set(paths)], ["name"]);
  return new Map([...found].map(([path, { name }]) => [path, String(name ?? "")]));
}
