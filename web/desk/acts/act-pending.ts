/** An act that is not decided yet: it is on its way, the patient is asked, or its outcome is not known. */

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { formatMoney, formatPoints, type MoneyFormat } from "../../shared/points/money";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import type { Pending } from "./act";
import { type ActName, pendingSaid } from "./pending-words";
import { visitWords } from "./visit-words";
import { actWords } from "./words";
import "./time-left";

const SECOND_ANSWERS =
  "This is more than one person may do alone in a day. A manager answers at their own screen (Y, before a scan), and with their yes it is done.";

@customElement("act-pending")
export class ActPending extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      .asked,
      .unknown {
        display: grid;
        gap: var(--space-3);
        justify-items: start;
        padding: var(--space-5);
        border-radius: var(--radius-small);
        background: var(--notice-wash);
      }
      h3:focus-visible {
        outline: 0;
      }
      .unknown {
        gap: var(--space-4);
        background: var(--urgent-wash);
      }
      .left {
        display: flex;
        gap: 0.35em;
        font-variant-numeric: tabular-nums;
      }
      h3 {
        animation: breathe 1.1s ease-in-out infinite alternate;
      }
      @keyframes breathe {
        to {
          opacity: 0.7;
        }
      }
    `,
  ];

  @property({ attribute: false }) pending!: Pending;
  @property({ attribute: false }) format!: MoneyFormat;
  @property() doing: ActName = "purchase";

  override updated(changed: PropertyValues<this>): void {
    if (!changed.has("pending") || changed.get("pending")?.name === this.pending.name) return;
    this.renderRoot.querySelector<HTMLElement>("[data-hands]")?.focus();
    this.scrollIntoView({ block: "nearest" });
  }

  override render(): TemplateResult {
    const { pending } = this;
    if (pending.name === "sending") return html`<p class="quiet">${pendingSaid(this.doing).sending}</p>`;
    if (pending.name === "unknown") return this.#unknown();
    if (pending.name === "approving") return this.#approving();
    const { points, worth_minor: worth, wallet_minor: wallet, second_person: second } = pending.asked;
    const [count, money] = [formatPoints(points, this.format.locale), formatMoney(worth, this.format)];
    return html`<section class="asked">
      <h3 tabindex="-1" data-hands>${visitWords.waitingForYes}</h3>
      ${points > 0 ? html`<p>${visitWords.phoneAsks(count, money)}</p>` : nothing}
      ${wallet > 0 ? html`<p>${visitWords.phoneAsksWallet(formatMoney(wallet, this.format))}</p>` : nothing}
      ${second ? html`<p>${visitWords.orManager}</p>` : nothing}
      <p class="left"><time-left .until=${pending.until}></time-left> ${visitWords.timeLeft}</p>
      <button type="button" class="outline" @click=${() => this.dispatchEvent(new Event("stop"))}>${visitWords.stopWaiting}</button>
    </section>`;
  }

  #approving(): TemplateResult {
    return html`<section class="asked">
      <h3 tabindex="-1" data-hands>${visitWords.waitingForSecond}</h3>
      <p>${SECOND_ANSWERS}</p>
      <button type="button" class="outline" @click=${() => this.dispatchEvent(new Event("stop"))}>${visitWords.stopWaiting}</button>
    </section>`;
  }

  #unknown(): TemplateResult {
    return html`<section class="unknown">
      <p class="problem" role="alert">${icons.refused}<span>${pendingSaid(this.doing).unknown}</span></p>
      <button type="button" class="primary" data-hands @click=${() => this.dispatchEvent(new Event("ask-again"))}>
        ${actWords.askAgain}
      </button>
    </section>`;
  }
}
