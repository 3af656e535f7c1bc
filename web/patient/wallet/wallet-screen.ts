/** The wallet: how much money it holds, where that came from, and until when it can be used. */

import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Clinic } from "../../shared/api/documents";
import { dateIn, formatDay, timeBetween } from "../../shared/points/dates";
import { base, controls } from "../../shared/ui/styles";
import type { AccountState } from "../balance/account";
import { formatWallet } from "../balance/changes";
import { balanceWords } from "../balance/words.en";
import { addressOf } from "../route";
import type { ScreenContext } from "../screen-context";
import { arrows, focusHeading, screen, screenTop } from "../screens/screen";
import { screenWords, titles } from "../screens/words.en";
import { type Share, sharesOf, usableMinor, type WalletLotState } from "./wallet";
import { originWords, walletWords } from "./words.en";

export const draw = ({ account, clinic, now }: ScreenContext): TemplateResult =>
  html`<wallet-screen .account=${account} .clinic=${clinic} .now=${now}></wallet-screen>`;

@customElement("wallet-screen")
export class WalletScreen extends LitElement {
  static override styles = [
    base,
    controls,
    screen,
    css`
      .total {
        display: grid;
        gap: var(--space-2);
        margin-bottom: var(--space-6);
      }
      .sum {
        font: 400 var(--display-large) / 1 var(--font-display);
        letter-spacing: -0.02em;
      }
      .total .quiet {
        max-width: 44ch;
        text-wrap: pretty;
      }
      .share {
        padding: var(--space-5) 0;
        border-top: 1px solid var(--line);
      }
      .head,
      .lots li {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: 0 var(--space-4);
      }
      h2 {
        font: 600 var(--text-body) / 1.4 var(--font-text);
        letter-spacing: 0;
      }
      h2 span {
        font-weight: 400;
      }
      .head > p {
        font: 400 1.75rem / 1.1 var(--font-display);
        margin-inline-start: auto;
      }
      .lots {
        display: grid;
        gap: var(--space-2);
        margin-top: var(--space-2);
        color: var(--ink-soft);
      }
    `,
  ];

  @property({ attribute: false }) account!: AccountState;
  @property({ attribute: false }) clinic!: Clinic;
  @property({ attribute: false }) now = new Date();

  override firstUpdated(): void {
    focusHeading(this);
  }

  override render(): TemplateResult {
    const shares = sharesOf(this.account.walletLots, this.now);
    return html`${screenTop(titles.wallet)} ${shares.length ? this.#money(shares) : empty()}
      <a class="link" href=${addressOf("bank")}>${titles.bank} ${arrows.on}</a>`;
  }

  #money(shares: readonly Share[]): TemplateResult {
    return html`<section class="total figures" aria-label=${walletWords.walletTotal}>
        <p class="sum">${formatWallet(usableMinor(this.account.walletLots, this.now), this.clinic)}</p>
        <p class="quiet">${walletWords.walletText}</p>
      </section>
      ${shares.map((share) => this.#share(share))}`;
  }

  #share({ origin, minor, lots }: Share): TemplateResult {
    const { title, text } = originWords[origin];
    return html`<section class="share figures" data-origin=${origin}>
      <div class="head">
        <h2>${title} <span class="quiet">${text}</span></h2>
        <p>${formatWallet(minor, this.clinic)}</p>
      </div>
      <ul class="lots small">
        ${lots.map((lot) => this.#lot(lot, lots.length > 1))}
      </ul>
    </section>`;
  }

  #lot(lot: WalletLotState, isOneOfMany: boolean): TemplateResult {
    const { locale, timeZone } = this.clinic;
    const since = walletWords.since(formatDay(dateIn(timeZone, lot.receivedAt), locale, false));
    const amount = isOneOfMany ? `${formatWallet(lot.remainingMinor, this.clinic)} ` : "";
    return html`<li><span>${amount}${since}</span><span>${this.#end(lot)}</span></li>`;
  }

  #end({ expiresOn, expiresAt }: WalletLotState): string {
    if (expiresOn === null || expiresAt === null) return walletWords.noEnd;
    const { locale, timeZone } = this.clinic;
    const today = dateIn(timeZone, this.now);
    if (today >= expiresOn) return balanceWords.lastDay;
    return `${timeBetween(today, expiresOn)} · ${screenWords.until(formatDay(expiresOn, locale, false))}`;
  }
}

function empty(): TemplateResult {
  return html`<div class="empty"><h2>${walletWords.noWallet}</h2><p class="quiet">${walletWords.noWalletText}</p></div>`;
}
