/** The sheet where points are used: money off a bill, or one of the clinic's rewards; limits by the server's quote. */
import { LitElement, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Visit } from "../shared/contracts";
import { dateIn } from "../shared/dates";
import type { Documents } from "../shared/firebase/documents";
import { icons } from "../shared/icons";
import { formatMoney, formatPoints, LARGEST_MINOR, parseAmount, type MoneyFormat } from "../shared/money";
import { boundOf, worthMinor } from "../shared/redemption";
import { offeredRewards, rewardOf, type Reward } from "../shared/rewards";
import { base, controls } from "../shared/styles";
import { amountWords } from "../shared/tender-words";
import { words } from "../shared/words";
import type { Pending } from "./act";
import "./act-pending";
import type { Quote, QuoteRedemption } from "./contracts";
import { parsePoints } from "./purchase";
import { tellBound, type Place } from "./refusals";
import { sheet } from "./sheet.styles";
import { say } from "./words";

export class RedemptionTyped extends Event {
  constructor(readonly typed: { rewardId: string } | { points: number; billMinor: number }) {
    super("redeem");
  }
}

/** Milliseconds without a key after which the limits of a bill are asked for. */
const SETTLED = 250;

interface Typed {
  rewardId: string | null;
  bill: string;
  points: string;
}

@customElement("redeem-sheet")
export class RedeemSheet extends LitElement {
  static override styles = [base, controls, sheet];

  @property({ attribute: false }) visit!: Visit;
  @property({ attribute: false }) format!: MoneyFormat;
  @property({ attribute: false }) place!: Place;
  @property({ attribute: false }) documents!: Documents;
  @property({ attribute: false }) quote!: (body: QuoteRedemption) => Promise<Quote>;
  @property({ attribute: false }) locationId = "";
  @property({ attribute: false }) pending: Pending | null = null;
  @property() problem = "";
  @state() private typed: Typed = { rewardId: null, bill: "", points: "" };
  @state() private rewards: readonly Reward[] | null = [];
  @state() private limits: Quote | null = null;
  @state() private wrong: { field: "bill" | "points"; text: string } | null = null;
  @query("dialog") private readonly dialog!: HTMLDialogElement;
  #timer = 0;

