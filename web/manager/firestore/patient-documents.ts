/** Documents of the patients' place beside its calls: names of tiers and services, and the terms of adjustments. */
import { doc, getDoc } from "firebase/firestore";
import type { AdjustmentsDocument } from "../../shared/api/contracts.gen";
import type { ManagerDocuments } from "./documents";

/** The tiers of the clinic's rule by id, lowest first; none without it. */
export async function tierNames(documents: ManagerDocuments): Promise<ReadonlyMap<string, string>> {
  const found = (await getDoc(doc(documents.collection("rules"), "tiers"))).data();
  const tiers = (found?.["tiers"] ?? []) as { tier_id?: unknown; name?: unknown }[];
  return new Map(tiers.map(({ tier_id: id, name }) => [String(id), String(name ?? id)]));
}

/** The names of some services: of those that the lines name, and of no others. */
export async function serviceNames(
  documents: ManagerDocuments,
  serviceIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(
    serviceIds.map((serviceId) => getDoc(doc(documents.collection("services"), serviceId))),
  );
  return new Map(found.map((each) => [each.id, String(each.data()?.["name"] ?? each.id)]));
}

/** The terms of adjustments by the clinic's rule: its reasons, and the points above which a second person decides. */
export async function adjustmentTerms(
  documents: ManagerDocuments,
): Promise<{ reasons: readonly string[]; approvalAbove: number | null }> {
  const found = (await getDoc(doc(documents.collection("rules"), "adjustments"))).data();
  const { reasons = [], approval_above_points: approvalAbove = null } = (found ?? {}) as Partial<
    AdjustmentsDocument<unknown>
  >;
  return { reasons, approvalAbove };
}
