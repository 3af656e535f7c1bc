/** The clinic's staff as managers keep them, and its locations by their ids. */
import { type DocumentData, getDocs, onSnapshot } from "firebase/firestore";
import { type Staff, staffOf } from "../../shared/api/documents";
import type { ManagerDocuments } from "./documents";

export interface Member extends Staff {
  uid: string;
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

/** The names of all locations, those too that are closed for good: people may still be named with them. */
export async function locationNames(documents: ManagerDocuments): Promise<ReadonlyMap<string, string>> {
  const found = await getDocs(documents.collection("locations"));
  return new Map(found.docs.map((each) => [each.id, String(each.data()["name"] ?? each.id)]));
}

function memberOf(uid: string, data: DocumentData): Member {
  return { ...staffOf(data), uid };
}
