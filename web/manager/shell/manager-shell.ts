/** The shell of the managers' page: the rail of places, search and keys everywhere, the idle cover, and the place itself. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Callables } from "../../shared/api/callables";
import type { OfficeCalls } from "../../shared/api/contracts.gen";
import type { Person } from "../../shared/api/session";
import { words } from "../../shared/language/words.en";
import { Lock } from "../../shared/lock/lock";
import { whenIdle } from "../../shared/ui/idle";
import type { LiveRegion } from "../../shared/ui/live-region";
import { Online } from "../../shared/ui/online";
import { base, controls } from "../../shared/ui/styles";
import type { ManagerContext } from "../manager-context";
import { managerWords } from "../words";
import type { Workplace } from "../workplace";
import { addressOf, PLACE_NAMES, type PlaceName } from "./address";
import type { Covered } from "./covered";
import { shell } from "./manager-shell.styles";
import { places } from "./places";
import { Routing } from "./route";
import "../../shared/ui/live-region";
import "../../shared/ui/offline-note";

type Overlay = "search" | "keys";

const OVERLAYS: Readonly<Record<Overlay, () => Promise<unknown>>> = {
  search: () => import("./search-dialog"),
  keys: () => import("./key-list"),
};
/** The places that a narrow bar shows at once. */
const IN_BAR = 4;
const OVERLAY_KEYS: Readonly<Record<string, Overlay>> = { "/": "search", "?": "keys" };

@customElement("manager-shell")
export class ManagerShell extends LitElement {
  static override styles = [base, controls, shell];

  @property({ attribute: false }) workplace!: Workplace;
  @property({ attribute: false }) person!: Person;
  @property({ attribute: false }) counter!: Callables;
  @property({ attribute: false }) office!: Callables<OfficeCalls>;
  @state() private overlay: Overlay | null = null;
  @state() private isHere = false;
  @state() private failed = false;
  @state() private isCovered = false;
  @state() private isMoreOpen = false;
  @query("live-region") private readonly region!: LiveRegion;
  @query("main") private readonly main!: HTMLElement;

  #manager!: ManagerContext;
  readonly #routing = new Routing(this, () => void this.#arrive());
  readonly #online = new Online(this, (isOnline) => void this.workplace.documents.follow(isOnline));
  readonly #lock = new Lock(this, () => (this.overlay = null));

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("keydown", this.#key);
    void this.#arrive();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("keydown", this.#key);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("workplace") && !changed.has("person")) return;
    const { uid, email } = this.person;
    const { counter, office } = this;
    const say = (sentence: string): void => this.region.say(sentence);
    this.#manager = { ...this.workplace, uid, email, counter, office, say };
  }

  override render(): TemplateResult {
    const { place, inside } = this.#routing.value;
    const { clinic, staff } = this.workplace;
    return html`
      <div class="page">
        <div class="side" ?inert=${this.isCovered}>
          <header><p class="clinic">${clinic.name}</p></header>
          ${this.#rail(place)}
          <footer>
            <p class="small quiet">${staff.name}</p>
            <a href="/desk">${managerWords.desk}</a>
            <button type="button" class="plain" @click=${() => this.#open("keys")}>${managerWords.keys} <kbd>?</kbd></button>
            <button type="button" class="plain" @click=${this.#leave}>${words.signOut}</button>
          </footer>
        </div>
        <main @covered=${this.#cover}>
          ${this.#online.value ? nothing : html`<offline-note>${managerWords.offline}</offline-note>`}
          ${this.#placeView(place, inside)}
        </main>
      </div>
      <live-region></live-region>
      ${this.overlay === "search" ? html`<search-dialog @close=${this.#closed}></search-dialog>` : nothing}
      ${this.overlay === "keys" ? html`<key-list @close=${this.#closed}></key-list>` : nothing}
      ${this.#lock.draw({ ...this.#manager, what: managerWords.thisPage }, false, false, this.#leave)}
    `;
  }

  /** A narrow bar has room for the first places; the rest stand above it once *More* is pressed. */
  #rail(place: PlaceName): TemplateResult {
    const link = (name: PlaceName, index: number): TemplateResult =>
      html`<a class=${index < IN_BAR ? "" : "rest"} href=${addressOf(name)} aria-current=${name === place ? "page" : nothing}
        @click=${this.#closeMore}>${places[name].word}</a>`;
    return html`<nav aria-label=${managerWords.places} class=${this.isMoreOpen ? "open" : ""}>
      ${PLACE_NAMES.map(link)}
      <button type="button" class="plain rest" @click=${() => this.#open("search")}>${managerWords.search} <kbd>/</kbd></button>
      <button type="button" class="plain more" aria-expanded=${this.isMoreOpen} @click=${() => (this.isMoreOpen = !this.isMoreOpen)}>${managerWords.more}</button>
    </nav>`;
  }

  #placeView(place: PlaceName, inside: readonly string[]): TemplateResult {
    if (this.failed) {
      return html`<p class="problem" role="alert">${managerWords.notRead}</p>
        <button type="button" class="outline" @click=${() => this.#arrive()}>${managerWords.tryAgain}</button>`;
    }
    return this.isHere
      ? places[place].draw(this.#manager, inside)
      : html`<p class="unseen" role="status">${words.loading}…</p>`;
  }

  /** Brings the place's code; the hands are at its beginning as a reader's eyes are. */
  async #arrive(): Promise<void> {
    const { place } = this.#routing.value;
    const { word, load } = places[place];
    document.title = `${word} · ${this.workplace?.clinic.name ?? managerWords.title}`;
    // A sheet that was open went with its place.
    this.isHere = this.failed = this.isCovered = false;
    try {
      await load();
      if (this.#routing.value.place !== place) return;
      this.isHere = true;
      // A key finds what it opens here already.
      whenIdle(async () => {
        for (const overlay of Object.values(OVERLAYS)) await overlay().catch(() => {});
      });
      await this.updateComplete;
      this.main.scrollIntoView?.({ block: "start" });
    } catch {
      this.failed = true;
    }
  }

  readonly #open = (overlay: Overlay): void => {
    this.#closeMore();
    void OVERLAYS[overlay]().then(
      () => (this.overlay = overlay),
      () => this.region.say(managerWords.notRead),
    );
  };

  readonly #closeMore = (): void => {
    this.isMoreOpen = false;
  };

  readonly #cover = ({ isCovered }: Covered): void => {
    this.isCovered = isCovered;
  };

  readonly #closed = (): void => {
    this.overlay = null;
  };

  readonly #leave = (): boolean => this.dispatchEvent(new Event("sign-out"));

  /** A key is a key only where nobody types, and no sheet is open above the page. */
  readonly #key = (event: KeyboardEvent): void => {
    if (this.#lock.isLocked || this.overlay || event.ctrlKey || event.metaKey || event.altKey) return;
    const overlay = OVERLAY_KEYS[event.key];
    if (!overlay || event.composedPath().some(isTypedInto)) return;
    event.preventDefault();
    this.#open(overlay);
  };
}

function isTypedInto(target: EventTarget): boolean {
  return target instanceof Element && target.matches("input, textarea, select, dialog");
}
