/** The sheet that looks for a patient without a phone: a name, the arrow keys, Enter, and the visit opens. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { FoundPatient, FoundPatients } from "../../shared/api/contracts.gen";
import { Refused } from "../../shared/api/outcome";
import { formatDay } from "../../shared/points/dates";
import { isOnline } from "../../shared/ui/online";
import { refusalText } from "../acts/refusals";
import { deskWords } from "../words";
import { PickSheet } from "./pick-sheet";

const lookupWords = {
  title: "No phone?",
  text: "Type the patient’s name, in any order: three letters, or a short name in full.",
  letters: "Name",
  found: "Patients found",
  joined: (month: string) => `joined ${month}`,
  seen: (day: string) => `last here ${day}`,
  unseen: "not here yet",
  searching: "Looking…",
  count: (many: number) => `${many} found. The arrow keys choose, Enter opens the visit.`,
  more: "There are more. Type on, or ask when they were last here.",
  none: "Nobody’s name begins like this.",
  kept: "Each lookup is kept, and managers see it.",
  open: "Open the visit",
  fewLetters: "Type at least three letters of the name, or a short name in full.",
} as const;

/** Milliseconds without a key after which what is typed is looked for. */
const PAUSE = 600;
const LONGEST = 40;

@customElement("lookup-sheet")
export class LookupSheet extends PickSheet<FoundPatient> {
  @state() private found: FoundPatients | null = null;
  @state() private searching = false;
  #timer = 0;
  /** what was looked for last */
  #looked = "";

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override render(): TemplateResult {
    const picking = { label: lookupWords.letters, list: lookupWords.found, longest: LONGEST };
    return this.frame(
      this.head(lookupWords.title, lookupWords.text),
      this.picker(picking, this.#news()),
      this.warning(),
      html`<p class="quiet small">${lookupWords.kept}</p>`,
      this.actions(
        this.pointed
          ? html`<button type="submit" class="primary">${lookupWords.open} <kbd>Enter</kbd></button>`
          : nothing,
      ),
    );
  }

  protected override get items(): readonly FoundPatient[] {
    return this.found?.patients ?? [];
  }

  protected override row({ name, joined_month: month, seen_on: day }: FoundPatient): TemplateResult {
    const seen = day === null ? lookupWords.unseen : lookupWords.seen(formatDay(day, this.format.locale, false));
    return html`<span class="name">${name}</span> <span class="small quiet">${lookupWords.joined(this.#month(month))} · ${seen}</span>`;
  }

  protected override narrowed(): void {
    clearTimeout(this.#timer);
    if (!isAName(this.typed)) [this.found, this.searching, this.#looked] = [null, false, ""];
    else if (isLong(this.typed)) this.#timer = window.setTimeout(() => void this.#look(), PAUSE);
  }

  /** Enter opens whom the arrow keys chose; before there is anybody, it looks at once. */
  protected override submit(): void {
    const { pointed } = this;
    if (!isAName(this.typed)) this.refuse("picker", lookupWords.fewLetters);
    else if (pointed && this.typed.trim() === this.#looked && !this.searching) this.pick(pointed);
    else void this.#look();
  }

  /** One request for one opening, whatever the network does: the counter asks it again, never another. */
  protected override pick(patient: FoundPatient): void {
    if (!this.found) return;
    const { callables, documents, location } = this.desk;
    const body = {
      request_id: this.desk.tools.newId(),
      clinic_id: documents.clinicId,
      location_id: location.locationId,
      patient_id: patient.patient_id,
      lookup_id: this.found.lookup_id,
    };
    this.desk.checkout.open(() => callables.call("open_visit", body));
    this.dialog.close();
  }

  #news(): string {
    if (this.searching) return lookupWords.searching;
    if (!this.found) return "";
    const { length } = this.found.patients;
    if (length === 0) return lookupWords.none;
    return this.found.more ? `${lookupWords.count(length)} ${lookupWords.more}` : lookupWords.count(length);
  }

  /** Looks for what is typed, once; an answer to what is typed no more is let go. */
  async #look(): Promise<void> {
    clearTimeout(this.#timer);
    const letters = this.typed.trim();
    if (letters === this.#looked) return;
    [this.#looked, this.searching, this.problem] = [letters, true, ""];
    const { callables, documents, location } = this.desk;
    try {
      const found = await callables.call("find_patients", {
        clinic_id: documents.clinicId,
        location_id: location.locationId,
        letters,
      });
      if (letters !== this.#looked) return;
      [this.found, this.chosen] = [found, 0];
    } catch (error) {
      if (letters !== this.#looked) return;
      [this.found, this.#looked] = [null, ""];
      this.problem = error instanceof Refused ? refusalText(error, this.desk) : noAnswer();
    }
    this.searching = false;
  }

  /** "Mar 2025" from "2025-03". */
  #month(month: string): string {
    const format = new Intl.DateTimeFormat(this.format.locale, { month: "short", year: "numeric", timeZone: "UTC" });
    return format.format(new Date(`${month}-01T00:00:00Z`));
  }
}

function noAnswer(): string {
  return isOnline() ? deskWords.notLoaded : deskWords.offlineNothing;
}

/** Three letters or digits, or a Han character: looked for without Enter, too. */
function isLong(text: string): boolean {
  return (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 3 || /\p{Script=Han}/u.test(text);
}

/** A text that a patient can be looked for by; of a short word nobody knows whether it is all of it until Enter. */
function isAName(text: string): boolean {
  return isLong(text) || /^[^\p{L}\p{N}]*[\p{L}\p{N}]['’]?[\p{L}\p{N}][^\p{L}\p{N}]*$/u.test(text);
}
