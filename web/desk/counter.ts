/** The counter: draws the stage a checkout is in, hears scanner and keys everywhere, and says aloud what happened. */

import { ContextProvider } from "@lit/context";
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Callables } from "../shared/api/callables";
import type { Location } from "../shared/api/documents";
import { patience } from "../shared/api/outcome";
import type { Person } from "../shared/api/session";
import { words } from "../shared/language/words.en";
import { Lock } from "../shared/lock/lock";
import { moneyFormat } from "../shared/points/money";
import { icons } from "../shared/ui/icons";
import type { LiveRegion } from "../shared/ui/live-region";
import { Online } from "../shared/ui/online";
import { base, controls } from "../shared/ui/styles";
import type { Pending } from "./acts/act";
import { Checkout, type Stage, type Tools, type Trouble } from "./acts/checkout";
import { isManaging, refusalText } from "./acts/refusals";
import type { VisitView } from "./acts/visit-view";
import { actWords } from "./acts/words";
import { counter } from "./counter.styles";
import { deskContext } from "./desk-context";
import { FirstMoments, isNew, showAnother } from "./first-moments";
import type { Draft } from "./purchase/drafts";
import type { CodeSeen } from "./scan/camera-view";
import { soundsOfLater } from "./scan/later-sounds";
import { loadOverlay, OVER_VISITS, OVERLAY_KEYS, type Overlay, type OverlayName, SHEET_KEYS } from "./sheets/registry";
import type { Station } from "./station";
import { troubleView } from "./trouble";
import { deskWords } from "./words";
import "../shared/ui/live-region";
import "../shared/ui/offline-note";

@customElement("desk-counter")
export class DeskCounter extends LitElement {
  static override styles = [base, controls, counter];

  @property({ attribute: false }) station!: Station;
  @property({ attribute: false }) location!: Location;
  @property({ attribute: false }) callables!: Callables;
  @property({ attribute: false }) person!: Person;
  @state() private stage: Stage = { name: "ready", trouble: null };
  @state() private camera = false;
  /** why what was just asked for was not begun */
  @state() private problem = "";
  /** what was just heard, and changed nothing */
  @state() private notice = "";
  @state() private overlay: Overlay | null = null;
  @query("live-region") private readonly region!: LiveRegion;
  @query("visit-view:defined") private readonly visit!: VisitView | null;

  readonly #desk = new ContextProvider(this, { context: deskContext });
  readonly #online = new Online(this, () => (this.problem = ""));
  readonly #lock = new Lock(this, () => this.#forget(), showAnother);
  #asked: OverlayName | null = null;
  #checkout!: Checkout;

  constructor() {
    super();
    this.#bring();
    new FirstMoments(this);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("location") || changed.has("station")) this.#open();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("keydown", this.#key);
    addEventListener("beforeunload", this.#stay);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("keydown", this.#key);
    removeEventListener("beforeunload", this.#stay);
  }

  override render(): TemplateResult {
    return html`
      <div class="page">
        ${this.#header()}
        ${this.#lock.isLocked ? nothing : this.#notes()}
        <main>${this.#stageView()}</main>
      </div>
      <live-region></live-region>
      ${this.overlay}
      ${this.#lock.draw(this.#desk.value, this.#isHeld, this.#checkout.drafts.besides(null).length > 0, () => this.dispatchEvent(new Event("sign-out")))}
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
        @next=${this.#leave}></receipt-view>`;
    }
    if (stage.name === "acting" && stage.doing === "undo") return this.#undoing(stage.visit.currency, stage.pending);
    return html`<visit-view .stage=${stage} .problem=${this.problem} @unsent=${this.#unsent} @overlay=${(event: CustomEvent<OverlayName>) => this.#show(event.detail)}></visit-view>`;
  }

