/** The clinic as it publishes itself to this page: as this phone knew it at once, then as it is now, and again at every look. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { applyBrand } from "../../shared/ui/brand";
import { settleLocale } from "../language/language";
import { keepPublished, lastPublished, type Published } from "./last-known";
import type { Live } from "./live";

export class ClinicFeed implements ReactiveController {
  /** null until anything is known */
  value: Published | null = null;
  #live: Live | null = null;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly told: (published: Published) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("visibilitychange", this.#look);
  }

  hostDisconnected(): void {
    document.removeEventListener("visibilitychange", this.#look);
  }

  start(live: Live, clinicId: string): void {
    this.#live = live;
    const last = lastPublished(clinicId);
    if (last) this.#show(last);
    void this.read();
  }

  async read(): Promise<void> {
    const live = this.#live;
    if (!live) return;
    try {
      const read = [live.clinic(), live.locations(), live.earningRule(), live.worthRule()] as const;
      const [clinic, locations, earning, worth] = await Promise.all(read);
      this.#show({ clinic, locations, earning, worth });
      keepPublished({ clinic, locations, earning, worth });
    } catch {
      // Without a network the next look asks again.
    }
  }

  #show(published: Published): void {
    const { clinic } = published;
    this.value = { ...published, clinic: { ...clinic, locale: settleLocale(clinic.locale) } };
    applyBrand(clinic.brand, document.documentElement);
    this.told(this.value);
    this.host.requestUpdate();
  }

  readonly #look = (): void => {
    if (document.visibilityState === "visible") void this.read();
  };
}
