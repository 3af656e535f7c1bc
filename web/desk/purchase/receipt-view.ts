/** The receipt: what was credited, why, the new balance and how long it lasts. The next scan starts from here. */

import { consume } from "@lit/context";
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CheckedIn, Receipt } from "../../shared/api/contracts.gen";
import { formatDay } from "../../shared/points/dates";
import { formatMoney, formatPoints, moneyFormat } from "../../shared/points/money";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import { type DeskContext, deskContext } from "../desk-context";
import { tierSaid } from "./receipt-tier";
import { receiptView } from "./receipt-view.styles";
import { tenderWords } from "./tender-words";
import { purchaseWords } from "./words";

const onReceipt = {
  credited: "Credited",
  recorded: "Recorded, no points",
  newBalance: "New balance",
  goodUntil: "Good until",
  paid: "Paid",
  debtRepaid: (points: string) => `${points} points repaid what was owed.`,
  next: "Next patient",
  nextText: "or just scan the next code",
} as const;

@customElement("receipt-view")
export class ReceiptView extends LitElement {
  static override styles = [base, controls, receiptView];

  @consume({ context: deskContext }) private readonly desk!: DeskContext;
  @property({ attribute: false }) receipt!: Receipt;
  /** as the patient came */
  @property({ attribute: false }) visit!: CheckedIn;
  /** why the receipt could not be taken back */
  @property() problem = "";

  override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  override render(): TemplateResult {
    const { points, debt_repaid_points: repaid, explanation } = this.receipt;
    const earned = points + repaid > 0;
    return html`<section class="receipt" data-earned=${earned}>
      <p class="seal">${icons.check}</p>
      <p class="name">${this.visit.patient.name}</p>
      <h1 tabindex="-1">${earned ? html`${onReceipt.credited} <span>${this.#points(points)}</span>` : onReceipt.recorded}</h1>
      <p class="why">${explanation}</p>
      ${repaid > 0 ? html`<p class="quiet">${onReceipt.debtRepaid(this.#points(repaid))}</p>` : nothing}
      ${this.#tier()} ${this.#facts()}
      <slot></slot>
      ${this.problem ? html`<p class="problem" role="alert">${icons.refused}<span>${this.problem}</span></p>` : nothing}
      <div class="next">
        <button type="button" class="outline" @click=${() => this.dispatchEvent(new Event("next"))}>${onReceipt.next}</button>
        <p class="quiet">${onReceipt.nextText}</p>
      </div>
    </section>`;
  }

  #tier(): TemplateResult | typeof nothing {
    const { now, way, above } = tierSaid(this.receipt, this.visit, this.desk.tierNames, this.desk.clinic);
    if (!now && !way && !above) return nothing;
    return html`<div class="tier">
      ${now ? html`<p class="now">${icons.calm} ${now}</p>` : nothing}
      ${way ? html`<p>${way}</p>` : nothing} ${above ? html`<p class="quiet">${above}</p>` : nothing}
    </div>`;
  }

  #facts(): TemplateResult {
    const { lot, points_after: after, receipt_number: number } = this.receipt;
    return html`<dl>
      <div><dt>${onReceipt.newBalance}</dt><dd>${this.#points(after)}</dd></div>
      ${lot ? html`<div><dt>${onReceipt.goodUntil}</dt><dd>${formatDay(lot.expires_on, this.desk.clinic.locale, false)}</dd></div>` : nothing}
      ${number ? html`<div><dt>${purchaseWords.receiptNumber}</dt><dd>${number}</dd></div>` : nothing}
      <div><dt>${onReceipt.paid}</dt><dd>${this.#paid()}</dd></div>
    </dl>`;
  }

  #paid(): string {
    const format = moneyFormat(this.receipt.currency, this.desk.clinic.locale);
    return this.receipt.tenders
      .map(({ kind, amount_minor: minor }) => `${formatMoney(minor, format)} ${tenderWords[kind].toLowerCase()}`)
      .join(" + ");
  }

  #points(points: number): string {
    return formatPoints(points, this.desk.clinic.locale);
  }
}