  /** Remembers what is typed now, and answers how to come back to it. */
  keep(): () => void {
    const { typed, wrong } = this;
    return () => {
      [this.typed, this.wrong] = [typed, wrong];
    };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override firstUpdated(): void {
    this.dialog.showModal();
    this.#focus("#bill");
    void this.#readRewards();
    void this.#askLimits();
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" @keydown=${this.#key} @close=${this.#closed}>
      <form @submit=${this.#submit} novalidate>
        <div class="head"><h2 id="title">${say.usePoints}</h2><p class="quiet">${this.#usable()}</p></div>
        ${this.visit.redemption ? this.#choices() : nothing} ${this.#told()} ${this.#actions()}
      </form>
    </dialog>`;
  }

  #usable(): string {
    const { patient, redemption } = this.visit;
    if (!redemption) return say.noRule;
    if (patient.available_points <= 0) return say.nothingUsable;
    return say.usable(this.#points(patient.available_points), this.#money(worthMinor(patient.available_points, redemption)));
  }

  #choices(): TemplateResult {
    const { rewardId } = this.typed;
    return html`<fieldset class="choices" ?disabled=${this.pending !== null}>
        <legend class="unseen">${say.whatFor}</legend>
        <label>
          <input type="radio" name="what" .checked=${rewardId === null} @change=${() => this.#choose(null)}>
          <span class="name">${say.offABill}</span>
        </label>
        ${rewardId === null ? this.#bill() : nothing}
        ${this.#shownRewards().map((reward) => this.#reward(reward))}
        ${this.rewards === null ? html`<p class="problem">${icons.refused}<span>${say.rewardsUnread}</span></p>` : nothing}
      </fieldset>`;
  }

  #bill(): TemplateResult {
    return html`<div class="fields">
      ${this.#field("bill", say.billOf, "decimal")} ${this.#field("points", say.pointsToUse, "numeric")}
      ${this.wrong
        ? html`<p id="wrong" class="problem whole" role="alert">${icons.refused}<span>${this.wrong.text}</span></p>`
        : html`<p class="quiet small whole" aria-live="polite">${this.#limit()}</p>`}
    </div>`;
  }

  /** While something is on its way, nothing else is there to be chosen. */
  #shownRewards(): readonly Reward[] {
    const rewards = this.rewards ?? [];
    return this.pending ? rewards.filter(({ rewardId }) => rewardId === this.typed.rewardId) : rewards;
  }

  #field(name: "bill" | "points", label: string, mode: "decimal" | "numeric"): TemplateResult {
    const isWrong = this.wrong?.field === name;
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input id=${name} inputmode=${mode} autocomplete="off" maxlength="18" .value=${this.typed[name]}
        aria-invalid=${isWrong ? "true" : "false"} aria-describedby=${isWrong ? "wrong" : nothing}
        @input=${(event: Event) => this.#type(name, (event.target as HTMLInputElement).value)}>
    </div>`;
  }

  #reward({ rewardId, name, costPoints }: Reward): TemplateResult {
    const lacking = costPoints - this.visit.patient.available_points;
    return html`<label>
      <input type="radio" name="what" .checked=${this.typed.rewardId === rewardId} ?disabled=${lacking > 0}
        @change=${() => this.#choose(rewardId)}>
      <span class="name">${name}</span>
      <span class="figures">${this.#points(costPoints)} ${words.points}
        ${lacking > 0 ? html`· ${say.lacking(this.#points(lacking))}` : nothing}</span>
    </label>`;
  }

  /** What the points that are typed are worth; while none are, how many may be. */
  #limit(): string {
    const typed = parsePoints(this.typed.points, this.format);
    const { redemption } = this.visit;
    if ("points" in typed && redemption) {
      return say.worth(this.#points(typed.points), this.#money(worthMinor(typed.points, redemption)));
    }
    if (!this.limits || this.limits.most_points === 0) return "";
    return say.mostPoints(this.#points(this.limits.most_points), this.#money(this.limits.worth_minor));
  }

  #told(): TemplateResult | typeof nothing {
    if (this.pending) {
      return html`<act-pending .pending=${this.pending} .format=${this.format} doing="redemption"
        @ask-again=${() => this.dispatchEvent(new Event("ask-again"))}
        @stop=${() => this.dispatchEvent(new Event("stop"))}></act-pending>`;
    }
    if (!this.problem || this.wrong) return nothing;
    return html`<p class="problem" role="alert">${icons.refused}<span>${this.problem}</span></p>`;
  }

  #actions(): TemplateResult | typeof nothing {
    if (this.pending) return nothing;
    return html`<div class="actions">
      ${this.visit.redemption ? html`<button class="primary">${say.usePoints} <kbd>Enter</kbd></button>` : nothing}
      <button type="button" class="plain" @click=${() => this.dialog.close()}>${words.close} <kbd>Esc</kbd></button>
    </div>`;
  }

  #choose(rewardId: string | null): void {
    this.typed = { ...this.typed, rewardId };
    this.wrong = null;
    if (rewardId === null) this.#focus("#bill");
  }

  #type(field: "bill" | "points", text: string): void {
    this.typed = { ...this.typed, [field]: text };
    this.wrong = null;
    if (field === "points") return;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#askLimits(), SETTLED);
  }

  /** The arrow down leads from the fields into the rewards; Escape closes only what nothing is on its way from. */
  #key(event: KeyboardEvent): void {
    const isInField = (event.target as HTMLElement).matches(".field input");
    if (event.key === "Escape" && this.pending) event.preventDefault();
    if (event.key !== "ArrowDown" || !isInField) return;
    event.preventDefault();
    const next = this.renderRoot.querySelector<HTMLInputElement>(".fields ~ label input:enabled");
    next?.focus();
    next?.click();
  }

  readonly #closed = (): void => {
    if (this.pending) this.dialog.showModal();
    else this.dispatchEvent(new Event("close"));
  };

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (this.pending || !this.visit.redemption) return;
    const { rewardId } = this.typed;
    if (rewardId !== null) this.dispatchEvent(new RedemptionTyped({ rewardId }));
    else this.#submitBill();
  };

  #submitBill(): void {
    const { visit, format } = this;
    const bill = parseAmount(this.typed.bill, format);
    if ("problem" in bill) {
      return this.#refuse("bill", amountWords[bill.problem](this.#money(LARGEST_MINOR), format.digits));
    }
    const typed = parsePoints(this.typed.points, format);
    if ("problem" in typed) {
      return typed.problem === "empty" ? this.#focus("#points") : this.#refuse("points", say.typePoints);
    }
    if (!visit.redemption) return;
    const bound = boundOf(typed.points, visit.patient.available_points, bill.minor, visit.redemption);
    if (bound) return this.#refuse("points", tellBound(bound, this.place));
    this.dispatchEvent(new RedemptionTyped({ points: typed.points, billMinor: bill.minor }));
  }

  #refuse(field: "bill" | "points", text: string): void {
    this.wrong = { field, text };
    this.#focus(`#${field}`);
  }

  async #readRewards(): Promise<void> {
    const { patient } = this.visit;
    try {
      const [rewards, stock] = await Promise.all([this.documents.all("rewards"), this.documents.all("reward_stock")]);
      this.rewards = offeredRewards(rewards.map(({ id, fields }) => rewardOf(id, fields)), {
        today: dateIn(this.place.clinic.timeZone, new Date()),
        tierId: patient.tier_id,
        availablePoints: patient.available_points,
        taken: new Map(stock.map(({ id, fields }) => [id, Number(fields["taken"])])),
      });
    } catch {
      this.rewards = null;
    }
  }

  /** The server's word on how many points a bill takes. Without it the rule that came with the visit still holds. */
  async #askLimits(): Promise<void> {
    const { bill: text } = this.typed;
    const bill = parseAmount(text, this.format);
    const { clinic_id, visit_id, patient } = this.visit;
    const body = { clinic_id, location_id: this.locationId, patient_id: patient.patient_id, visit_id };
    try {
      const limits = await this.quote({ ...body, bill_minor: "minor" in bill ? bill.minor : null });
      if (text === this.typed.bill) this.limits = limits;
    } catch {
      this.limits = null;
    }
  }

  #focus(selector: string): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }

  #money(minor: number): string {
    return formatMoney(minor, this.format);
  }

  #points(points: number): string {
    return formatPoints(points, this.format.locale);
  }
}
