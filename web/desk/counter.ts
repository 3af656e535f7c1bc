/** The counter: draws the stage a checkout is in, hears the scanner everywhere, and says aloud what happened. */
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Location, Tender } from "../shared/contracts";
import type { Callables } from "../shared/firebase/callables";
import { icons } from "../shared/icons";
import "../shared/live-region";
import type { LiveRegion } from "../shared/live-region";
import { formatPoints, moneyFormat } from "../shared/money";
import "../shared/offline-note";
import { Online } from "../shared/online";
import { patience } from "../shared/outcome";
import { base, controls } from "../shared/styles";
import { words } from "../shared/words";
import "./camera-view";
import type { CodeSeen } from "./camera-view";
import { Checkout, type Stage, type Trouble } from "./checkout";
import { counter } from "./counter.styles";
import "./purchase-form";
import type { PurchaseForm, PurchaseTyped } from "./purchase-form";
import "./receipt-view";
import "./shortcut-list";
import type { ShortcutList } from "./shortcut-list";
import { Sounds } from "./sounds";
import type { Station } from "./station";
import { WedgeKeys } from "./wedge-keys";
import { say, tell, type Place } from "./words";

@customElement("desk-counter")
export class DeskCounter extends LitElement {
  static override styles = [base, controls, counter];

  @property({ attribute: false }) station!: Station;
  @property({ attribute: false }) location!: Location;
  @property({ attribute: false }) callables!: Callables;
  @property({ attribute: false }) uid = "";
  @state() private stage: Stage = { name: "ready", trouble: null };
  @state() private camera = false;
  @state() private held = false;
  @state() private notSent = false;
  @query("live-region") private readonly region!: LiveRegion;
  @query("purchase-form") private readonly form!: PurchaseForm | null;
  @query("shortcut-list") private readonly shortcuts!: ShortcutList;

  readonly #online = new Online(this, () => (this.notSent = false));
  #checkout!: Checkout;

  constructor() {
    super();
    new WedgeKeys(this, () => this.form?.keep() ?? (() => {}), (text) => this.#scan(text));
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("location") || changed.has("station")) this.#open();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("keydown", this.#key);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("keydown", this.#key);
  }

  override render(): TemplateResult {
    return html`
      <div class="page">
        ${this.#header()}
        ${this.#online.value ? nothing : html`<offline-note>${say.offline}</offline-note>`}
        <main>${this.#stageView()}</main>
      </div>
      <live-region></live-region>
      <shortcut-list></shortcut-list>
    `;
  }

  #header(): TemplateResult {
    const { clinic, locations, staff } = this.station;
    return html`<header>
      <p class="clinic">${clinic.name}</p>
      <p class="place">
          ${icons.place}<span>${this.location.name}</span>
          ${locations.length > 1
            ? html`<button class="plain small" ?disabled=${this.#checkout.isHeld} @click=${this.#changeLocation}>
                ${say.change}<span class="unseen"> ${this.location.name}</span>
              </button>`
            : nothing}
      </p>
      <div class="who">
        <button class="plain help" @click=${() => this.shortcuts.show()} aria-label=${say.shortcuts}><kbd>?</kbd></button>
        <button class="plain" @click=${this.#signOut} title=${staff.name}>${words.signOut}</button>
      </div>
    </header>`;
  }

