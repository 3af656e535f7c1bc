/** The rewards: first what the patient has the points for, then what comes near; they are had at the front desk. */
import { css, html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { formatPoints } from "../../shared/points/money";
import type { Reward } from "../../shared/points/rewards";
import { icons } from "../../shared/ui/icons";
import { usablePoints } from "../balance/account";
import { formatCount } from "../balance/changes";
import { together, type Watch } from "../firestore/watching";
import type { Catalogue, CatalogueContext } from "../screen-context";
import { limitsOf, nothingHere, ReadingScreen, todayAt } from "../screens/reading-screen";
import { titles } from "../screens/words.en";
import { homeWords } from "../words.en";
import { groupsOf } from "./reward-groups";
import { rewardWords } from "./words.en";

interface Found {
  rewards: readonly Reward[];
  taken: ReadonlyMap<string, number>;
  tierNames: ReadonlyMap<string, string>;
}

type Group = "now" | "near" | "others";

export const draw = (context: CatalogueContext): TemplateResult =>
  html`<rewards-screen .context=${context}></rewards-screen>`;

@customElement("rewards-screen")
export class RewardsScreen extends ReadingScreen<Found> {
  static override styles = [
    ReadingScreen.styles,
    css`
      .desk {
        display: grid;
        gap: var(--space-4);
        justify-items: start;
        margin-bottom: var(--space-6);
      }
      .desk .quiet {
        max-width: 44ch;
        text-wrap: pretty;
      }
      section {
        margin-top: var(--space-6);
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: baseline;
        gap: var(--space-1) var(--space-4);
        padding: var(--space-5) 0;
        border-bottom: 1px solid var(--line);
      }
      li:last-child {
        border-bottom: 0;
      }
      h3 {
        font: 400 var(--display-small) / 1.15 var(--font-display);
        text-wrap: pretty;
        overflow-wrap: anywhere;
      }
      .cost {
        font-weight: 550;
        text-align: end;
      }
      .limits {
        color: var(--ink-soft);
      }
      .lacking {
        grid-column: 2;
        text-align: end;
        color: var(--ink-soft);
      }
      [data-group="now"] .cost {
        color: var(--calm);
      }
      .way {
        grid-column: 1 / -1;
        height: 3px;
        margin-top: var(--space-2);
        border-radius: 999px;
        background: var(--line);
        overflow: hidden;
      }
      .way i {
        display: block;
        height: 100%;
        border-radius: inherit;
        background: var(--accent);
        transform-origin: left;
      }
    `,
  ];

  protected override readonly heading = titles.rewards;

  protected override watch(catalogue: Catalogue): Watch<Found> {
    const rewards = catalogue.rewards();
    return together<Found>({ rewards, taken: catalogue.taken(), tierNames: catalogue.tierNames() });
  }

  protected override show({ rewards, taken, tierNames }: Found): TemplateResult {
    const { account, now } = this.context;
    const availablePoints = Math.max(0, usablePoints(account, now));
    const groups = groupsOf(rewards, { today: todayAt(this.context), tierId: account.tierId, availablePoints, taken });
    if (groups.now.length + groups.near.length + groups.others.length === 0)
      return nothingHere(rewardWords.none, rewardWords.noneText);
    const row = (reward: Reward) => this.#reward(reward, availablePoints, taken, tierNames);
    const group = (name: Group): TemplateResult | typeof nothing =>
      groups[name].length === 0
        ? nothing
        : html`<section data-group=${name} aria-labelledby=${name}>
            <h2 class="eyebrow" id=${name}>${rewardWords[name]}</h2>
            <ul>${groups[name].map(row)}</ul>
          </section>`;
    return html`<div class="desk">
        <p class="quiet">${rewardWords.intro} ${groups.now.length ? nothing : rewardWords.nothingYet}</p>
        <button type="button" class="outline" @click=${this.context.showCode}>${icons.code} ${homeWords.showCode}</button>
      </div>
      ${group("now")} ${group("near")} ${group("others")}`;
  }

  #reward(
    reward: Reward,
    available: number,
    taken: ReadonlyMap<string, number>,
    tierNames: ReadonlyMap<string, string>,
  ): TemplateResult {
    const { clinic } = this.context;
    const lacking = reward.costPoints - available;
    const left = reward.stock === null ? null : reward.stock - (taken.get(reward.rewardId) ?? 0);
    const limits = [
      ...limitsOf(reward, tierNames, clinic.locale),
      ...(left === null ? [] : [rewardWords.left(formatPoints(left, clinic.locale))]),
    ];
    return html`<li>
      <h3>${reward.name}</h3>
      <p class="cost">${formatCount(reward.costPoints, clinic)}</p>
      <p class="limits small">${limits.join(" · ")}</p>
      ${lacking > 0 ? html`<p class="lacking small">${rewardWords.more(formatCount(lacking, clinic))}</p>${way(available / reward.costPoints)}` : nothing}
    </li>`;
  }
}

/** The reach of the points as a line; the words beside it say the same. */
function way(share: number): TemplateResult {
  // A style is assigned as text: the browser takes it, whatever the type says, and the policy allows it.
  const reached = `transform: scaleX(${share})` as unknown as CSSStyleDeclaration;
  return html`<div class="way" aria-hidden="true"><i .style=${reached}></i></div>`;
}
