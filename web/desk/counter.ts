/** The counter: draws the stage a checkout is in, hears scanner and keys everywhere, and says aloud what happened. */

import { ContextProvider } from "@lit/context";
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Callables } from "../shared/api/callables";
import type { Location } from "../shared/api/documents";
import { patience } from "../shared/api/outcome";
import type { Person } from "../shared/api/session";
import { words } from "../shared/language/words.en";
import { moneyFormat } from "../shared/points/money";
import { icons } from "../shared/ui/icons";
import type { LiveRegion } from "../shared/ui/live-region";
import { Online } from "../shared/ui/online";
import { base, controls } from "../shared/ui/styles";
import type { Pending } from "./acts/act";
import { Checkout, type Stage, type Tools, type Trouble } from "./acts/checkout";
import { refusalText } from "./acts/refusals";
import type { VisitView } from "./acts/visit-view";
import { actWords } from "./acts/words";
import { announcementOf } from "./announcement";
import { counter } from "./counter.styles";
import { deskContext } from "./desk-context";
import { Lock } from "./lock/lock";
import type { CodeSeen } from "./scan/camera-view";
import { Sounds } from "./scan/sounds";
import { WedgeKeys } from "./scan/wedge-keys";
import { loadOverlay, OVERLAY_KEYS, type Overlay, type OverlayName, SHEET_KEYS } from "./sheets/registry";
import type { Station } from "./station";
import { deskWords } from "./words";
import "../shared/ui/live-region";
import "../shared/ui/offline-note";
import "./acts/act-pending";
import "./acts/visit-view";

/** Milliseconds after which a letter before a scan is a person's: a scanner's next few have made it known by then. */
const SETTLED = 200;

@customElement("desk-counter")
export class DeskCounter extends LitElement {
  static override styles = [base, controls, counter];

  @property({ attribute: false }) station!: Station;
  @property({ attribute: false }) location!: Location;
  @property({ attribute: false }) callables!: Callables;
  @property({ attribute: false }) person!: Person;
  @state() private stage: Stage = { name: "ready", trouble: null };
  @state() private camera = false;
  @state() private held = false;
  @state() private notSent = false;
  @state() private overlay: Overlay | null = null;
  @query("live-region") private readonly region!: LiveRegion;
  @query("visit-view") private readonly visit!: VisitView | null;

  readonly #desk = new ContextProvider(this, { context: deskContext });
  readonly #online = new Online(this, () => (this.notSent = false));
  readonly #lock = new Lock(this, () => this.#forget());
  #timer = 0;
  #asked: OverlayName | null = null;
  #checkout!: Checkout;

  constructor() {
    super();
    void import("./scan/ready-panel").catch(() => {});
    new WedgeKeys(
      this,
      () => this.#keep(),
      (text) => this.#scan(text),
    );
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
    clearTimeout(this.#timer);
  }

  override render(): TemplateResult {
    return html`
      <div class="page">
        ${this.#header()}
        ${this.#online.value ? nothing : html`<offline-note>${deskWords.offline}</offline-note>`}
        <main>${this.#stageView()}</main>
      </div>
      <live-region></live-region>
      ${this.overlay}
      ${this.#lock.draw(this.#isHeld, this.#signOut)}
    `;
  }

  #header(): TemplateResult {
    const { clinic, locations, staff } = this.station;
    return html`<header>
      <p class="clinic">${clinic.name}</p>
      <p class="place">
          ${icons.place}<span>${this.location.name}</span>
          ${
            locations.length > 1
              ? html`<button type="button" class="plain small" ?disabled=${this.#checkout.isHeld} @click=${this.#changeLocation}>
                ${deskWords.change}<span class="unseen"> ${this.location.name}</span>
              </button>`
              : nothing
          }
      </p>
      <div class="who">
        <button type="button" class="plain help" @click=${() => this.#show("shortcuts")} aria-label=${deskWords.shortcuts}><kbd>?</kbd></button>
        <button type="button" class="plain" @click=${this.#signOut} title=${staff.name}>${words.signOut}</button>
      </div>
    </header>`;
  }

  #stageView(): TemplateResult {
    const { stage } = this;
    if (stage.name === "ready") return this.#ready(stage.trouble);
    if (stage.name === "checking")
      return html`<div class="center"><h1 class="waiting">${deskWords.checking}</h1></div>`;
    if (stage.name === "receipt") {
      return html`<receipt-view .receipt=${stage.receipt} .visit=${stage.visit}
        .problem=${stage.refused ? refusalText(stage.refused.cause, this.#desk.value) : ""}
        @next=${this.#leave}>${this.#undoOffer()}</receipt-view>`;
    }
    if (stage.name === "acting" && stage.doing === "undo") return this.#undoing(stage.visit.currency, stage.pending);
    return html`<visit-view .stage=${stage} .problem=${this.#problem(stage.visit.patient.name)}>
      ${this.#undoOffer()}
    </visit-view>`;
  }

