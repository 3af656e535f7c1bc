/** The clinic's staff and the invites to it as managers keep them, and its locations by their ids. */
import { type DocumentData, getDocs, onSnapshot, query, type Timestamp, where } from "firebase/firestore";
import { type Location, locationOf, type Staff, staffOf } from "../../shared/api/documents";
import type { ManagerDocuments } from "./documents";

export interface Member extends Staff {
  uid: string;
  /** what is expected of them in a week; what is left out is not */
  quota: Readonly<Record<string, number>>;
  /** the document as it was read */
  data: DocumentData;
}

/** An invite that nobody accepted or withdrew yet. */
export interface OpenInvite {
  inviteId: string;
  email: string;
  name: string;
  role: string;
  locationIds: readonly string[];
  expiresAt: Date;
}

/** Tells the clinic's staff now and at every change, by name; answers how to stop. */
export function watchTeam(
  documents: ManagerDocuments,
  told: (team: readonly Member[]) => void,
  failed: () => void,
): () => void {
  return onSnapshot(
    documents.collection("staff"),
    ({ docs }) => {
      const team = docs.map((each) => memberOf(each.id, each.data()));
      told(team.sort((one, other) => one.name.localeCompare(other.name)));
    },
    failed,
  );
}

/** The same of the open invites, the newest first. */
export function watchInvites(
  documents: ManagerDocuments,
  told: (invites: readonly OpenInvite[]) => void,
  failed: () => void,
): () => void {
  return onSnapshot(
    query(documents.collection("invites"), where("state", "==", "open")),
    ({ docs }) => {
      const invites = docs.map((each) => inviteOf(each.id, each.data()));
      told(invites.sort((one, other) => other.expiresAt.getTime() - one.expiresAt.getTime()));
    },
    failed,
  );
}

/** The locations by id, those too that are closed for good: people may still be named with them. */
export async function locationsById(documents: ManagerDocuments): Promise<ReadonlyMap<string, Location>> {
  const found = await getDocs(documents.collection("locations"));
  return new Map(found.docs.map((each) => [each.id, locationOf(each.id, each.data())]));
}

function memberOf(uid: string, data: DocumentData): Member {
  const expected = Object.entries((data["weekly_quota"] ?? {}) as Record<string, unknown>);
  const quota = Object.fromEntries(expected.filter((each): each is [string, number] => typeof each[1] === "number"));
  return { ...staffOf(data), uid, quota, data };
}

function inviteOf(inviteId: string, data: DocumentData): OpenInvite {
  return {
    inviteId,
    email: String(data["email"]),
    name: String(data["name"]),
    role: String(data["role"]),
    locationIds: (data["location_ids"] ?? []) as string[],
    expiresAt: (data["expires_at"] as Timestamp).toDate(),
  };
}
