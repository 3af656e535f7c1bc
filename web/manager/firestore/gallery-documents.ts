/** Pictures of the gallery as managers read them, and the withdrawal of a consent. */
import {
  type Bytes,
  collection,
  type DocumentData,
  doc,
  getDoc,
  serverTimestamp,
  writeBatch,
} from "firebase/firestore";
import type { Side } from "../../patient/gallery/gallery";
import type { ManagerDocuments } from "./documents";

const SIDES: readonly Side[] = ["before", "after"];

/** A stored picture; null where there is none. */
export async function readPicture(documents: ManagerDocuments, pairId: string, side: Side): Promise<Blob | null> {
  const data = (await getDoc(doc(documents.collection("gallery"), pairId, "images", side))).data();
  if (!data) return null;
  return new Blob([(data["bytes"] as Bytes).toUint8Array() as BlobPart], { type: String(data["type"]) });
}

/** Withdraws the consent of a pair: it is shown no more, and both pictures are gone, in one batch. It is not undone. */
export async function withdrawPair(
  documents: ManagerDocuments,
  uid: string,
  pairId: string,
  before: DocumentData,
): Promise<void> {
  const { root } = documents;
  const [batch, pair, kept] = [
    writeBatch(root.firestore),
    doc(documents.collection("gallery"), pairId),
    doc(collection(root, "changes")),
  ];
  const after = { ...before, withdrawn_at: serverTimestamp(), change_id: kept.id };
  batch.set(pair, after);
  batch.set(kept, { path: `gallery/${pairId}`, before, after, by: uid, at: serverTimestamp(), note: "" });
  for (const side of SIDES) batch.delete(doc(pair, "images", side));
  await batch.commit();
}
