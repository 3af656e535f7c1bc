/** The tier as a card: a ring to the next one with its sentence, the membership, the year elsewhere, and the perks. */
import { html, LitElement, nothing, svg, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Clinic } from "../../shared/api/documents";
import { formatMultiplier } from "../../shared/points/money";
import type { MembershipState, TierState } from "../../shared/points/tier";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import type { AccountState } from "../balance/account";
import { opportunityOf } from "./opportunity";
import { tierCard } from "./tier-card.styles";
import { lastsUntil, membershipWords, opportunityWords, ringLabel, tierCardWords, wayOf } from "./words.en";

/** The ring's length, in its own units. */
const WHOLE = 100;

@customElement("tier-card")
export class TierCard extends LitElement {
  static override styles = [base, controls, tierCard];

  @property({ attribute: false }) account!: AccountState;
  @property({ attribute: false }) clinic!: Clinic;

  override render(): TemplateResult | typeof nothing {
    const { tier, membership } = this.account;
    if (!tier && !membership) return nothing;
    return html`<section aria-label=${tier ? tierCardWords.yourTier : tierCardWords.membership}>
      ${tier ? this.#tier(tier) : nothing} ${membership ? this.#membership(membership) : nothing}
      ${tier ? this.#year(tier, membership) : nothing} ${tier?.perks.length ? this.#perks(tier) : nothing}
    </section>`;
  }

  #tier(tier: TierState): TemplateResult {
    const { name, next, keptUntilOn } = tier;
    return html`<div class="standing">
      ${this.#ring(tier)}
      <div>
        <p class="eyebrow">${tierCardWords.yourTier}</p>
        <h2>${name}</h2>
        <p class="way">${wayOf(tier, this.clinic)}</p>
        ${next && keptUntilOn ? html`<p class="quiet small">${lastsUntil(name, keptUntilOn, this.clinic)}</p>` : nothing}
      </div>
    </div>`;
  }

  /** A thin line is the whole way, a thick one how far it is gone: told apart by more than colour. */
  #ring(tier: TierState): TemplateResult {
    const { next, multiplier } = tier;
    const gone = next ? Math.min(WHOLE, (WHOLE * next.have) / Math.max(1, next.need)) : WHOLE;
    return html`<svg class="ring" viewBox="0 0 96 96" role="img" aria-label=${ringLabel(tier, this.clinic)}>
      <circle class="way-line" cx="48" cy="48" r="40" />
      ${
        gone > 0
          ? svg`<circle class="gone" cx="48" cy="48" r="40" pathLength=${WHOLE} stroke-dasharray="${gone.toFixed(2)} ${WHOLE}" />`
          : nothing
      }
      <text x="48" y="48">×${formatMultiplier(multiplier, this.clinic.locale)}</text>
    </svg>`;
  }

  #membership(membership: MembershipState): TemplateResult {
    const words = membershipWords(membership, this.clinic);
    return html`<p class="membership" data-status=${membership.status}>
      ${membership.status === "past_due" ? icons.notice : nothing}<span><b>${membership.planName}</b> · ${words}</span>
    </p>`;
  }

  #year(tier: TierState, membership: MembershipState | null): TemplateResult | typeof nothing {
    const opportunity = opportunityOf(tier, membership);
    return opportunity ? html`<p class="year">${opportunityWords(opportunity, tier.name, this.clinic)}</p>` : nothing;
  }

  #perks({ name, perks }: TierState): TemplateResult {
    return html`<details>
      <summary>${tierCardWords.brings(name)}</summary>
      <ul>${perks.map((perk) => html`<li>${icons.check}<span>${perk}</span></li>`)}</ul>
    </details>`;
  }
}
