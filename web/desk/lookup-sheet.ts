/** The sheet that looks for a patient without a phone: three letters, the arrow keys, Enter, and the visit opens. */
import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { icons } from "../shared/icons";
import { Refused } from "../shared/outcome";
import type { Checkout, Tools } from "./checkout";
import { findPatients, openVisit, type FoundPatient, type FoundPatients } from "./desk-calls";
import { lookupWords } from "./lookup-words";
import type { Overlaid } from "./overlay";
import { tell } from "./refusals";
import { Sheet, type Surroundings } from "./sheet";
import { say } from "./words";

/** Milliseconds without a key after which what is typed is looked for. */
const PAUSE = 250;
const LONGEST = 40;

export const draw = ({ at, tools, checkout, close }: Overlaid): TemplateResult =>
  html`<lookup-sheet .at=${at} .tools=${tools} .checkout=${checkout} @close=${close}></lookup-sheet>`;

@customElement("lookup-sheet")
export class LookupSheet extends Sheet {
  static override styles = [
    ...[Sheet.styles].flat(),
    css`
      [role="option"] {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-1) var(--space-4);
        min-height: calc(var(--target) + 3px);
        padding: var(--space-2) var(--space-4);
        border: 1.5px solid var(--line-strong);
        border-radius: var(--radius-small);
        cursor: pointer;
      }
      [aria-selected="true"] {
        border-color: var(--brand);
        box-shadow: inset 0 0 0 1.5px var(--brand);
      }
      [role="listbox"] {
        display: grid;
        gap: var(--space-2);
        margin: 0;
        padding: 0;
      }
      .name {
        font-weight: 550;
        overflow-wrap: anywhere;
      }
      .news {
        min-height: 1.5em;
      }
    `,
  ];

  @property({ attribute: false }) at!: Surroundings;
  @property({ attribute: false }) tools!: Tools;
  @property({ attribute: false }) checkout!: Checkout;
  @state() private typed = "";
  @state() private found: FoundPatients | null = null;
  @state() private chosen = 0;
  @state() private searching = false;
  #timer = 0;
  /** what was looked for last */
  #looked = "";

  override keep(): () => void {
    return () => {};
  }

  override firstUpdated(): void {
    super.firstUpdated();
    this.focusOn("#letters");
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override render(): TemplateResult {
    const patients = this.#patients;
    return this.frame(
      this.head(lookupWords.title, lookupWords.text),
      this.#input(patients),
      html`<p class="news quiet small" role="status">${this.#news()}</p>`,
      patients.length > 0
        ? html`<ul id="found" role="listbox" aria-label=${lookupWords.found}>${patients.map((each, at) => this.#row(each, at))}</ul>`
        : nothing,
      this.problem || this.wrong ? this.warned(this.wrong?.text ?? this.problem, "wrong") : nothing,
      html`<p class="quiet small">${icons.notice} ${lookupWords.kept}</p>`,
      this.actions(patients.length > 0 ? html`<button class="primary">${lookupWords.open} <kbd>Enter</kbd></button>` : nothing),
    );
  }

  #input(patients: readonly FoundPatient[]): TemplateResult {
    const isOpen = patients.length > 0;
    return html`<div class="field">
      <label for="letters">${lookupWords.letters}</label>
      <input id="letters" role="combobox" aria-expanded=${isOpen} aria-controls=${isOpen ? "found" : nothing} aria-autocomplete="list"
        aria-activedescendant=${isOpen ? `patient-${this.chosen}` : nothing} autocomplete="off" spellcheck="false"
        maxlength=${LONGEST} .value=${this.typed} @input=${this.#typedIn} @keydown=${this.#walk}>
    </div>`;
  }

  #row({ name, joined_month: month }: FoundPatient, at: number): TemplateResult {
    return html`<li id="patient-${at}" role="option" aria-selected=${at === this.chosen} @click=${() => this.#open(at)}>
      <span class="name">${name}</span> <span class="small quiet">${lookupWords.joined(this.#month(month))}</span>
    </li>`;
  }

  #news(): string {
    if (this.searching) return lookupWords.searching;
    if (!this.found) return "";
    const { length } = this.found.patients;
    if (length === 0) return lookupWords.none;
    return this.found.more ? `${lookupWords.count(length)} ${lookupWords.more}` : lookupWords.count(length);
  }

  protected override get surroundings(): Surroundings {
    return this.at;
  }

  protected override type(): void {}

  /** Enter opens whom the arrow keys chose; before there is anybody, it looks at once. */
  protected override submit(): void {
    if (this.#patients.length > 0 && !this.searching) this.#open(this.chosen);
    else if (lettersIn(this.typed) < 3) this.refuse("letters", lookupWords.fewLetters);
    else void this.#look();
  }

  get #patients(): readonly FoundPatient[] {
    return this.found?.patients ?? [];
  }

  readonly #typedIn = (event: InputEvent): void => {
    this.typed = (event.target as HTMLInputElement).value;
    [this.wrong, this.problem] = [null, ""];
    clearTimeout(this.#timer);
    if (lettersIn(this.typed) < 3) [this.found, this.searching, this.#looked] = [null, false, ""];
    else this.#timer = window.setTimeout(() => void this.#look(), PAUSE);
  };

  readonly #walk = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const { length } = this.#patients;
    if (step === 0 || length === 0) return;
    event.preventDefault();
    this.chosen = (this.chosen + step + length) % length;
    void this.updateComplete.then(() => this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" }));
  };

  /** Looks for what is typed, once; an answer to what is typed no more is let go. */
  async #look(): Promise<void> {
    clearTimeout(this.#timer);
    const letters = this.typed.trim();
    if (letters === this.#looked) return;
    [this.#looked, this.searching, this.problem] = [letters, true, ""];
    const { callables, documents, location } = this.at;
    try {
      const found = await findPatients(callables, { clinic_id: documents.clinicId, location_id: location.locationId, letters });
      if (letters !== this.#looked) return;
      [this.found, this.chosen] = [found, 0];
    } catch (error) {
      if (letters !== this.#looked) return;
      [this.found, this.#looked] = [null, ""];
      this.problem = error instanceof Refused ? tell(error, this.at.place) : say.offlineNow;
    }
    this.searching = false;
  }

  /** One request for one opening, whatever the network does: the counter asks it again, never another. */
  #open(at: number): void {
    const patient = this.#patients[at];
    if (!patient || !this.found) return;
    const { callables, documents, location } = this.at;
    const body = {
      request_id: this.tools.newId(), clinic_id: documents.clinicId, location_id: location.locationId,
      patient_id: patient.patient_id, lookup_id: this.found.lookup_id,
    };
    this.checkout.open(() => openVisit(callables, body));
    this.dialog.close();
  }

  /** "Mar 2025" from "2025-03". */
  #month(month: string): string {
    const format = new Intl.DateTimeFormat(this.at.format.locale, { month: "short", year: "numeric", timeZone: "UTC" });
    return format.format(new Date(`${month}-01T00:00:00Z`));
  }
}

/** How many letters and digits a text has: what else is typed finds nobody. */
function lettersIn(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}
