/** The sheet where points are used: money off a bill, or one of the clinic's rewards; limits by the server's quote. */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { Quote } from "../../shared/api/contracts.gen";
import { words } from "../../shared/language/words.en";
import { dateIn } from "../../shared/points/dates";
import { parseAmount } from "../../shared/points/money";
import { boundOf, worthMinor } from "../../shared/points/redemption";
import { offeredRewards, type Reward, rewardOf } from "../../shared/points/rewards";
import { icons } from "../../shared/ui/icons";
import { boundText } from "../acts/refusals";
import { visitWords } from "../acts/visit-words";
import { all } from "../firestore/queries";
import { parsePoints } from "../purchase/purchase";
import { amountWords } from "../purchase/tender-words";
import { purchaseWords } from "../purchase/words";
import { ActTyped, VisitSheet } from "./sheet";

const redeemWords = {
  usable: (points: string, money: string) => `${points} points can be used, worth ${money}.`,
  nothingUsable: "No points can be used yet.",
  noRule: "Points cannot be used yet: the clinic has no rule of redemption. Tell a manager.",
  whatFor: "What the points are for",
  offABill: "Money off a bill",
  billOf: "The bill",
  mostPoints: (points: string, money: string) => `At most ${points} points: ${money} off.`,
  worth: (points: string, money: string) => `${points} points are ${money} off.`,
  lacking: (points: string) => `${points} more needed`,
  rewardsUnread: "The rewards could not be read. Close this and open it again.",
  use: (points: string) => `Use ${points} points`,
} as const;

/** Milliseconds without a key after which the limits of a bill are asked for. */
const SETTLED = 250;

interface Typed {
  rewardId: string | null;
  bill: string;
  points: string;
}

@customElement("redeem-sheet")
export class RedeemSheet extends VisitSheet {
  @state() private typed: Typed = { rewardId: null, bill: "", points: "" };
  @state() private rewards: readonly Reward[] | null = [];
  @state() private limits: Quote | null = null;
  #timer = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  /** What was typed as the amount is the bill; whoever types another takes its place. */
  override firstUpdated(): void {
    super.firstUpdated();
    this.typed = { ...this.typed, bill: this.desk.checkout.drafts.billTyped(this.visit) };
    void this.updateComplete.then(() => {
      const bill = this.renderRoot.querySelector<HTMLInputElement>("#bill");
      bill?.focus();
      bill?.select();
    });
    void this.#readRewards();
    void this.#askLimits();
  }

