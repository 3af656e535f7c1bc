/** The gallery: before and after by procedure, shown only as long as the consent of whoever is seen there lasts. */
import type { Found } from "../../shared/api/documents";

/** No function reads a pair. */
interface PairDocument {
  service_id: string;
  title: string;
  alt_before: string;
  alt_after: string;
  consent_until_on: string | null;
  position: number;
}

export interface Pair {
  pairId: string;
  serviceId: string;
  title: string;
  altBefore: string;
  altAfter: string;
  /** null: until it is withdrawn */
  consentUntilOn: string | null;
  position: number;
}

export type Side = "before" | "after";

export function pairOf(pairId: string, data: Found<PairDocument>): Pair {
  return {
    pairId,
    serviceId: String(data.service_id ?? ""),
    title: String(data.title ?? ""),
    altBefore: String(data.alt_before ?? ""),
    altAfter: String(data.alt_after ?? ""),
    consentUntilOn: (data.consent_until_on ?? null) as string | null,
    position: Number(data.position ?? 0),
  };
}

/**
 * Those whose consent lasts, as the security rules count it: it is over where its last day begins at Greenwich, for then
 * that day has ended nowhere on earth.
 */
export function consented(pairs: readonly Pair[], now: Date): Pair[] {
  const today = now.toISOString().slice(0, 10);
  return pairs.filter(({ consentUntilOn }) => consentUntilOn === null || today < consentUntilOn);
}

export interface Procedure {
  serviceId: string;
  pairs: readonly Pair[];
}

/** The pairs by their service, in the order that the clinic gave them. */
export function byProcedure(pairs: readonly Pair[]): Procedure[] {
  const inOrder = [...pairs].sort((a, b) => a.position - b.position || a.pairId.localeCompare(b.pairId));
  const procedures = new Map<string, Pair[]>();
  for (const pair of inOrder) procedures.set(pair.serviceId, [...(procedures.get(pair.serviceId) ?? []), pair]);
  return [...procedures].map(([serviceId, of]) => ({ serviceId, pairs: of }));
}
