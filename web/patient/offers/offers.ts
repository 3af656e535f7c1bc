/** Offers: what the clinic would like a patient to know, to whom and when it is said. */
import type { Found } from "../../shared/api/documents";

/** No function reads an offer. */
interface OfferDocument {
  title: string;
  text: string;
  starts_on: string | null;
  ends_on: string | null;
  tier_ids: readonly string[];
  from_points: number | null;
  service_id: string | null;
  active: boolean;
}

export interface Offer {
  offerId: string;
  title: string;
  text: string;
  /** the first and the last day it holds; null: no such bound */
  startsOn: string | null;
  endsOn: string | null;
  /** for whom; empty: for everybody */
  tierIds: readonly string[];
  /** how many points it takes to be told of it; null: none */
  fromPoints: number | null;
  serviceId: string | null;
  active: boolean;
}

/** The facts that decide whether an offer is shown: the clinic's date, the patient's tier and the points they can use. */
export interface Looking {
  today: string;
  tierId: string | null;
  points: number;
}

export function offerOf(offerId: string, data: Found<OfferDocument>): Offer {
  const tierIds = data.tier_ids;
  return {
    offerId,
    title: String(data.title ?? ""),
    text: String(data.text ?? ""),
    startsOn: (data.starts_on ?? null) as string | null,
    endsOn: (data.ends_on ?? null) as string | null,
    tierIds: Array.isArray(tierIds) ? tierIds.map(String) : [],
    fromPoints: (data.from_points ?? null) as number | null,
    serviceId: (data.service_id ?? null) as string | null,
    active: data.active === true,
  };
}

/** The offers for this patient now: those that end first come first, then those without an end. */
export function offersFor(offers: readonly Offer[], { today, tierId, points }: Looking): Offer[] {
  const isFor = (offer: Offer): boolean =>
    offer.active &&
    (offer.startsOn ?? today) <= today &&
    today <= (offer.endsOn ?? today) &&
    (offer.tierIds.length === 0 || (tierId !== null && offer.tierIds.includes(tierId))) &&
    points >= (offer.fromPoints ?? points);
  const end = ({ endsOn }: Offer): string => endsOn ?? "9999-12-31";
  return offers.filter(isFor).sort((a, b) => end(a).localeCompare(end(b)) || a.title.localeCompare(b.title));
}
