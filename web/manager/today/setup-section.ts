/** The first days of a clinic: what is missing until a purchase is credited and patients see something. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../shared/ui/styles";
import type { Missing } from "./setup";
import { setupWords } from "./words";

@customElement("setup-section")
export class SetupSection extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--space-3);
      }
      h2 {
        font-size: 1.625rem;
      }
      p {
        max-width: 44rem;
      }
      li {
        display: grid;
        padding-block: var(--space-2);
        border-top: 1px solid var(--line);
      }
      a {
        display: flex;
        align-items: center;
        min-height: var(--target);
        color: var(--ink);
        font-weight: 550;
      }
    `,
  ];

  @property({ attribute: false }) missing: readonly Missing[] = [];

  override render(): TemplateResult {
    return html`<h2>${setupWords.title}</h2>
      <p class="quiet">${setupWords.text}</p>
      <ol>
        ${this.missing.map(
          ({ what, address }) => html`<li>
            <a href=${address}>${setupWords.missing[what].word}</a><span class="small quiet">${setupWords.missing[what].why}</span>
          </li>`,
        )}
      </ol>`;
  }
}
