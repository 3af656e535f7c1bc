/** The clinic as it publishes itself to this page: as this phone knew it at once, then as it is while the page is seen. */
import type { ReactiveControllerHost } from "lit";
import { applyBrand } from "../../shared/ui/brand";
import { settleLocale } from "../language/language";
import { Following } from "./following";
import { keepPublished, lastPublished, type Published } from "./last-known";
import type { Live, PublishedFound } from "./live";

export class ClinicFeed {
  /** null until anything is known */
  value: Published | null = null;
  #live: Live | null = null;
  readonly #following: Following<PublishedFound>;

  constructor(
    host: ReactiveControllerHost,
    private readonly told: (published: Published) => void,
  ) {
    const hear = ({ clinic, ...rest }: PublishedFound): void => {
      if (!clinic) return;
      this.#show({ clinic, ...rest });
      keepPublished({ clinic, ...rest });
    };
    this.#following = new Following(host, () => this.#live?.published() ?? null, hear);
  }

  /** True where a document of the clinic's cannot be read: it counts as none, and the clinic is as it was known last. */
  get isUnread(): boolean {
    return this.#following.unread > 0 || this.#following.value?.clinic === null;
  }

  start(live: Live, clinicId: string): void {
    this.#live = live;
    const last = lastPublished(clinicId);
    if (last) this.#show(last);
    this.#following.again();
  }

  #show(published: Published): void {
    const { clinic } = published;
    this.value = { ...published, clinic: { ...clinic, locale: settleLocale(clinic.locale) } };
    applyBrand(clinic.brand, document.documentElement);
    this.told(this.value);
  }
}