  #stageView(): TemplateResult {
    const { stage } = this;
    if (stage.name === "ready") return this.#ready(stage.trouble);
    if (stage.name === "checking") return html`<div class="center"><h1 class="waiting">${say.checking}</h1></div>`;
    if (stage.name === "receipt") {
      return html`<receipt-view .receipt=${stage.receipt} .name=${stage.visit.patient.name}
        .clinic=${this.station.clinic} @next=${this.#leave}></receipt-view>`;
    }
    return this.#purchase(stage);
  }

  #ready(trouble: Trouble | null): TemplateResult {
    return html`<div class="center">
      ${trouble ? this.#trouble(trouble) : nothing}
      ${this.camera
        ? html`<camera-view @code-seen=${this.#seen} @close=${this.#toggleCamera}></camera-view>`
        : html`<div class="sight" aria-hidden="true"></div>
            <div class="intro"><h1>${say.ready}</h1><p class="quiet">${say.readyText}</p></div>
            <button class="outline" @click=${this.#toggleCamera}>${icons.camera} ${say.useCamera}</button>`}
    </div>`;
  }

  #trouble({ cause, mayRetry }: Trouble): TemplateResult {
    const code = "code" in cause ? cause.code : "";
    const title = code === "code-already-used" ? say.alreadyScanned : mayRetry ? say.noAnswer : say.notAccepted;
    return html`<section class="trouble" data-neutral=${code === "code-already-used"}>
      ${code === "code-already-used" ? icons.notice : icons.refused}
      <div><h2>${title}</h2><p>${tell(cause, this.#place)}</p></div>
      ${mayRetry ? html`<button class="outline" @click=${() => this.#checkout.retryScan()}>${say.askAgain}</button>` : nothing}
    </section>`;
  }

  #purchase(stage: Extract<Stage, { name: "visit" | "crediting" | "unknown" }>): TemplateResult {
    const { clinic } = this.station;
    const refusal = stage.name === "visit" && stage.refusal ? tell(stage.refusal, this.#place) : "";
    const held = this.held ? say.stillCrediting(stage.visit.patient.name) : "";
    return html`<purchase-form .visit=${stage.visit} .locale=${clinic.locale} .stage=${stage.name}
      .format=${moneyFormat(stage.visit.currency, clinic.locale)}
      .problem=${refusal || held || (this.notSent ? say.offlineNow : "")}
      @purchase=${this.#record} @ask-again=${() => this.#checkout.retryPurchase()} @leave=${this.#leave}></purchase-form>`;
  }

  get #place(): Place {
    return { clinic: this.station.clinic, locations: this.station.locations, uid: this.uid };
  }

  #open(): void {
    this.#checkout = new Checkout(
      { clinicId: this.station.clinic.clinicId, locationId: this.location.locationId },
      {
        callables: this.callables,
        signals: new Sounds(),
        patience,
        now: () => performance.now(),
        newId: () => crypto.randomUUID(),
      },
    );
    this.stage = this.#checkout.stage;
    this.#checkout.addEventListener("change", () => this.#enter(this.#checkout.stage));
  }

  #enter(stage: Stage): void {
    this.stage = stage;
    this.held = this.notSent = false;
    this.camera = false;
    const sentence = this.#sentence(stage);
    if (sentence) this.region.say(sentence);
  }

  #sentence(stage: Stage): string {
    const { locale } = this.station.clinic;
    if (stage.name === "visit") {
      return stage.refusal ? tell(stage.refusal, this.#place) : say.announceVisit(stage.visit.patient.name);
    }
    if (stage.name === "receipt") {
      const { points, points_after: after } = stage.receipt;
      return say.announceReceipt(formatPoints(points, locale), stage.visit.patient.name, formatPoints(after, locale));
    }
    if (stage.name === "unknown") return say.unknown;
    return stage.name === "ready" && stage.trouble ? tell(stage.trouble.cause, this.#place) : "";
  }

  #scan(text: string): void {
    if (this.#checkout.scan(text)) return;
    this.held = true;
    if ("visit" in this.stage) this.region.say(say.stillCrediting(this.stage.visit.patient.name));
  }

  readonly #record = ({ tenders }: PurchaseTyped): void => this.#send(tenders);

  #send(tenders: Tender[]): void {
    this.notSent = !this.#online.value;
    if (!this.notSent) this.#checkout.record(tenders);
  }

  readonly #seen = ({ text }: CodeSeen): void => this.#scan(text);

  readonly #leave = (): void => this.#checkout.leave();

  readonly #toggleCamera = (): void => {
    this.camera = !this.camera;
  };

  readonly #changeLocation = (): boolean => this.dispatchEvent(new Event("change-location"));

  readonly #signOut = (): boolean => this.dispatchEvent(new Event("sign-out"));

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key === "?") this.shortcuts.show();
    else if (event.key === "Escape" && this.camera) this.camera = false;
    else if (event.key === "Escape" && !this.shortcuts.open) this.#checkout.leave();
    else return;
    event.preventDefault();
  };
}