  #ready(trouble: Trouble | null): TemplateResult {
    return html`<div class="center">
      ${trouble ? this.#trouble(trouble) : nothing}
      ${
        this.camera
          ? html`<camera-view @code-seen=${this.#seen} @close=${this.#toggleCamera}></camera-view>`
          : html`<div class="sight" aria-hidden="true"></div>
            <div class="intro"><h1>${deskWords.ready}</h1><p class="quiet">${deskWords.readyText}</p></div>
            <button type="button" class="outline" @click=${this.#toggleCamera}>${icons.camera} ${deskWords.useCamera}</button>
            <ready-panel .open=${this.#show}></ready-panel>`
      }
      ${this.#undoOffer(true)}
    </div>`;
  }

  #trouble({ cause, mayRetry }: Trouble): TemplateResult {
    const code = "code" in cause ? cause.code : "";
    const title =
      code === "code-already-used" ? deskWords.alreadyScanned : mayRetry ? deskWords.noAnswer : deskWords.notAccepted;
    return html`<section class="trouble" data-neutral=${code === "code-already-used"}>
      ${code === "code-already-used" ? icons.notice : icons.refused}
      <div><h2>${title}</h2><p>${refusalText(cause, this.#desk.value)}</p></div>
      ${mayRetry ? html`<button type="button" class="outline" @click=${() => this.#checkout.retryScan()}>${actWords.askAgain}</button>` : nothing}
    </section>`;
  }

  #undoOffer(named = false): TemplateResult | typeof nothing {
    const last = this.#checkout.undoable;
    if (!last) return nothing;
    return html`<undo-offer .last=${last} ?named=${named}
      @undo=${this.#undo}></undo-offer>`;
  }

  /** True while an act is on its way, or its outcome is not known. */
  get #isHeld(): boolean {
    return this.#checkout.isHeld || this.overlay?.isHeld === true;
  }

  #undoing(currency: string, pending: Pending): TemplateResult {
    const format = moneyFormat(currency, this.station.clinic.locale);
    return html`<div class="center">
      <h1 class=${pending.name === "sending" ? "waiting" : ""}>${actWords.undo}</h1>
      <act-pending .pending=${pending} .format=${format} doing="undo" @ask-again=${this.#askAgain}></act-pending>
    </div>`;
  }

  #problem(name: string): string {
    if (this.held) return deskWords.stillCrediting(name);
    return this.notSent ? deskWords.offlineNow : "";
  }

