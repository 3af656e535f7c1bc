/** Previews: how far one is, what it says, and the lists behind its figures. */
import { doc, getDocs, onSnapshot, type Timestamp } from "firebase/firestore";
import type { PreviewDocument, PreviewPageDocument } from "../../shared/api/contracts.gen";
import type { ManagerDocuments } from "./documents";

export type Preview = PreviewDocument<Timestamp>;

/** Tells a preview as it runs; null while it is not there yet. Answers how to stop. */
export function watchPreview(
  documents: ManagerDocuments,
  previewId: string,
  told: (preview: Preview | null) => void,
  failed: () => void,
): () => void {
  const at = doc(documents.collection("previews"), previewId);
  return onSnapshot(at, (snapshot) => told((snapshot.data() as Preview | undefined) ?? null), failed);
}

/** Every patient and act of a finished preview. */
export async function pagesOf(
  documents: ManagerDocuments,
  previewId: string,
): Promise<Pick<PreviewPageDocument<Timestamp>, "patients" | "acts">> {
  const found = await getDocs(documents.collection("previews", previewId, "pages"));
  const pages = found.docs.map((each) => each.data() as PreviewPageDocument<Timestamp>);
  return { patients: pages.flatMap(({ patients }) => patients), acts: pages.flatMap(({ acts }) => acts) };
}
