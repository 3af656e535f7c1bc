/** The front desk's page: sign-in, the choice of location, then the counter. Nothing of a patient is kept in storage. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { Callables } from "../shared/api/callables";
import type { Location } from "../shared/api/documents";
import { type Person, Session } from "../shared/api/session";
import { loadSettings } from "../shared/api/settings";
import { words } from "../shared/language/words.en";
import { wasCovered } from "../shared/lock/lock";
import { applyBrand } from "../shared/ui/brand";
import { entrance, keptOutScreen, signInScreen } from "../shared/ui/entrance";
import { base, controls } from "../shared/ui/styles";
import { noStationWords } from "./acts/refusals";
import type { DeskCounter } from "./counter";
import { keepReady } from "./readiness";
import { WedgeKeys } from "./scan/wedge-keys";
import { chooseLocation, chosenLocation, findStation, forgetLocation, type NoStation, type Station } from "./station";
import { deskWords } from "./words";
import "./counter";

@customElement("desk-app")
export class DeskApp extends LitElement {
  static override styles = [
    base,
    controls,
    entrance,
    css`
      .places {
        display: grid;
        gap: var(--space-3);
      }
      .places button {
        width: 100%;
        min-height: 5rem;
        padding: var(--space-4) var(--space-5);
        justify-content: flex-start;
        text-align: start;
        border-radius: var(--radius-small);
        background: var(--surface);
      }
      .places .quiet {
        font-weight: 400;
      }
      .places strong {
        display: block;
        font: 400 1.5rem / 1.2 var(--font-display);
      }
    `,
  ];

  /** undefined: not known yet; null: nobody is signed in */
  @state() private person: Person | null | undefined;
  @state() private station: Station | NoStation | null = null;
  @state() private location: Location | null = null;
  @state() private failed = false;
  @query("desk-counter") private readonly counter!: DeskCounter | null;
  #session: Session | null = null;
  #callables: Callables | null = null;
  #rest: (() => void) | undefined;

  /** A scanner's keys are kept from every screen; a code is for the counter alone. */
  readonly #keys = new WedgeKeys(this, {
    keep: () => this.counter?.keep() ?? (() => {}),
    scanned: (text) => this.counter?.scan(text),
    unread: () => this.counter?.unread(),
  });

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#start();
  }

  override render(): TemplateResult | typeof nothing {
    if (this.failed) return html`<main><p class="problem" role="alert">${words.pageFailed}</p></main>`;
    if (!this.#session || !this.#callables || this.person === undefined) return nothing;
    if (this.person === null) return signInScreen(deskWords.title, deskWords.signInText, this.#session);
    if (!this.person.isVerified) return this.#unverified(this.#session, this.person);
    if (this.station === null) return nothing;
    if (typeof this.station === "string") {
      return keptOutScreen(deskWords.title, noStationWords[this.station], this.#leave);
    }
    if (!this.location) return this.#choice(this.station);
    return this.#counter(this.station, this.location, this.person, this.#callables);
  }

  #unverified(session: Session, { email }: Person): TemplateResult {
    return html`<verify-address .session=${session} .email=${email}></verify-address>`;
  }

  #choice({ clinic, locations }: Station): TemplateResult {
    return html`<main>
      <div class="intro"><p class="eyebrow">${clinic.name}</p><h1>${deskWords.whichLocation}</h1></div>
      <div class="places">
        ${locations.map(
          (location) => html`<button type="button" class="outline" @click=${() => this.#choose(location)}>
            <span><strong>${location.name}</strong><span class="quiet small">${location.address}</span></span>
          </button>`,
        )}
      </div>
      <button type="button" class="plain" @click=${this.#leave}>${words.signOut}</button>
    </main>`;
  }

  #counter(station: Station, location: Location, person: Person, callables: Callables): TemplateResult {
    return html`<desk-counter .station=${station} .location=${location} .person=${person} .callables=${callables}
      @change-location=${this.#changeLocation} @sign-out=${this.#leave}></desk-counter>`;
  }

  async #start(): Promise<void> {
    try {
      const session = new Session(await loadSettings(), "staff");
      this.#session = session;
      this.#keys.expect(session.settings.clinicId);
      // A page that was covered is not uncovered by loading it again.
      if (wasCovered()) await session.signOut();
      this.#callables = new Callables(session);
      document.title = deskWords.title;
      session.watch((person) => void this.#arrive(session, person));
    } catch {
      this.failed = true;
    }
  }

  async #arrive(session: Session, person: Person | null): Promise<void> {
    this.person = person;
    this.station = this.location = null;
    this.#rest?.();
    if (!person) return;
    if (!person.isVerified) return void import("../shared/ui/verify-address").catch(() => (this.failed = true));
    this.#rest = keepReady();
    try {
      const station = await findStation(session, person);
      this.station = station;
      if (typeof station === "string") return;
      this.#keys.expect(station.clinic.clinicId);
      this.location = chosenLocation(station);
      applyBrand(station.clinic.brand, document.documentElement);
    } catch {
      this.failed = true;
    }
  }

  #choose(location: Location): void {
    chooseLocation(location);
    this.location = location;
  }

  readonly #changeLocation = (): void => {
    forgetLocation();
    this.location = null;
  };

  readonly #leave = (): void => {
    forgetLocation();
    void this.#session?.signOut();
  };
}
