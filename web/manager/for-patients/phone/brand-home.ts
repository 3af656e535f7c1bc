/** The home screen of the phone beside the brand: its head, the balance, and the words of its voice. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { lotsInOrder } from "../../../patient/balance/account";
import { voices } from "../../../patient/language/voice.en";
import type { CatalogueContext } from "../../../patient/screen-context";
import { homeWords } from "../../../patient/words.en";
import { hasLogo } from "../../../shared/ui/brand";
import { icons } from "../../../shared/ui/icons";
import { base, controls } from "../../../shared/ui/styles";
import "../../../patient/balance/balance-card";
import "../../../patient/balance/lot-list";

export const draw = (context: CatalogueContext): TemplateResult => html`<brand-home .context=${context}></brand-home>`;

@customElement("brand-home")
export class BrandHome extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host,
      .voice {
        display: grid;
        gap: var(--space-5);
      }
      header {
        display: flex;
        align-items: center;
        gap: var(--space-4);
      }
      header > div {
        min-width: 0;
        overflow-wrap: anywhere;
        padding-inline-start: var(--space-4);
        border-inline-start: 2px solid var(--accent);
      }
      .clinic {
        font: 400 var(--display-small) / 1.1 var(--font-display);
      }
      .voice {
        gap: var(--space-3);
      }
    `,
  ];

  @property({ attribute: false }) context!: CatalogueContext;

  override render(): TemplateResult {
    const { clinic, account, now } = this.context;
    const voice = voices[clinic.brand.voice];
    return html`<header>
        ${hasLogo(clinic.brand) ? html`<span class="logo"></span>` : nothing}
        <div><p class="clinic">${clinic.name}</p><p class="quiet small">${clinic.brand.tagline}</p></div>
      </header>
      <balance-card .account=${account} .clinic=${clinic} .now=${now}></balance-card>
      <button type="button" class="primary wide">${icons.code} ${homeWords.showCode}</button>
      <lot-list .lots=${lotsInOrder(account, now)} .clinic=${clinic} .now=${now}></lot-list>
      <div class="voice"><h2>${voice.none}</h2><p class="quiet">${voice.noneText}</p></div>`;
  }
}
