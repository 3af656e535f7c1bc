/** Closed days: the book of each business date, which never changes. */
import { getDocs, limit, orderBy, query } from "firebase/firestore";
import type { ClosedDay } from "../rules/estimate";
import type { ManagerDocuments } from "./documents";

/** The latest closed days, newest first, at most so many. */
export async function closedDays(documents: ManagerDocuments, most: number): Promise<readonly ClosedDay[]> {
  const found = await getDocs(
    query(documents.collection("ledger_days"), orderBy("business_date", "desc"), limit(most)),
  );
  return found.docs.map((each) => each.data() as ClosedDay);
}
