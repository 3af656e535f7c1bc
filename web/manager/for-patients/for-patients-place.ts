/** For patients: what the phone shows, kept in tables with the phone beside them; each kind has an address of its own. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base, controls } from "../../shared/ui/styles";
import { clinicPlace } from "../clinic/clinic-place.styles";
import type { ManagerContext } from "../manager-context";
import { addressOf } from "../shell/address";
import { type SectionName, sectionOf, sections, sectionsFor } from "./sections";
import { forPatientsWords } from "./words";

@customElement("for-patients-place")
export class ForPatientsPlace extends LitElement {
  static override styles = [
    base,
    controls,
    clinicPlace,
    css`
      :host {
        max-width: 88rem;
      }
    `,
  ];

  @property({ attribute: false }) manager!: ManagerContext;
  /** the words of the address after the place's */
  @property({ attribute: false }) inside: readonly string[] = [];

  override render(): TemplateResult {
    const section = sectionOf(this.inside[0], this.manager.staff.role);
    return html`<div class="top">
        <h1 tabindex="-1">${forPatientsWords.title}</h1>
        ${this.#ways(section)}
      </div>
      ${sections[section].draw(this.manager)}`;
  }

  #ways(section: SectionName): TemplateResult {
    return html`<nav aria-label=${forPatientsWords.sections}>
      ${sectionsFor(this.manager.staff.role).map(
        (name) =>
          html`<a href=${addressOf("for-patients", name)} aria-current=${name === section ? "page" : nothing}>${sections[name].word}</a>`,
      )}
    </nav>`;
  }
}
