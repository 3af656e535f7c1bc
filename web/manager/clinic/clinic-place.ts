/** The clinic itself: who works here, its locations and its records; each section has an address of its own. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { base, controls } from "../../shared/ui/styles";
import type { ManagerContext } from "../manager-context";
import { addressOf } from "../shell/address";
import { Covered } from "../shell/covered";
import { managerWords } from "../words";
import { clinicPlace } from "./clinic-place.styles";
import { SECTION_NAMES, type SectionName, sectionOf, sections } from "./sections";
import { clinicWords } from "./words";

@customElement("clinic-place")
export class ClinicPlace extends LitElement {
  static override styles = [base, controls, clinicPlace];

  @property({ attribute: false }) manager!: ManagerContext;
  /** the words of the address after the place's: a section, then what is open in it */
  @property({ attribute: false }) inside: readonly string[] = [];
  @state() private here: SectionName | null = null;
  @state() private failed = false;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("inside") && this.here !== this.#section) void this.#bring();
  }

  override render(): TemplateResult {
    const section = this.#section;
    return html`<div class="top">
        <h1 tabindex="-1">${clinicWords.title}</h1>
        ${SECTION_NAMES.length > 1 ? this.#ways(section) : nothing}
      </div>
      ${this.failed ? this.#failure() : this.#view(section)}`;
  }

  #ways(section: SectionName): TemplateResult {
    return html`<nav aria-label=${clinicWords.sections}>
      ${SECTION_NAMES.map(
        (name) =>
          html`<a href=${addressOf("clinic", name)} aria-current=${name === section ? "page" : nothing}>${sections[name].word}</a>`,
      )}
    </nav>`;
  }

  #view(section: SectionName): TemplateResult {
    return this.here === section
      ? sections[section].draw(this.manager, this.inside.slice(1))
      : html`<p class="unseen" role="status">${managerWords.loading}</p>`;
  }

  #failure(): TemplateResult {
    return html`<div class="failure" role="alert">
      <p>${managerWords.notRead}</p>
      <button type="button" class="outline" @click=${() => this.#bring()}>${managerWords.tryAgain}</button>
    </div>`;
  }

  get #section(): SectionName {
    return sectionOf(this.inside[0]);
  }

  async #bring(): Promise<void> {
    const section = this.#section;
    this.failed = false;
    // A sheet that was open went with its section.
    this.dispatchEvent(new Covered(false));
    try {
      await sections[section].load();
      if (section === this.#section) this.here = section;
    } catch {
      this.failed = true;
    }
  }
}
