/** The code, full screen: always dark on light, with its countdown, the choice of location, and the credit when it comes. */

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Calling } from "../../shared/api/callables";
import type { IssuedCode } from "../../shared/api/contracts.gen";
import type { Clinic, Location } from "../../shared/api/documents";
import { words } from "../../shared/language/words.en";
import { formatPoints } from "../../shared/points/money";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import type { Credit } from "../firestore/account-feed";
import { voices } from "../language/voice.en";
import type { CodeCycle } from "./code-cycle";
import { codeScreen } from "./code-screen.styles";
import { CodeSource } from "./code-source";
import { codeWords } from "./words.en";

const CHOSEN = "location";

@customElement("code-screen")
export class CodeScreen extends LitElement {
  static override styles = [base, controls, codeScreen];

  @property({ attribute: false }) clinic!: Clinic;
  @property({ attribute: false }) callables!: Calling;
  @property({ attribute: false }) locations: readonly Location[] = [];
  @property({ attribute: false }) credit: Credit | null = null;
  @property({ type: Boolean }) online = true;
  @state() private chosenId = localStorage.getItem(CHOSEN) ?? "";
  @query("dialog") private readonly dialog!: HTMLDialogElement;

  readonly #source = new CodeSource(this, (locationId) => this.#issue(locationId));
  #awake: WakeLockSentinel | null = null;

  get open(): boolean {
    return this.dialog?.open ?? false;
  }

  show(): void {
    this.dialog.showModal();
    if (this.#location) this.#source.start(this.#location.locationId);
    void this.#stayAwake();
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has("credit") && this.credit) this.#source.stop();
    // The locations may come after the screen was opened.
    if (changed.has("locations") && this.open && this.#location) this.#source.start(this.#location.locationId);
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" @close=${this.#closed}>
      <div class="top">
        <p class="clinic">${this.clinic.name}</p>
        <button type="button" class="plain" @click=${this.#close} aria-label=${words.close}>${icons.close}</button>
      </div>
      ${this.credit ? this.#credited(this.credit) : this.#showing()}
    </dialog>`;
  }

  #showing(): TemplateResult {
    const location = this.#location;
    if (!location) return html`<div class="middle"><h2 id="title">${codeWords.noLocations}</h2></div>`;
    return html`<div class="middle">
      <div class="words"><h2 id="title">${codeWords.codeTitle}</h2><p class="quiet">${voices[this.clinic.brand.voice].codeHint}</p></div>
      <div class="card">${this.#image(location)}</div>
      ${this.#state()} ${this.#choice(location)}
    </div>`;
  }

  #image({ name }: Location): TemplateResult {
    const { code } = this.#source;
    if (code) return html`<img src=${dataUri(code)} alt=${codeWords.codeAlt(name)} width="320" height="320">`;
    return html`<p class="waiting">${this.online ? this.#source.problem || codeWords.renewing : codeWords.offlineCode}</p>`;
  }

  #state(): TemplateResult | typeof nothing {
    const { cycle } = this.#source;
    return html`<div class="state">${cycle ? countdown(cycle) : nothing}</div>`;
  }

  #choice(current: Location): TemplateResult {
    if (this.locations.length === 1) return html`<p class="place">${icons.place} ${current.name}</p>`;
    return html`<fieldset class="places">
      <legend class="unseen">${codeWords.at}</legend>
      ${this.locations.map(
        ({ locationId, name }) => html`<label>
          <input type="radio" name="location" .value=${locationId} .checked=${locationId === current.locationId}
            @change=${this.#choose}>
          <span>${name}</span>
        </label>`,
      )}
    </fieldset>`;
  }

  #credited({ points, balance }: Credit): TemplateResult {
    const { brand, locale } = this.clinic;
    return html`<div class="middle credited">
      <span class="seal">${icons.check}</span>
      <h2 id="title"><span class="gain">+${formatPoints(points, locale)}</span> ${words.points}</h2>
      <p class="quiet">${voices[brand.voice].thanks} ${codeWords.balanceNow(formatPoints(balance, locale))}.</p>
      <button type="button" class="primary" @click=${this.#close} autofocus>${codeWords.done}</button>
    </div>`;
  }

  get #location(): Location | undefined {
    return this.locations.find(({ locationId }) => locationId === this.chosenId) ?? this.locations[0];
  }

  #issue(locationId: string): Promise<IssuedCode> {
    return this.callables.call("issue_code", {
      clinic_id: this.clinic.clinicId,
      location_id: locationId,
      image: "svg",
    });
  }

  /** Keeps the screen lit while the code is shown, where the phone allows it. */
  async #stayAwake(): Promise<void> {
    this.#awake = (await navigator.wakeLock?.request("screen").catch(() => null)) ?? null;
  }

  readonly #choose = (event: Event): void => {
    this.chosenId = (event.target as HTMLInputElement).value;
    localStorage.setItem(CHOSEN, this.chosenId);
    this.#source.start(this.chosenId);
  };

  readonly #close = (): void => this.dialog.close();

  readonly #closed = (): void => {
    this.#source.stop();
    void this.#awake?.release();
    this.dispatchEvent(new Event("close"));
  };
}

function countdown(cycle: CodeCycle): TemplateResult {
  const now = performance.now();
  const left = cycle.secondsToRenewal(now);
  return html`<svg class="ring" viewBox="0 0 44 44" aria-hidden="true">
      <circle class="track" cx="22" cy="22" r="18" pathLength="100"></circle>
      <circle class="rest" cx="22" cy="22" r="18" pathLength="100" transform="rotate(-90 22 22)"
        stroke-dasharray="${(cycle.share(now) * 100).toFixed(1)} 100"></circle>
    </svg>
    <p role="timer">${left > 0 ? codeWords.renews(left) : codeWords.renewing}</p>`;
}

function dataUri({ image: { media_type: type, encoding, data } }: IssuedCode): string {
  return encoding === "base64" ? `data:${type};base64,${data}` : `data:${type},${encodeURIComponent(data)}`;
}
