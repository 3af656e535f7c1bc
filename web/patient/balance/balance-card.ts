/** The balance as a card: points, what they are earned by, what is owed, and the wallet when it holds anything. */

import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Clinic } from "../../shared/api/documents";
import { words } from "../../shared/language/words.en";
import { dateIn } from "../../shared/points/dates";
import { formatMoney, formatMultiplier, formatRate, moneyFormat } from "../../shared/points/money";
import { worthMinor } from "../../shared/points/redemption";
import { tenderList } from "../../shared/points/tenders.en";
import { base } from "../../shared/ui/styles";
import type { EarningRule, WorthRule } from "../firestore/rule-documents";
import { addressOf } from "../route";
import { arrows } from "../screens/screen";
import { usableMinor } from "../wallet/wallet";
import { type AccountState, usablePoints } from "./account";
import { formatCount, formatWallet } from "./changes";
import { balanceWords } from "./words.en";
import "./points-figure";

@customElement("balance-card")
export class BalanceCard extends LitElement {
  static override styles = [
    base,
    css`
      .card {
        position: relative;
        overflow: hidden;
        isolation: isolate;
        display: grid;
        align-content: space-between;
        gap: var(--space-5);
        min-height: 19rem;
        padding: clamp(1.5rem, 1rem + 2.4vw, 2.5rem);
        border-radius: var(--radius-large);
        background: var(--panel);
        color: var(--on-panel);
        box-shadow: var(--shadow);
      }
      .card::before {
        content: "";
        position: absolute;
        inset: 0 auto auto 100%;
        z-index: -1;
        width: clamp(20rem, 118%, 36rem);
        translate: -58% -52%;
        aspect-ratio: 1;
        border-radius: 50%;
        background: repeating-radial-gradient(circle, transparent 0 2.1rem, var(--accent) 2.1rem 2.17rem);
        opacity: 0.42;
      }
      h1 {
        font: 550 var(--text-body) / 1.3 var(--font-text);
        letter-spacing: 0;
      }
      .figure {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 var(--space-3);
        font: 400 var(--display-huge) / 0.95 var(--font-display);
        letter-spacing: -0.02em;
      }
      .unit {
        font-size: var(--display-small);
        letter-spacing: 0;
      }
      .sentences {
        display: grid;
        gap: var(--space-2);
        max-width: 36ch;
        font-size: 0.9375rem;
        text-wrap: pretty;
      }
      .owed,
      .worth {
        font-weight: 600;
      }
      .wallet {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        min-height: var(--target);
        margin-bottom: calc(-1 * var(--space-3));
        padding-top: var(--space-3);
        border-top: 1px solid color-mix(in oklab, currentColor 30%, transparent);
        color: inherit;
        text-decoration: none;
        font-weight: 550;
      }
      .wallet .amount {
        font: 400 var(--display-small) / 1.1 var(--font-display);
      }
      .wallet svg {
        margin-inline-start: auto;
        width: 1.25em;
        height: 1.25em;
      }
      .wallet:focus-visible {
        outline-color: currentColor;
      }
      @media (min-width: 56rem) {
        .card {
          min-height: 23rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) account!: AccountState;
  @property({ attribute: false }) clinic!: Clinic;
  @property({ attribute: false }) earning: EarningRule | null = null;
  @property({ attribute: false }) worth: WorthRule | null = null;
  @property({ attribute: false }) now = new Date();

  override render(): TemplateResult {
    const { account, clinic } = this;
    return html`<section class="card" aria-labelledby="balance">
      <h1 id="balance">${balanceWords.balanceOf(account.name)}</h1>
      <p class="figure">
        <points-figure .value=${usablePoints(account, this.now)} .locale=${clinic.locale}></points-figure>
        <span class="unit">${words.points}</span>
      </p>
      <div class="sentences">
        ${this.#worthSentence()}
        ${this.#usedSentence()}
        ${account.debtPoints > 0 ? html`<p class="owed">${this.#owed()}</p>` : nothing}
        <p>${this.#earningSentence()}</p>
      </div>
      ${this.#wallet()}
    </section>`;
  }

  /** The amount that the points take off a bill, where they are enough for one. */
  #worthSentence(): TemplateResult | typeof nothing {
    const points = usablePoints(this.account, this.now);
    const { worth, clinic } = this;
    const minor = worth && points >= worth.minimum_points ? worthMinor(points, worth) : 0;
    return minor > 0 ? html`<p class="worth">${balanceWords.worth(formatWallet(minor, clinic))}</p>` : nothing;
  }

  /** What was used at the clinic today, whoever said yes to it: nothing is used without being told here. */
  #usedSentence(): TemplateResult | typeof nothing {
    const { account, clinic } = this;
    const today = account.used?.on === dateIn(clinic.timeZone, this.now) ? account.used : null;
    if (!today || (today.points === 0 && today.walletMinor === 0)) return nothing;
    const [points, money] = [formatCount(today.points, clinic), formatWallet(today.walletMinor, clinic)];
    if (today.walletMinor === 0) return html`<p class="used">${balanceWords.usedToday(points)}</p>`;
    const both = today.points > 0 ? balanceWords.both(points, money) : money;
    return html`<p class="used">${balanceWords.usedToday(both)}</p>`;
  }

  #owed(): string {
    const { debtPoints: owed } = this.account;
    return owed === 1 ? balanceWords.owedOne : balanceWords.owed(formatCount(owed, this.clinic));
  }

  #wallet(): TemplateResult | typeof nothing {
    const minor = usableMinor(this.account.walletLots, this.now);
    if (minor === 0) return nothing;
    return html`<a class="wallet" href=${addressOf("wallet")}>
      <span class="amount">${formatWallet(minor, this.clinic)}</span> ${balanceWords.inWallet} ${arrows.on}
    </a>`;
  }

  #earningSentence(): string {
    const { earning: rule, clinic } = this;
    const { tier } = this.account;
    if (!rule) return "";
    if (rule.rateBp === 0 || rule.eligibleTenders.length === 0) return balanceWords.earningNothing;
    const format = moneyFormat(clinic.currency, clinic.locale);
    const multiplier = tier?.multiplier ?? "1";
    const times =
      tier && multiplier !== "1" ? balanceWords.times(formatMultiplier(multiplier, clinic.locale), tier.name) : "";
    const { minor, points } = example(rule, multiplier, format.digits);
    const [rate, tenders] = [formatRate(rule.rateBp, clinic.locale), tenderList(rule.eligibleTenders)];
    return balanceWords.earning(rate, tenders, times, formatCount(points, clinic), formatMoney(minor, format));
  }
}

/** The smallest round amount that earns whole points, and how many; of 1,000 at most, where the rest is left out. */
function example(
  { rateBp, minorPerPoint }: EarningRule,
  multiplier: string,
  digits: number,
): { minor: number; points: number } {
  const [numerator, denominator = "1"] = multiplier.split("/");
  const earned = (minor: number): number =>
    (minor * rateBp * Number(numerator)) / (10_000 * minorPerPoint * Number(denominator));
  const amounts = [1, 10, 100, 1_000].map((major) => major * 10 ** digits);
  const minor = amounts.find((each) => Number.isInteger(earned(each))) ?? amounts[3] ?? 0;
  return { minor, points: Math.floor(earned(minor)) };
}