  /** The lines above every stage. What takes something back is here alone, where nothing that goes on ever is. */
  #notes(): TemplateResult {
    const { stage, notice, problem } = this;
    const isVisit = stage.name === "visit";
    return html`<div class="notes">
      ${this.#online.value ? nothing : html`<offline-note>${this.#offline()}</offline-note>`}
      ${this.#undoOffer()} ${this.#waiting.map(this.#draft)}
      ${isVisit && stage.trouble ? this.#trouble(stage.trouble) : nothing}
      ${notice ? html`<p class="notice">${icons.notice}<span>${notice}</span></p>` : nothing}
      ${problem && !isVisit ? html`<p class="problem" role="alert">${icons.refused}<span>${problem}</span></p>` : nothing}
    </div>`;
  }

  /** What an absent network means for what is on the screen. */
  #offline(): string {
    if (this.stage.name === "acting") return deskWords.offlineActing;
    const isTyped = this.#checkout.drafts.besides(null).length > 0 || this.visit?.isSheetTyped;
    return isTyped ? `${deskWords.offline} ${deskWords.offlineKept}` : deskWords.offline;
  }

  /** The amounts that wait for another patient than the one who is here. */
  get #waiting(): Draft[] {
    return this.#checkout.drafts.besides("visit" in this.stage ? this.stage.visit : null);
  }

  readonly #draft = (draft: Draft, index: number): TemplateResult =>
    html`<draft-note .what=${this.#checkout.drafts.said(draft)} ?first=${index === 0} ?held=${this.#isHeld}
      @credit=${() => this.#credit(draft)} @discard=${() => this.#discard(draft)}></draft-note>`;

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
    </div>`;
  }

  readonly #trouble = (trouble: Trouble): TemplateResult =>
    troubleView(trouble, this.#desk.value, () => this.#checkout.retryScan());

  /** Where another patient is on the screen, the offer says whose act it is, and no key takes it. */
  #undoOffer(): TemplateResult | typeof nothing {
    const { undoable: last, isUndoableHere: isHere } = this.#checkout;
    return last
      ? html`<undo-offer .last=${last} ?named=${!isHere} ?keyed=${this.#isUndoKeyed} @undo=${this.#undo}></undo-offer>`
      : nothing;
  }

  /** True where one key takes the last act back: at its patient, or where nobody is. */
  get #isUndoKeyed(): boolean {
    const { undoable, isUndoableHere } = this.#checkout;
    return undoable !== null && (isUndoableHere || this.stage.name === "ready");
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

  #open(): void {
    const { station, location, callables, person } = this;
    const tools: Tools = {
      callables,
      signals: soundsOfLater(),
      patience,
      now: () => performance.now(),
      newId: () => crypto.randomUUID(),
      locale: station.clinic.locale,
      isManaging: isManaging(station.staff),
    };
    const { clinicId } = station.clinic;
    this.#checkout = new Checkout({ clinicId, locationId: location.locationId }, tools);
    const checkout = this.#checkout;
    this.#desk.setValue({ ...station, ...person, location, callables, tools, checkout, send: this.#send });
    this.stage = this.#checkout.stage;
    this.#checkout.addEventListener("change", () => this.#enter(this.#checkout.stage));
    this.#checkout.addEventListener("open", this.#sayOpen);
  }

  #enter(stage: Stage): void {
    this.stage = stage;
    this.problem = this.notice = "";
    this.camera = false;
    this.#bring();
    showAnother();
    void this.#announce(stage).catch(() => {});
  }

  async #announce(stage: Stage): Promise<void> {
    const { announcementOf } = await import("./announcement");
    const sentence = announcementOf(stage, this.#desk.value);
    if (sentence) this.region.say(sentence);
  }

  /** The screens of a visit come while the first patient is waited for; where that failed, with the next stage. */
  #bring(): void {
    void Promise.all([import("./scan/ready-panel"), import("./acts/visit-view")]).catch(() => {});
  }

  /** A scan is what an open sheet waits for, or the next patient; where it cannot be taken, nothing changes but a word. */
  scan(text: string): void {
    if (this.#lock.isLocked || this.overlay?.isHeld || this.visit?.takes(text)) return;
    if (!this.#online.value) this.#refuse(deskWords.offlineScan);
    else if (this.visit?.isSheetTyped && !this.#checkout.isHeld) this.#refuse(deskWords.sendFirst);
    else if (this.#checkout.scan(text) !== "held") this.#closeOverlay();
    else if ("visit" in this.stage) this.#refuse(deskWords.stillCrediting(this.stage.visit.patient.name));
  }

  /** What a scanner sent was not exactly one code. */
  unread(): void {
    if (!this.#lock.isLocked) this.#refuse(deskWords.unreadScan);
  }

  #refuse(problem: string): void {
    this.problem = problem;
    this.#desk.value.tools.signals.refused();
    this.region.say(problem);
  }

  #tell(notice: string): void {
    this.notice = notice;
    this.region.say(notice);
  }

  readonly #sayOpen = (): void => {
    if (!("visit" in this.stage)) return;
    const said = this.stage.name === "receipt" ? deskWords.codeUsed : deskWords.alreadyOpen;
    this.#tell(said(this.stage.visit.patient.name));
  };

  readonly #unsent = (): void => this.#tell(deskWords.unsent);

  /** Credits what waits: its patient comes back, and the amount is recorded as if its button was pressed there. */
  #credit({ visit }: Draft): void {
    this.#send(() => {
      this.#checkout.reopen(visit);
      void this.updateComplete.then(() => this.visit?.record());
    });
  }

  #discard({ visit }: Draft): void {
    this.#checkout.drafts.drop(visit);
    showAnother();
    this.requestUpdate();
  }

