/** Patients: the built-in lists and the search by name; a patient is opened from a row, and has an address. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { base, controls } from "../../shared/ui/styles";
import type { ManagerContext } from "../manager-context";
import { addressOf } from "../shell/address";
import { managerWords } from "../words";
import { patientsPlace } from "./patients-place.styles";
import { choiceWords, type LinkedChoice, patientsWords } from "./words";
import "./patient-list";

/** The word of the address behind which a patient's id stands. */
export const OF = "of";
const CHOICES = Object.keys(choiceWords) as LinkedChoice[];

@customElement("patients-place")
export class PatientsPlace extends LitElement {
  static override styles = [base, controls, patientsPlace];

  @property({ attribute: false }) manager!: ManagerContext;
  /** the words of the address after the place's: a list, or a patient */
  @property({ attribute: false }) inside: readonly string[] = [];
  @state() private isViewHere = false;
  @state() private failed = false;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("inside") && this.#patientId && !this.isViewHere) void this.#bring();
  }

  override render(): TemplateResult {
    const patientId = this.#patientId;
    if (!patientId) return this.#lists();
    if (this.failed) {
      return html`<div class="failure" role="alert">
        <p>${managerWords.notRead}</p>
        <button type="button" class="outline" @click=${() => this.#bring()}>${managerWords.tryAgain}</button>
      </div>`;
    }
    return this.isViewHere
      ? html`<patient-view .manager=${this.manager} .patientId=${patientId}></patient-view>`
      : html`<p class="unseen" role="status">${managerWords.loading}</p>`;
  }

  #lists(): TemplateResult {
    const choice = this.#choice;
    return html`<h1 tabindex="-1">${patientsWords.title}</h1>
      <nav aria-label=${patientsWords.choices}>
        ${CHOICES.map(
          (each) =>
            html`<a href=${addressOf("patients", each)} aria-current=${each === choice ? "page" : nothing}>${choiceWords[each].word}</a>`,
        )}
      </nav>
      <patient-list .manager=${this.manager} choice=${choice}></patient-list>`;
  }

  get #choice(): LinkedChoice {
    return CHOICES.find((each) => each === this.inside[0]) ?? "all";
  }

  get #patientId(): string {
    const [what, patientId = ""] = this.inside;
    return what === OF ? patientId : "";
  }

  async #bring(): Promise<void> {
    this.failed = false;
    try {
      await import("./patient-view");
      this.isViewHere = true;
    } catch {
      this.failed = true;
    }
  }
}
