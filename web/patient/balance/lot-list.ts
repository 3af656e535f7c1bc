/** The lots, soonest to end first: points, what is left of their time, in icon, words and colour. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Clinic } from "../../shared/api/documents";
import { words } from "../../shared/language/words.en";
import { formatPoints } from "../../shared/points/money";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import { urgencyWords } from "../words.en";
import type { LotState } from "./account";
import { countdownOf } from "./countdown";
import { wordsOf } from "./countdown-words";

@customElement("lot-list")
export class LotList extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      li {
        display: grid;
        grid-template-columns: auto 1fr auto;
        align-items: center;
        gap: var(--space-1) var(--space-4);
        padding: var(--space-4) 0;
        border-bottom: 1px solid var(--line);
      }
      li:last-child {
        border-bottom: 0;
      }
      .sign {
        display: grid;
        place-items: center;
        width: 2.75rem;
        height: 2.75rem;
        border-radius: 50%;
        color: var(--calm);
        background: var(--calm-wash);
      }
      .left {
        font-weight: 600;
        color: var(--calm);
      }
      [data-urgency="notice"] .sign {
        color: var(--notice);
        background: var(--notice-wash);
      }
      :is([data-urgency="urgent"], [data-urgency="courtesy"]) .sign {
        color: var(--urgent);
        background: var(--urgent-wash);
      }
      [data-urgency="notice"] .left {
        color: var(--notice);
      }
      :is([data-urgency="urgent"], [data-urgency="courtesy"]) .left {
        color: var(--urgent);
      }
      .amount {
        font: 400 1.75rem / 1 var(--font-display);
        text-align: end;
      }
    `,
  ];

  @property({ attribute: false }) lots: readonly LotState[] = [];
  @property({ attribute: false }) clinic!: Clinic;
  @property({ attribute: false }) now = new Date();

  override render(): TemplateResult {
    return html`<ul>${this.lots.map((lot) => this.#row(lot))}</ul>`;
  }

  #row(lot: LotState): TemplateResult | typeof nothing {
    const { locale, timeZone } = this.clinic;
    const countdown = countdownOf(lot, timeZone, this.now);
    if (!countdown) return nothing;
    const { left, until } = wordsOf(countdown, locale);
    return html`<li data-urgency=${countdown.urgency}>
      <span class="sign">${icons[countdown.urgency]}<span class="unseen">${urgencyWords[countdown.urgency]}</span></span>
      <p><span class="left">${left}</span>${until && html`<span class="quiet"> · ${until}</span>`}</p>
      <p class="amount">${formatPoints(lot.points, locale)}<span class="unseen"> ${words.points}</span></p>
    </li>`;
  }
}
