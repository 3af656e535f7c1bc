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
  type QueryConstraint,
  query,
  type Timestamp,
  where,
} from "firebase/firestore";
import type { TiersDocument } from "../../shared/api/contracts.gen";
import { type Reward, rewardOf } from "../../shared/points/rewards";
import { type Service, serviceOf } from "../appointments/services";
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
  services: { name: text, minutes: whole, price_minor: whole },
  gallery: { service_id: text, title: text, consent_until_on: maybe(day), position: maybe(whole) },
};

export class CatalogueDocuments {
  constructor(
    private readonly store: Firestore,
    private readonly clinicId: string,
  ) {}

  rewards(): Watch<Reward[]> {
    return this.#watch("rewards", rewardOf, where("active", "==", true));
  }

  /** The number of each reward that was taken. */
  taken(): Watch<ReadonlyMap<string, number>> {
    const stock = this.#watch("reward_stock", (rewardId, data) => [rewardId, Number(data["taken"])] as const);
    return mapped(stock, (found) => new Map(found));
  }

  offers(): Watch<Offer[]> {
    return this.#watch("offers", offerOf, where("active", "==", true));
  }

  /** All services, those too that are not offered any more: appointments name them. */
  services(): Watch<Service[]> {
    return mapped(this.#watch("services", serviceOf), (found) => found.sort((a, b) => a.name.localeCompare(b.name)));
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
    return this.#watch("gallery", pairOf, where("active", "==", true), where("withdrawn_at", "==", null));
  }

  /** An image of a pair; rejects where it is not to be shown any more. */
  async image(pairId: string, side: Side): Promise<Blob> {
    const image = doc(this.store, "clinics", this.clinicId, "gallery", pairId, "images", side);
    const data = (await getDocFromServer(image)).data();
    if (!data) throw new Error(`the pair ${pairId} has no image ${side}`);
    return new Blob([(data["bytes"] as Bytes).toUint8Array() as BlobPart], { type: String(data["type"]) });
  }

  #watch<T>(
    name: keyof typeof SHAPES,
    read: (id: string, data: DocumentData) => T,
    ...filters: QueryConstraint[]
  ): Watch<T[]> {
    const all: Query = query(collection(this.store, "clinics", this.clinicId, name), ...filters, limit(MOST));
    return watchList(all, (document) => {
      const data = document.data();
      requireShape(data, SHAPES[name]);
      return read(document.id, data);
    });
  }
}