  readonly #undo = (): void => this.#send(() => this.#checkout.undo());

  /** Without a network nothing is begun: what is typed stays. */
  readonly #send = (act: () => void): void => {
    if (this.#online.value) act();
    else this.problem = this.stage.name === "visit" ? deskWords.offlineNow : deskWords.offlineNothing;
  };

  readonly #askAgain = (): void => this.#checkout.askAgain();

  readonly #seen = ({ text }: CodeSeen): void => this.scan(text);

  readonly #leave = (): void => this.#checkout.leave();

  readonly #toggleCamera = (): void => {
    this.camera = !this.camera;
    showAnother();
    if (this.camera) void import("./scan/camera-view").catch(() => (this.camera = false));
  };

  /** Opens what a key or a button asks for, as soon as its code is here. */
  readonly #show = (name: OverlayName): void => {
    this.#asked = name;
    const shown = (overlay: Overlay): void => {
      overlay.addEventListener("close", this.#closeOverlay);
      if (OVER_VISITS.has(name)) overlay.patient = this.stage.name === "visit" ? this.stage.visit.patient : null;
      if (this.#asked === name) this.overlay = overlay;
      showAnother();
    };
    void loadOverlay(name).then(shown, this.#closeOverlay);
  };

  #mayShow(name: OverlayName): boolean {
    const isAtVisit = this.stage.name === "visit" && OVER_VISITS.has(name) && !this.visit?.isCovered;
    return isAtVisit || (this.stage.name === "ready" && !this.camera);
  }

  readonly #closeOverlay = (): void => {
    if (this.overlay) showAnother();
    this.overlay = this.#asked = null;
    void this.updateComplete.then(() => this.visit?.focusAmount());
  };

  /** Remembers what is open and chosen now, and answers how to come back to it. */
  keep(): () => void {
    const { visit } = this;
    const [asked, restore] = [this.#asked, visit?.keep()];
    return () => {
      if (this.visit === visit) restore?.();
      if (!asked && this.#asked) this.#closeOverlay();
    };
  }

  /** Nobody was here for a while: whoever was there is forgotten, but for an act whose outcome is open. */
  #forget(): void {
    if (!this.overlay?.isHeld) this.#closeOverlay();
    const isUnsent = this.visit?.isSheetTyped === true && !this.#checkout.isHeld;
    this.#checkout.forget();
    this.region.say("");
    if (isUnsent) this.notice = deskWords.unsent;
  }

  readonly #changeLocation = (): void => this.#go("change-location");

  readonly #signOut = (): void => this.#go("sign-out");

  /** Leaves this desk; not while an amount is typed that would go with it. */
  #go(where: "change-location" | "sign-out"): void {
    const { drafts } = this.#checkout;
    const [typed] = drafts.besides(null);
    if (typed) this.#refuse(deskWords.waitsFirst(drafts.said(typed)));
    else this.dispatchEvent(new Event(where));
  }

  /** The browser asks before the page is left with an amount typed. */
  readonly #stay = (event: Event): void => {
    if (this.#checkout.drafts.besides(null).length > 0) event.preventDefault();
  };

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
    const [waiting] = this.#waiting;
    if (isUndo && !event.repeat && !this.#isTyped(event) && this.#isUndoKeyed) this.#undo();
    else if (sheet && this.visit) void this.visit.open(sheet);
    else if (key === "n" && this.visit) this.visit.askNumber();
    else if (key === "k" && waiting) isNew() || this.#isHeld || this.#credit(waiting);
    else if (overlay && this.#mayShow(overlay)) this.#show(overlay);
    else if (key === "?") this.#show("shortcuts");
    else if (event.key === "Escape" && this.camera) this.camera = false;
    else if (event.key === "Escape") this.#checkout.leave();
    else return;
    event.preventDefault();
  };

  /** True where a key goes to a field that holds what somebody typed: there, it takes that back. */
  #isTyped(event: KeyboardEvent): boolean {
    const [target] = event.composedPath();
    if ("visit" in this.stage && this.#checkout.drafts.isCarried(this.stage.visit)) return false;
    return target instanceof HTMLInputElement && target.type !== "radio" && target.value !== "";
  }
}
