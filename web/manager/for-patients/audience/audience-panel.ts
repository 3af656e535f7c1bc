/** The reach of an offer to an audience: how many belong to it now, and afterwards what it did, with its interval. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { AudienceCount, OfferResult } from "../../../shared/api/contracts.gen";
import { formatPoints } from "../../../shared/points/money";
import { icons } from "../../../shared/ui/icons";
import { base, controls } from "../../../shared/ui/styles";
import type { ManagerContext } from "../../manager-context";
import type { Stored } from "../drafts";
import { audienceOf } from "./audience";
import { audienceWords, conclusions } from "./words";

/** Days in which somebody came because of an offer, or not. */
const DAYS = 28;

@customElement("audience-panel")
export class AudiencePanel extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      section {
        display: grid;
        justify-items: start;
        gap: var(--space-3);
        padding-top: var(--space-5);
        border-top: 1px solid var(--line);
      }
      h4 {
        margin: 0;
        font: 550 1rem / 1.3 var(--font-text);
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
      }
    `,
  ];

  @property({ attribute: false }) manager!: ManagerContext;
  /** the offer as it is typed */
  @property({ attribute: false }) offer!: Stored;
  /** null: it is not stored yet */
  @property({ attribute: false }) offerId: string | null = null;
  @state() private count: AudienceCount | null = null;
  @state() private result: OfferResult | null = null;
  @state() private isAsking = false;
  @state() private failed = false;

  override render(): TemplateResult {
    return html`<section aria-labelledby="reach">
      <h4 id="reach">${audienceWords.title}</h4>
      <div class="ways">
        <button type="button" class="outline" ?disabled=${this.isAsking} @click=${this.#count}>${this.isAsking ? audienceWords.counting : audienceWords.count}</button>
        ${this.offerId ? html`<button type="button" class="outline" ?disabled=${this.isAsking} @click=${this.#ask}>${audienceWords.result}</button>` : nothing}
      </div>
      <div role="status">${this.count ? this.#countView(this.count) : nothing} ${this.result ? this.#resultView(this.result) : nothing}</div>
      <p class="problem" role="alert" ?hidden=${!this.failed}>${icons.refused}<span>${audienceWords.failed}</span></p>
    </section>`;
  }

  #countView({ patients }: AudienceCount): TemplateResult {
    const heldOut = Math.round((patients * Number(this.offer["holdout"] ?? 0)) / 100);
    const words =
      patients === 1 ? audienceWords.onePatient : audienceWords.patients(this.#said(patients), this.#said(heldOut));
    return html`<p>${words}</p>`;
  }

  #resultView(result: OfferResult): TemplateResult {
    const { offered, held_out: held, offered_came: came, held_out_came: heldCame } = result;
    const share = (basisPoints: number): string =>
      new Intl.NumberFormat(this.manager.clinic.locale, { signDisplay: "exceptZero" }).format(basisPoints / 100);
    const said = (count: number): string => this.#said(count);
    return html`<p><strong>${conclusions[result.conclusion]}</strong>
        ${audienceWords.came(result.days, said(came), said(offered), said(heldCame), said(held))}</p>
      ${
        result.conclusion === "too-few"
          ? nothing
          : html`<p class="quiet">${audienceWords.difference(share(result.difference_bp), share(result.lowest_bp), share(result.highest_bp))}</p>`
      }
      ${result.too_recent > 0 ? html`<p class="quiet">${audienceWords.recent(said(result.too_recent))}</p>` : nothing}`;
  }

  #said(count: number): string {
    return formatPoints(count, this.manager.clinic.locale);
  }

  readonly #count = (): Promise<void> =>
    this.#attempt(async () => {
      const { office, clinic } = this.manager;
      const body = { clinic_id: clinic.clinicId, audience: audienceOf(this.offer) };
      this.count = await office.call("count_audience", body);
    });

  readonly #ask = (): Promise<void> =>
    this.#attempt(async () => {
      const { office, clinic } = this.manager;
      if (!this.offerId) return;
      const body = { clinic_id: clinic.clinicId, offer_id: this.offerId, days: DAYS };
      this.result = await office.call("get_offer_result", body);
    });

  async #attempt(act: () => Promise<void>): Promise<void> {
    [this.isAsking, this.failed] = [true, false];
    try {
      await act();
    } catch {
      this.failed = true;
    }
    this.isAsking = false;
  }
}
