/** The catalogue with its drafts, as the patient's screens listen to one: nothing of it is stored. */
import type { Service } from "../../../patient/appointments/services";
import type { Seen, Watch } from "../../../patient/firestore/watching";
import type { Pair, Side } from "../../../patient/gallery/gallery";
import type { Offer } from "../../../patient/offers/offers";
import type { Catalogue, CatalogueBackend } from "../../../patient/screen-context";
import type { Reward } from "../../../shared/points/rewards";

/** What the phone shows. */
export interface Shown {
  readonly rewards: readonly Reward[];
  readonly taken: ReadonlyMap<string, number>;
  readonly offers: readonly Offer[];
  readonly services: readonly Service[];
  readonly tierNames: ReadonlyMap<string, string>;
  readonly pairs: readonly Pair[];
  readonly image: (pairId: string, side: Side) => Promise<Blob>;
}

export class DraftedCatalogue implements Catalogue {
  readonly #heard = new Set<() => void>();

  constructor(private shown: Shown) {}

  /** Whatever listens is told of it. */
  show(shown: Shown): void {
    this.shown = shown;
    for (const hear of this.#heard) hear();
  }

  rewards(): Watch<Reward[]> {
    return this.#watch(({ rewards }) => [...rewards]);
  }

  taken(): Watch<ReadonlyMap<string, number>> {
    return this.#watch(({ taken }) => taken);
  }

  offers(): Watch<Offer[]> {
    return this.#watch(({ offers }) => [...offers]);
  }

  /** Nobody in particular holds the phone. */
  ownOffers(): Watch<Offer[]> {
    return this.#watch(() => []);
  }

  services(): Watch<Service[]> {
    return this.#watch(({ services }) => [...services]);
  }

  tierNames(): Watch<ReadonlyMap<string, string>> {
    return this.#watch(({ tierNames }) => tierNames);
  }

  pairs(): Watch<Pair[]> {
    return this.#watch(({ pairs }) => [...pairs]);
  }

  image(pairId: string, side: Side): Promise<Blob> {
    return this.shown.image(pairId, side);
  }

  #watch<T>(of: (shown: Shown) => T): Watch<T> {
    return (told: (seen: Seen<T>) => void) => {
      const hear = (): void => told({ found: of(this.shown), unread: 0 });
      this.#heard.add(hear);
      hear();
      return () => this.#heard.delete(hear);
    };
  }
}

/** The backend of the phone: it has asked for no appointment, and nothing leaves it. */
export function backendOf(catalogue: Catalogue): CatalogueBackend {
  const nothing = (): Promise<never> => Promise.reject(new Error("the phone beside a form asks for nothing"));
  return {
    live: {
      catalogue: () => catalogue,
      appointments: () => ({
        newest: () => (told) => {
          told({ found: [], unread: 0 });
          return () => {};
        },
        ask: nothing,
        withdraw: nothing,
      }),
    },
    callables: { call: nothing },
  };
}
