/** The preview of a purchase while it is typed: points credited, and what points and wallet money pay of the bill. */

import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { words } from "../../shared/language/words.en";
import { formatMoney, formatPoints, formatRate, type MoneyFormat } from "../../shared/points/money";
import { tenderList } from "../../shared/points/tenders.en";
import { base } from "../../shared/ui/styles";
import { earn } from "./accrual";
import { type Line, type Preview, preview, type Terms } from "./purchase";
import { purchaseWords } from "./words";

@customElement("purchase-preview")
export class PurchasePreview extends LitElement {
  static override styles = [
    base,
    css`
      .preview {
        display: grid;
        gap: var(--space-1);
        padding: var(--space-4) var(--space-5);
        border-radius: var(--radius-small);
        background: var(--calm-wash);
      }
      .points {
        font: 400 var(--display-medium) / 1.15 var(--font-display);
      }
      .points span {
        font-size: var(--text-large);
      }
      .quiet {
        color: color-mix(in oklab, var(--ink) 82%, var(--calm-wash));
        font-size: 0.9375rem;
      }
      dl {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: var(--space-1) var(--space-4);
        margin-top: var(--space-3);
        padding-top: var(--space-3);
        border-top: 1px solid color-mix(in oklab, var(--ink) 18%, transparent);
      }
      dt small {
        display: block;
        font-size: var(--text-small);
        color: color-mix(in oklab, var(--ink) 82%, var(--calm-wash));
      }
      dd {
        text-align: end;
        font-variant-numeric: tabular-nums;
      }
      .left {
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) lines: readonly Line[] = [];
  @property({ attribute: false }) terms!: Terms;
  @property({ attribute: false }) format!: MoneyFormat;

  override render(): TemplateResult {
    const seen = preview(this.lines, this.format, this.terms);
    return html`<div class="preview">
      <p class="eyebrow">${purchaseWords.willCredit}</p>
      <p class="points">${seen ? formatPoints(seen.points, this.format.locale) : "–"} <span>${words.points}</span></p>
      <p class="quiet">${seen ? this.#basis(seen) : purchaseWords.typeAmount}</p>
      ${seen && (seen.byPoints || seen.byWallet) ? this.#bill(seen) : nothing}
    </div>`;
  }

  #basis(seen: Preview): string {
    const { totalMinor, byPoints, byWallet } = seen;
    const total =
      this.lines.length > 1 && !byPoints && !byWallet ? ` ${purchaseWords.total(this.#money(totalMinor))}` : "";
    return `${this.#earned(seen)}${byPoints || byWallet ? ` ${purchaseWords.fromAccount}` : ""}${total}`;
  }

  #earned({ eligibleMinor: eligible, points, multiplier, upgrade }: Preview): string {
    const { eligible_tenders: kinds, rate_bp: rate } = this.terms.earning;
    if (kinds.length === 0 || rate === 0) return purchaseWords.nothingEarns;
    if (eligible === 0n) return purchaseWords.onlyEarns(tenderList(kinds));
    const tier = upgrade ? purchaseWords.reachedTier : this.terms.patient.tier_name;
    const times = multiplier !== "1" && tier ? purchaseWords.times(multiplier, tier) : "";
    const basis = purchaseWords.basis(
      formatRate(rate, this.format.locale),
      this.#money(Number(eligible)),
      tenderList(kinds),
      times,
    );
    const { points: alone } = earn(eligible, {
      ...this.terms.earning,
      multiplier,
      remainder: { numerator: 0, denominator: 1 },
    });
    return points > alone ? `${basis} ${purchaseWords.carried}` : basis;
  }

  #bill({ totalMinor, leftMinor, byPoints, byWallet }: Preview): TemplateResult {
    const row = (what: string, minor: number, stays = ""): TemplateResult =>
      html`<dt>${what}${stays ? html`<small>${stays}</small>` : nothing}</dt><dd>${this.#money(minor)}</dd>`;
    return html`<dl>
      ${row(purchaseWords.bill, totalMinor)}
      ${
        byPoints
          ? row(
              purchaseWords.pointsPay(this.#points(byPoints.points)),
              -byPoints.minor,
              this.#pointsStay(byPoints.leftPoints),
            )
          : nothing
      }
      ${byWallet ? row(purchaseWords.walletPays, -byWallet.minor, this.#walletStays(byWallet.leftMinor)) : nothing}
      <dt class="left">${purchaseWords.leftToPay}</dt><dd class="left">${this.#money(leftMinor)}</dd>
    </dl>`;
  }

  #pointsStay(left: number): string {
    return left >= 0 ? purchaseWords.pointsLeft(this.#points(left)) : "";
  }

  #walletStays(left: number): string {
    return left >= 0 ? purchaseWords.walletLeft(this.#money(left)) : "";
  }

  #money(minor: number): string {
    return formatMoney(minor, this.format);
  }

  #points(points: number): string {
    return formatPoints(points, this.format.locale);
  }
}