  #open(): void {
    const { station, location, callables, person } = this;
    const tools: Tools = {
      callables,
      signals: new Sounds(),
      patience,
      now: () => performance.now(),
      newId: () => crypto.randomUUID(),
    };
    const { clinicId } = station.clinic;
    this.#checkout = new Checkout({ clinicId, locationId: location.locationId }, tools);
    const { uid, email } = person;
    this.#desk.setValue({
      ...station,
      location,
      uid,
      email,
      callables,
      tools,
      checkout: this.#checkout,
      send: this.#send,
    });
    this.stage = this.#checkout.stage;
    this.#checkout.addEventListener("change", () => this.#enter(this.#checkout.stage));
  }

  #enter(stage: Stage): void {
    this.stage = stage;
    this.held = this.notSent = false;
    this.camera = false;
    const sentence = announcementOf(stage, this.#desk.value);
    if (sentence) this.region.say(sentence);
  }

  /** A scan is what an open sheet waits for, or the next patient; not while an act's outcome is open. */
  #scan(text: string): void {
    if (this.#lock.isLocked || this.overlay?.isHeld || this.visit?.takes(text)) return;
    if (this.#checkout.scan(text)) return void this.#closeOverlay();
    this.held = true;
    if ("visit" in this.stage) this.region.say(deskWords.stillCrediting(this.stage.visit.patient.name));
  }

  readonly #undo = (): void => this.#send(() => this.#checkout.undo());

  /** Without a network nothing is begun: what is typed stays. */
  readonly #send = (act: () => void): void => {
    this.notSent = !this.#online.value;
    if (!this.notSent) act();
  };

  readonly #askAgain = (): void => this.#checkout.askAgain();

  readonly #seen = ({ text }: CodeSeen): void => this.#scan(text);

  readonly #leave = (): void => this.#checkout.leave();

  readonly #toggleCamera = (): void => {
    this.camera = !this.camera;
    if (this.camera) void import("./scan/camera-view").catch(() => (this.camera = false));
  };

  /** Opens what a key or a button asks for, as soon as its code is here. */
  readonly #show = (name: OverlayName): void => {
    this.#asked = name;
    const shown = (overlay: Overlay): void => {
      overlay.addEventListener("close", this.#closeOverlay);
      if (this.#asked === name) this.overlay = overlay;
    };
    void loadOverlay(name).then(shown, this.#closeOverlay);
  };

  /** The same for a letter's key, unless it proves to be a scanner's. */
  #showSoon(name: OverlayName): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.stage.name === "ready" && this.#show(name), SETTLED);
  }

  readonly #closeOverlay = (): unknown => (this.overlay = this.#asked = null);

  /** Remembers what the first key of a scan may change, and answers how to come back to it. */
  #keep(): () => void {
    const restore = this.visit?.keep();
    return () => {
      restore?.();
      clearTimeout(this.#timer);
    };
  }

  /** Nobody was here for a while: whoever was there is forgotten, but for an act whose outcome is open. */
  #forget(): void {
    if (!this.overlay?.isHeld) this.#closeOverlay();
    this.#checkout.forget();
  }

  readonly #changeLocation = (): boolean => this.dispatchEvent(new Event("change-location"));

  readonly #signOut = (): boolean => this.dispatchEvent(new Event("sign-out"));

  readonly #key = (event: KeyboardEvent): void => {
    if (this.#lock.isLocked) return;
    if (this.visit?.isCovered) {
      if (event.key === "Escape" && !this.visit.isShown) this.visit.close();
      return;
    }
    if (this.#asked) return;
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
    const key = event.ctrlKey || event.metaKey || event.altKey ? "" : event.key.toLowerCase();
    const [sheet, overlay] = [SHEET_KEYS[key], OVERLAY_KEYS[key]];
    if (isUndo && !isTyped(event) && this.#checkout.undoable) this.#undo();
    else if (sheet && this.visit) void this.visit.open(sheet);
    else if (key === "n" && this.visit) this.visit.askNumber();
    else if (overlay && this.stage.name === "ready" && !this.camera) this.#showSoon(overlay);
    else if (key === "?") this.#show("shortcuts");
    else if (event.key === "Escape" && this.camera) this.camera = false;
    else if (event.key === "Escape") this.#checkout.leave();
    else return;
    event.preventDefault();
  };
}

/** True where a key goes to a field that holds something: there, it takes back what was typed. */
function isTyped(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return target instanceof HTMLInputElement && target.type !== "radio" && target.value !== "";
}
