/** The clinic's log as managers may read it: seven collections, each the newest first, a page at a time. */
import {
  type DocumentData,
  getDocs,
  limit,
  orderBy,
  type Query,
  query,
  startAt,
  Timestamp,
  where,
} from "firebase/firestore";
import { type Kind, type Logged, loggedOf } from "../clinic/logged";
import type { ManagerDocuments } from "./documents";

/** Records of a page: of each kind where all are shown, and of one kind alone. */
export const OF_ALL = 7;
export const OF_ONE = 50;

export interface LogPage {
  found: readonly Logged[];
  hasMore: boolean;
}

/** The latest instant that there is to a log: its first page begins there. */
const NOW_OR_LATER = Timestamp.fromMillis(Date.UTC(9999, 0));

/** Reads a page of a kind: of everybody or one person, from the latest or from a record on, which comes again. */
export async function logPage(
  documents: ManagerDocuments,
  kind: Kind,
  by: string,
  from: Logged | null,
  most: number,
): Promise<LogPage> {
  const asked = newestFirst(documents, kind, by, from?.cursor ?? NOW_OR_LATER, most + 1);
  const found = (await getDocs(asked)).docs;
  const lines = found.slice(0, most).map((each) => loggedOf(kind, each.id, each.data(), instantOf(each.data(), kind)));
  return { found: lines, hasMore: found.length > most };
}

/** Each query is spelled out, so that a test finds its index. */
function newestFirst(documents: ManagerDocuments, kind: Kind, by: string, from: unknown, most: number): Query {
  switch (kind) {
    case "rules":
      return by
        ? query(
            documents.collection("releases"),
            where("asked_by", "==", by),
            orderBy("asked_at", "desc"),
            startAt(from),
            limit(most),
          )
        : query(documents.collection("releases"), orderBy("asked_at", "desc"), startAt(from), limit(most));
    case "changes":
      return by
        ? query(
            documents.collection("changes"),
            where("by", "==", by),
            orderBy("at", "desc"),
            startAt(from),
            limit(most),
          )
        : query(documents.collection("changes"), orderBy("at", "desc"), startAt(from), limit(most));
    case "corrections":
      return by
        ? query(
            documents.collection("adjustments"),
            where("requested_by", "==", by),
            orderBy("requested_at", "desc"),
            startAt(from),
            limit(most),
          )
        : query(documents.collection("adjustments"), orderBy("requested_at", "desc"), startAt(from), limit(most));
    case "lookups":
      return by
        ? query(
            documents.collection("lookups"),
            where("asked_by", "==", by),
            orderBy("asked_at", "desc"),
            startAt(from),
            limit(most),
          )
        : query(documents.collection("lookups"), orderBy("asked_at", "desc"), startAt(from), limit(most));
    case "reads":
      return by
        ? query(
            documents.collection("past_reads"),
            where("read_by", "==", by),
            orderBy("read_at", "desc"),
            startAt(from),
            limit(most),
          )
        : query(documents.collection("past_reads"), orderBy("read_at", "desc"), startAt(from), limit(most));
    case "views":
      return by
        ? query(
            documents.collection("views"),
            where("viewed_by", "==", by),
            orderBy("viewed_at", "desc"),
            startAt(from),
            limit(most),
          )
        : query(documents.collection("views"), orderBy("viewed_at", "desc"), startAt(from), limit(most));
    case "downloads":
      return by
        ? query(
            documents.collection("downloads"),
            where("downloaded_by", "==", by),
            orderBy("downloaded_at", "desc"),
            startAt(from),
            limit(most),
          )
        : query(documents.collection("downloads"), orderBy("downloaded_at", "desc"), startAt(from), limit(most));
  }
}

const INSTANTS: Readonly<Record<Kind, string>> = {
  rules: "asked_at",
  changes: "at",
  corrections: "requested_at",
  lookups: "asked_at",
  reads: "read_at",
  views: "viewed_at",
  downloads: "downloaded_at",
};

function instantOf(data: DocumentData, kind: Kind): Timestamp {
  const at = data[INSTANTS[kind]];
  return at instanceof Timestamp ? at : Timestamp.fromMillis(0);
}
