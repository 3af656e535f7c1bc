/** The clinic's catalogue beside its rules, as the patient's screens read it: rewards, services, offers, the gallery. */
import {
  type Bytes,
  collection,
  type DocumentData,
  doc,
  type Firestore,
  getDocFromServer,
  getDocsFromServer,
  limit,
  onSnapshot,
  type QuerySnapshot,
  query,
  type Timestamp,
  where,
} from "firebase/firestore";
import type { TiersDocument } from "../../shared/api/contracts.gen";
import { type Reward, rewardOf } from "../../shared/points/rewards";
import { type Service, serviceOf } from "../appointments/services";
import { type Pair, pairOf, type Side } from "../gallery/gallery";
import { type Offer, offerOf } from "../offers/offers";

/** More than any clinic has of each. */
const MOST = 300;

export class CatalogueDocuments {
  constructor(
    private readonly store: Firestore,
    private readonly clinicId: string,
  ) {}

  async rewards(): Promise<Reward[]> {
    const rewards = collection(this.store, "clinics", this.clinicId, "rewards");
    return each(await getDocsFromServer(query(rewards, where("active", "==", true), limit(MOST))), rewardOf);
  }

  /** The number of each reward that was taken. */
  async taken(): Promise<ReadonlyMap<string, number>> {
    const stock = collection(this.store, "clinics", this.clinicId, "reward_stock");
    const found = await getDocsFromServer(query(stock, limit(MOST)));
    return new Map(each(found, (rewardId, data) => [rewardId, Number(data["taken"])] as const));
  }

  async offers(): Promise<Offer[]> {
    const offers = collection(this.store, "clinics", this.clinicId, "offers");
    return each(await getDocsFromServer(query(offers, where("active", "==", true), limit(MOST))), offerOf);
  }

  /** All services, those too that are not offered any more: appointments name them. */
  async services(): Promise<Service[]> {
    const services = collection(this.store, "clinics", this.clinicId, "services");
    const found = each(await getDocsFromServer(query(services, limit(MOST))), serviceOf);
    return found.sort((a, b) => a.name.localeCompare(b.name));
  }

  /** The tiers' names by their ids; empty where the clinic has no tiers. */
  async tierNames(): Promise<ReadonlyMap<string, string>> {
    const found = await getDocFromServer(doc(this.store, "clinics", this.clinicId, "rules", "tiers"));
    const rule = found.data() as TiersDocument<Timestamp> | undefined;
    return new Map((rule?.tiers ?? []).map((tier) => [tier.tier_id, tier.name]));
  }

  /** Follows the gallery, so that what is withdrawn goes at once; null while only a cache has spoken. */
  watchPairs(told: (pairs: Pair[] | null) => void, failed: () => void): () => void {
    const gallery = collection(this.store, "clinics", this.clinicId, "gallery");
    return onSnapshot(
      query(gallery, where("active", "==", true), where("withdrawn_at", "==", null), limit(MOST)),
      { includeMetadataChanges: true },
      (found) => told(found.metadata.fromCache && found.empty ? null : each(found, pairOf)),
      failed,
    );
  }

  /** An image of a pair; rejects where it is not to be shown any more. */
  async image(pairId: string, side: Side): Promise<Blob> {
    const image = doc(this.store, "clinics", this.clinicId, "gallery", pairId, "images", side);
    const data = (await getDocFromServer(image)).data();
    if (!data) throw new Error(`the pair ${pairId} has no image ${side}`);
    return new Blob([(data["bytes"] as Bytes).toUint8Array() as BlobPart], { type: String(data["type"]) });
  }
}

function each<T>(found: QuerySnapshot, read: (id: string, data: DocumentData) => T): T[] {
  return found.docs.map((document) => read(document.id, document.data()));
}
