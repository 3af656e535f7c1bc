/**
 * The searches of the sheets in Firestore, each spelled out where it is made: its collection, filters, order and limit.
 * A test reads them here and holds them against firestore.indexes.json.
 */
import type { AccountDocument, AdjustmentDocument, RewardDocument } from "../../shared/api/contracts.gen";
import type { Documents, Named } from "./documents";

/** More rewards than any clinic has, and more adjustments than a day can leave waiting. */
const MOST = 300;

const equal = (fieldPath: string, stringValue: string): object => ({
  fieldFilter: { field: { fieldPath }, op: "EQUAL", value: { stringValue } },
});
const every = (...filters: object[]): object => ({ compositeFilter: { op: "AND", filters } });
const oldestFirst = (fieldPath: string): object => ({ field: { fieldPath }, direction: "ASCENDING" });

/** Every adjustment of the clinic that waits for a second person, the longest waiting first. */
export function adjustmentsWaiting(documents: Documents): Promise<Named<AdjustmentDocument<Date>>[]> {
  return documents.query([], {
    from: [{ collectionId: "adjustments" }],
    where: equal("status", "pending"),
    orderBy: [oldestFirst("requested_at")],
    limit: MOST,
  });
}

/** The adjustments that a member of staff asked for and that wait, the longest waiting first. */
export function ownAdjustmentsWaiting(documents: Documents, uid: string): Promise<Named<AdjustmentDocument<Date>>[]> {
  return documents.query([], {
    from: [{ collectionId: "adjustments" }],
    where: every(equal("status", "pending"), equal("requested_by", uid)),
    orderBy: [oldestFirst("requested_at")],
    limit: MOST,
  });
}

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

/** The names of staff and patients, by the path of each below the clinic. */
export async function namesOf(documents: Documents, paths: readonly string[]): Promise<Map<string, string>> {
  const found = await documents.each<Pick<AccountDocument<Date>, "name">>([...new Set(paths)], ["name"]);
  return new Map([...found].map(([path, { name }]) => [path, String(name ?? "")]));
}
