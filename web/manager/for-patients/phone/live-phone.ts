/** The phone beside a form: the patient's own screens, fed with what is typed. It is looked at, and not pressed. */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { CatalogueContext } from "../../../patient/screen-context";
import type { Clinic, Location } from "../../../shared/api/documents";
import { applyBrand } from "../../../shared/ui/brand";
import { base, controls } from "../../../shared/ui/styles";
import type { PhoneScreen } from "../kind";
import { phoneWords } from "../words";
import { backendOf, DraftedCatalogue, type Shown } from "./drafted-catalogue";
import { madeAccount } from "./made-patient";
import { type Scheme, setTokens } from "./tokens";

type Draw = (context: CatalogueContext) => TemplateResult;

const SCREENS: Readonly<Record<PhoneScreen, () => Promise<{ draw: Draw }>>> = {
  rewards: () => import("../../../patient/rewards/rewards-screen"),
  appointments: () => import("../../../patient/appointments/appointments-screen"),
  offers: () => import("../../../patient/offers/offers-screen"),
  home: () => import("./brand-home"),
  gallery: () => import("../../../patient/gallery/gallery-screen"),
};
const SCHEMES: readonly Scheme[] = ["light", "dark"];
const SOME_POINTS = 5_000;

@customElement("live-phone")
export class LivePhone extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
        align-content: start;
      }
      h3 {
        font-size: 1.375rem;
      }
      .as {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3) var(--space-4);
        align-items: end;
      }
      .as > label {
        display: grid;
        gap: var(--space-2);
        flex: 1 1 7rem;
        font-size: var(--text-small);
        font-weight: 550;
      }
      select,
      input {
        width: 100%;
        min-height: var(--target);
        padding: 0 var(--space-4);
        border: 1.5px solid var(--line-strong);
        border-radius: var(--radius-small);
        background: var(--surface);
        color: inherit;
        font: 400 1rem / 1.2 var(--font-text);
      }
      .body {
        container-type: inline-size;
        overflow: hidden;
        width: 100%;
        max-width: 24.375rem;
        border: 1px solid var(--line-strong);
        border-radius: 2rem;
        background: var(--paper);
        color: var(--ink);
        font: 400 var(--text-body) / 1.5 var(--font-text);
        text-align: start;
      }
      .glass {
        overflow-y: auto;
        height: min(42rem, 75dvh);
        padding: var(--space-5) var(--gutter) var(--space-7);
      }
      .glass:focus-visible {
        outline-offset: -6px;
        border-radius: 2rem;
      }
    `,
  ];

  @property({ attribute: false }) screen: PhoneScreen = "rewards";
  @property({ attribute: false }) shown!: Shown;
  @property({ attribute: false }) clinic!: Clinic;
  @property({ attribute: false }) locations: readonly Location[] = [];
  /** the tier of whom the row is for; null: of nobody in particular */
  @property({ attribute: false }) tierId: string | null = null;
  @state() private points = SOME_POINTS;
  @state() private scheme: Scheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  @state() private draw: Draw | null = null;
  @state() private failed = false;
  @query(".body") private readonly body!: HTMLElement;
  #catalogue: DraftedCatalogue | null = null;
  #now = new Date();

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("screen")) void this.#bring();
    if (!changed.has("shown")) return;
    if (this.#catalogue) this.#catalogue.show(this.shown);
    else this.#catalogue = new DraftedCatalogue(this.shown);
  }

  override updated(changed: PropertyValues<this> & Map<"scheme", unknown>): void {
    if (changed.has("scheme")) setTokens(this.body, this.scheme);
    if (changed.has("clinic")) applyBrand(this.clinic.brand, this.body);
    // A brand takes back the tokens of the brand before: they are on the same element.
    if (changed.has("clinic") || changed.has("scheme")) this.body.style.setProperty("color-scheme", this.scheme);
  }

  override render(): TemplateResult {
    return html`
      <div>
        <h3>${phoneWords.title}</h3>
        <p class="quiet small">${phoneWords.text}</p>
      </div>
      <div class="as">
        ${this.shown.tierNames.size > 0 ? this.#tierChoice() : nothing}
        <label>${phoneWords.points}
          <input inputmode="numeric" autocomplete="off" .value=${String(this.points)} @input=${this.#setPoints}>
        </label>
        <label>${phoneWords.light} / ${phoneWords.dark}
          <select @change=${this.#setScheme}>
            ${SCHEMES.map((scheme) => html`<option value=${scheme} ?selected=${scheme === this.scheme}>${phoneWords[scheme]}</option>`)}
          </select>
        </label>
      </div>
      <div class="body">
        <section class="glass" tabindex="0" aria-label=${phoneWords.title}><div inert>${this.#glass()}</div></section>
      </div>`;
  }

  #tierChoice(): TemplateResult {
    return html`<label>${phoneWords.as}
      <select @change=${this.#setTier}>
        <option value="" ?selected=${this.tierId === null}>${phoneWords.noTier}</option>
        ${[...this.shown.tierNames].map(
          ([id, name]) => html`<option value=${id} ?selected=${id === this.tierId}>${name}</option>`,
        )}
      </select>
    </label>`;
  }

  #glass(): TemplateResult {
    if (this.failed) return html`<p class="problem">${phoneWords.failed}</p>`;
    if (!this.draw || !this.#catalogue) return html`<p class="quiet">${phoneWords.loading}</p>`;
    return this.draw({
      account: madeAccount(this.points, this.tierId, this.#now),
      clinic: this.clinic,
      locations: this.locations,
      backend: backendOf(this.#catalogue),
      uid: "",
      now: this.#now,
      online: true,
      showCode: () => {},
    });
  }

  readonly #setTier = (event: Event): void => {
    this.tierId = (event.target as HTMLSelectElement).value || null;
  };

  readonly #setPoints = (event: Event): void => {
    const typed = Number((event.target as HTMLInputElement).value.replace(/[\s,.]/g, ""));
    if (Number.isSafeInteger(typed) && typed >= 0) this.points = typed;
  };

  readonly #setScheme = (event: Event): void => {
    this.scheme = (event.target as HTMLSelectElement).value as Scheme;
  };

  async #bring(): Promise<void> {
    const { screen } = this;
    this.failed = false;
    try {
      const { draw } = await SCREENS[screen]();
      if (screen === this.screen) this.draw = draw;
    } catch {
      this.failed = true;
    }
  }
}
