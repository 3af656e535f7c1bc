/** Appointments: the patient's own, followed while this screen is open, and the services that they can ask for. */
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import { formatWallet } from "../balance/changes";
import { Following } from "../firestore/following";
import { together } from "../firestore/watching";
import type { CatalogueContext } from "../screen-context";
import { leftOut, nothingHere, pieces, todayAt, waiting } from "../screens/reading-screen";
import { arrows, focusHeading, screen, screenTop } from "../screens/screen";
import { titles } from "../screens/words.en";
import type { Asked } from "./appointment-form";
import { type Appointment, nextRequestId, type Wish } from "./appointments";
import { appointmentsScreen } from "./appointments-screen.styles";
import { formatMinutes, type Service } from "./services";
import { appointmentWords } from "./words.en";
import "./appointment-form";
import "./appointment-list";

interface Found {
  services: readonly Service[];
  appointments: readonly Appointment[];
}

export const draw = (context: CatalogueContext): TemplateResult =>
  html`<appointments-screen .context=${context}></appointments-screen>`;

@customElement("appointments-screen")
export class AppointmentsScreen extends LitElement {
  static override styles = [base, controls, screen, pieces, appointmentsScreen];

  @property({ attribute: false }) context!: CatalogueContext;
  @state() private chosen: Service | null = null;
  @state() private sending = false;
  /** the request that was sent just now */
  @state() private asked = "";
  @state() private problem = "";
  readonly #following = new Following<Found>(this, () => {
    const { live } = this.context.backend;
    const appointments = live.appointments(this.context.uid).newest();
    return together<Found>({ services: live.catalogue().services(), appointments });
  });

  override firstUpdated(): void {
    focusHeading(this);
  }

  override render(): TemplateResult {
    return html`${screenTop(titles.appointments)} ${this.#body()}`;
  }

  #body(): TemplateResult {
    const { value, unread } = this.#following;
    if (!value) return waiting(this.#following, this.context.online);
    if (this.chosen) return this.#form(this.chosen);
    return html`${this.#own(value)} ${this.#offered(value.services)} ${leftOut(unread)}`;
  }

  #own({ appointments, services }: Found): TemplateResult {
    const waits = appointments.some(
      ({ appointmentId, state }) => appointmentId === this.asked && state === "requested",
    );
    return html`<div class="asked" role="status">
        ${waits ? html`${icons.check}<div><h2 tabindex="-1">${appointmentWords.asked}</h2><p>${appointmentWords.askedText}</p></div>` : nothing}
      </div>
      <appointment-list .appointments=${appointments} .services=${services} .context=${this.context}></appointment-list>`;
  }

  #offered(services: readonly Service[]): TemplateResult {
    const offered = services.filter(({ active }) => active);
    if (offered.length === 0 || this.#locations.length === 0)
      return nothingHere(appointmentWords.noServices, appointmentWords.noServicesText);
    return html`<section class="services" aria-labelledby="services">
      <h2 id="services">${appointmentWords.services}</h2>
      <p class="quiet">${appointmentWords.servicesText}</p>
      <ul>${offered.map((service) => this.#service(service))}</ul>
    </section>`;
  }

  #service(service: Service): TemplateResult {
    const { serviceId, name, minutes, priceMinor, procedure } = service;
    const lasts = formatMinutes(minutes, this.context.clinic.locale);
    return html`<li>
      <button type="button" class="service" id=${serviceId} @click=${() => this.#choose(service)}>
        <span class="name">${name}</span>
        <span class="quiet small">${procedure ? `${procedure} · ${lasts}` : lasts}</span>
        <span class="price">${formatWallet(priceMinor, this.context.clinic)}</span>
        ${arrows.on}
      </button>
    </li>`;
  }

  #form(service: Service): TemplateResult {
    return html`<appointment-form .service=${service} .clinic=${this.context.clinic} .locations=${this.#locations}
      .today=${todayAt(this.context)} .online=${this.context.online} .sending=${this.sending} .problem=${this.problem}
      @asked=${(event: Asked) => void this.#ask(event.wish)} @close=${() => this.#leave()}></appointment-form>`;
  }

  get #locations(): CatalogueContext["locations"] {
    return this.context.locations.filter(({ active }) => active);
  }

  #choose(service: Service): void {
    [this.chosen, this.asked, this.problem] = [service, "", ""];
    scrollTo(0, 0);
  }

  /** The request is written under the next id that is free; the list shows it as soon as it is on its way. */
  async #ask(wish: Wish): Promise<void> {
    const id = nextRequestId(this.context.uid, this.#following.value?.appointments ?? []);
    if (id === null) {
      this.problem = appointmentWords.tooMany;
      return;
    }
    [this.sending, this.problem] = [true, ""];
    try {
      await this.context.backend.live.appointments(this.context.uid).ask(id, wish);
      [this.asked, this.chosen] = [id, null];
    } catch {
      this.problem = appointmentWords.refused;
    }
    this.sending = false;
    await this.updateComplete;
    if (!this.asked) return;
    scrollTo(0, 0);
    this.shadowRoot?.querySelector<HTMLElement>(".asked h2")?.focus();
  }

  /** Back to the services, to the one that was looked at. */
  async #leave(): Promise<void> {
    const left = this.chosen?.serviceId;
    this.chosen = null;
    await this.updateComplete;
    if (left) this.shadowRoot?.querySelector<HTMLElement>(`#${CSS.escape(left)}`)?.focus();
  }
}
