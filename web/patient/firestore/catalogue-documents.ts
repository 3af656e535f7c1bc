/** The clinic's catalogue beside its rules, as the patient's screens listen to it: rewards, services, offers, the gallery. */
import {
  type Bytes,
  collection,
  type DocumentData,
  doc,
  type Firestore,
  getDocFromServer,
  limit,
  type Query,
  type QueryDocumentSnapshot,
  query,
  type Timestamp,
  where,
} from "firebase/firestore";
import type { TiersDocument } from "../../shared/api/contracts.gen";
import { type Reward, rewardOf } from "../../shared/points/rewards";
import { inOrder, type Service, serviceOf } from "../appointments/services";
import { type Pair, pairOf, type Side } from "../gallery/gallery";
import { type Offer, offerOf } from "../offers/offers";
import { day, maybe, requireShape, text, texts, whole } from "./shapes";
import { mapped, type Watch, watchDocument, watchList } from "./watching";

/** More than any clinic has of each. */
const MOST = 300;

const SHAPES = {
  rewards: {
    name: text,
    cost_points: whole,
    stock: maybe(whole),
    starts_on: maybe(day),
    ends_on: maybe(day),
    tier_ids: maybe(texts),
  },
  reward_stock: { taken: whole },
  offers: {
    title: text,
    text,
    starts_on: maybe(day),
    ends_on: maybe(day),
    tier_ids: maybe(texts),
    from_points: maybe(whole),
    service_id: maybe(text),
  },
  own_offers: { title: text, text, starts_on: maybe(day), ends_on: maybe(day), service_id: maybe(text) },
  services: {
    name: text,
    minutes: whole,
    price_minor: whole,
    description: maybe(text),
    procedure: maybe(text),
    position: maybe(whole),
  },
  gallery: { service_id: text, title: text, consent_until_on: maybe(day), position: maybe(whole) },
};

export class CatalogueDocuments {
  constructor(
    private readonly store: Firestore,
    private readonly clinicId: string,
  ) {}

  rewards(): Watch<Reward[]> {
    const rewards = collection(this.store, "clinics", this.clinicId, "rewards");
    return listOf(query(rewards, where("active", "==", true), limit(MOST)), SHAPES.rewards, rewardOf);
  }

  /** The number of each reward that was taken. */
  taken(): Watch<ReadonlyMap<string, number>> {
    const stock = query(collection(this.store, "clinics", this.clinicId, "reward_stock"), limit(MOST));
    const taken = listOf(stock, SHAPES.reward_stock, (rewardId, data) => [rewardId, Number(data["taken"])] as const);
    return mapped(taken, (found) => new Map(found));
  }

  offers(): Watch<Offer[]> {
    const offers = collection(this.store, "clinics", this.clinicId, "offers");
    return listOf(query(offers, where("active", "==", true), limit(MOST)), SHAPES.offers, offerOf);
  }

  /** The offers in a patient's own place: those to an audience to which they belong. Nobody else can read them. */
  ownOffers(uid: string): Watch<Offer[]> {
    const offers = collection(this.store, "clinics", this.clinicId, "patients", uid, "offers");
    const read = (offerId: string, data: DocumentData): Offer => offerOf(offerId, { ...data, active: true });
    return listOf(query(offers, limit(MOST)), SHAPES.own_offers, read, true);
  }

  /** All services, those too that are not offered any more: appointments name them. */
  services(): Watch<Service[]> {
    const services = query(collection(this.store, "clinics", this.clinicId, "services"), limit(MOST));
    const found = listOf(services, SHAPES.services, serviceOf);
    return mapped(found, inOrder);
  }

  /** The tiers' names by their ids; empty where the clinic has no tiers. */
  tierNames(): Watch<ReadonlyMap<string, string>> {
    const rule = doc(this.store, "clinics", this.clinicId, "rules", "tiers");
    const names = watchDocument(rule, (data: TiersDocument<Timestamp>) => {
      for (const tier of data.tiers) requireShape(tier, { tier_id: text, name: text });
      return new Map(data.tiers.map((tier) => [tier.tier_id, tier.name]));
    });
    return mapped(names, (found) => found ?? new Map<string, string>());
  }

  /** The pairs that may be shown: what is withdrawn goes at once. */
  pairs(): Watch<Pair[]> {
    const gallery = collection(this.store, "clinics", this.clinicId, "gallery");
    const shown = query(gallery, where("active", "==", true), where("withdrawn_at", "==", null), limit(MOST));
    return listOf(shown, SHAPES.gallery, pairOf);
  }

  /** An image of a pair; rejects where it is not to be shown any more. */
  async image(pairId: string, side: Side): Promise<Blob> {
    const image = doc(this.store, "clinics", this.clinicId, "gallery", pairId, "images", side);
    const data = (await getDocFromServer(image)).data();
    if (!data) throw new Error(`the pair ${pairId} has no image ${side}`);
    return new Blob([(data["bytes"] as Bytes).toUint8Array() as BlobPart], { type: String(data["type"]) });
  }
}

/** The documents of a query that have the shape of their kind. */
function listOf<T>(
  of: Query,
  shape: (typeof SHAPES)[keyof typeof SHAPES],
  read: (id: string, data: DocumentData) => T,
  usuallyEmpty = false,
): Watch<T[]> {
  const readOne = (document: QueryDocumentSnapshot): T => {
    const data = document.data();
    requireShape(data, shape);
    return read(document.id, data);
  };
  return watchList(of, readOne, usuallyEmpty);
}