  /** After a refusal the prices are those of now. */
  override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (changed.has("code") && this.code === "price-changed") void this.#readRewards();
    if (changed.get("visit")) void this.#askLimits();
  }

  override render(): TemplateResult {
    const isUsable = this.visit.redemption !== null;
    return this.frame(
      this.head(visitWords.usePoints, this.#usable()),
      isUsable ? this.#choices() : nothing,
      this.told("redemption", this.wrong ? "" : this.problem),
      this.actions(
        isUsable ? html`<button type="submit" class="primary">${this.#doing()} <kbd>Enter</kbd></button>` : nothing,
      ),
    );
  }

  /** The button names the price of a reward that is chosen. */
  #doing(): string {
    const reward = this.rewards?.find(({ rewardId }) => rewardId === this.typed.rewardId);
    return reward ? redeemWords.use(this.points(reward.costPoints)) : visitWords.usePoints;
  }

  #usable(): string {
    const { patient, redemption } = this.visit;
    if (!redemption) return redeemWords.noRule;
    if (patient.available_points <= 0) return redeemWords.nothingUsable;
    const { available_points: available } = patient;
    return redeemWords.usable(this.points(available), this.money(worthMinor(available, redemption)));
  }

  #choices(): TemplateResult {
    const { rewardId } = this.typed;
    return html`<fieldset class="choices" ?disabled=${this.pending !== null}>
        <legend class="unseen">${redeemWords.whatFor}</legend>
        <label>
          <input type="radio" name="what" .checked=${rewardId === null} @change=${() => this.#choose(null)}>
          <span class="name">${redeemWords.offABill}</span>
        </label>
        ${rewardId === null ? this.#bill() : nothing}
        ${this.#shownRewards().map((reward) => this.#reward(reward))}
        ${this.rewards === null ? html`<p class="problem">${icons.refused}<span>${redeemWords.rewardsUnread}</span></p>` : nothing}
      </fieldset>`;
  }

  #bill(): TemplateResult {
    const { bill, points } = this.typed;
    return html`<div class="fields">
      ${this.field({ name: "bill", label: redeemWords.billOf, value: bill, mode: "decimal" })}
      ${this.field({ name: "points", label: purchaseWords.pointsToUse, value: points, mode: "numeric" })}
      ${
        this.wrong
          ? html`<p id="wrong" class="problem whole" role="alert">${icons.refused}<span>${this.wrong.text}</span></p>`
          : html`<p class="quiet small whole" aria-live="polite">${this.#limit()}</p>`
      }
    </div>`;
  }

  /** While something is on its way, nothing else is there to be chosen. */
  #shownRewards(): readonly Reward[] {
    const rewards = this.rewards ?? [];
    return this.pending ? rewards.filter(({ rewardId }) => rewardId === this.typed.rewardId) : rewards;
  }

  #reward({ rewardId, name, costPoints }: Reward): TemplateResult {
    const lacking = costPoints - this.visit.patient.available_points;
    return html`<label>
      <input type="radio" name="what" .checked=${this.typed.rewardId === rewardId} ?disabled=${lacking > 0}
        @change=${() => this.#choose(rewardId)}>
      <span class="name">${name}</span>
      <span class="figures">${this.points(costPoints)} ${words.points}
        ${lacking > 0 ? html`· ${redeemWords.lacking(this.points(lacking))}` : nothing}</span>
    </label>`;
  }

  /** The worth of the points that are typed; while none are, how many may be. */
  #limit(): string {
    const typed = parsePoints(this.typed.points, this.format);
    const { redemption } = this.visit;
    if ("points" in typed && redemption) {
      return redeemWords.worth(this.points(typed.points), this.money(worthMinor(typed.points, redemption)));
    }
    if (!this.limits || this.limits.most_points === 0) return "";
    return redeemWords.mostPoints(this.points(this.limits.most_points), this.money(this.limits.worth_minor));
  }

  #choose(rewardId: string | null): void {
    this.typed = { ...this.typed, rewardId };
    this.wrong = null;
    if (rewardId === null) this.focusOn("#bill");
  }

  protected override type(field: string, text: string): void {
    this.typed = { ...this.typed, [field]: text };
    if (field === "points") return;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#askLimits(), SETTLED);
  }

  /** The arrow down leads from the fields into the rewards. */
  protected override key(event: KeyboardEvent): void {
    super.key(event);
    if (event.key !== "ArrowDown" || !(event.target as HTMLElement).matches(".field input")) return;
    event.preventDefault();
    const next = this.renderRoot.querySelector<HTMLInputElement>(".fields ~ label input:enabled");
    next?.focus();
    next?.click();
  }

  protected override submit(): void {
    if (!this.visit.redemption) return;
    const { rewardId } = this.typed;
    const reward = this.rewards?.find((each) => each.rewardId === rewardId);
    if (reward)
      this.dispatchEvent(new ActTyped((checkout) => checkout.redeemReward(reward.rewardId, reward.costPoints)));
    else this.#submitBill();
  }

  #submitBill(): void {
    const { visit, format } = this;
    const bill = parseAmount(this.typed.bill, format);
    if ("problem" in bill) {
      this.refuse("bill", amountWords[bill.problem](format));
      return;
    }
    const typed = parsePoints(this.typed.points, format);
    if ("problem" in typed) {
      typed.problem === "empty" ? this.focusOn("#points") : this.refuse("points", purchaseWords.typePoints);
      return;
    }
    if (!visit.redemption) return;
    const bound = boundOf(typed.points, visit.patient.available_points, bill.minor, visit.redemption, "bill");
    if (bound) {
      this.refuse("points", boundText(bound, this.desk));
      return;
    }
    const worth = worthMinor(typed.points, visit.redemption);
    this.dispatchEvent(new ActTyped((checkout) => checkout.redeemPoints(typed.points, bill.minor, worth)));
  }

  async #readRewards(): Promise<void> {
    const { patient } = this.visit;
    const { documents, clinic } = this.desk;
    try {
      const [rewards, stock] = await Promise.all([all(documents, "rewards"), all(documents, "reward_stock")]);
      this.rewards = offeredRewards(
        rewards.map(({ id, fields }) => rewardOf(id, fields)),
        {
          today: dateIn(clinic.timeZone, new Date()),
          tierId: patient.tier_id,
          availablePoints: patient.available_points,
          taken: new Map(stock.map(({ id, fields }) => [id, Number(fields.taken)])),
        },
      );
    } catch {
      this.rewards = null;
    }
  }

  /** The server's word on how many points a bill takes. Without it the rule that came with the visit still holds. */
  async #askLimits(): Promise<void> {
    const { bill: text } = this.typed;
    const bill = parseAmount(text, this.format);
    const { clinic_id, visit_id, patient } = this.visit;
    const body = { clinic_id, location_id: this.desk.location.locationId, patient_id: patient.patient_id, visit_id };
    try {
      const limits = await this.desk.callables.call("quote_redemption", {
        ...body,
        bill_minor: "minor" in bill ? bill.minor : null,
      });
      if (text === this.typed.bill) this.limits = limits;
    } catch {
      this.limits = null;
    }
  }
}
