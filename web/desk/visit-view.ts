/** What is on the screen while a patient is there: the purchase, the sheets over it, and what was just done. */
import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Location } from "../shared/contracts";
import { icons } from "../shared/icons";
import { moneyFormat } from "../shared/money";
import { base, controls } from "../shared/styles";
import type { Pending } from "./act";
import type { Checkout, Doing, Stage } from "./checkout";
import type { QuoteRedemption } from "./contracts";
import type { DeskCallables } from "./ledger-calls";
import "./purchase-form";
import type { PurchaseForm, PurchaseTyped } from "./purchase-form";
import type { RedeemSheet, RedemptionTyped } from "./redeem-sheet";
import type { RefundSheet, RefundTyped } from "./refund-sheet";
import { tell, type Place } from "./refusals";
import type { Station } from "./station";
import { say } from "./words";

export type Sheet = "redemption" | "refund";
/** The key of each sheet. */
export const SHEETS: Readonly<Record<string, Sheet>> = { r: "redemption", b: "refund" };

const loadSheets = (): Promise<unknown> => Promise.all([import("./redeem-sheet"), import("./refund-sheet")]);

@customElement("visit-view")
export class VisitView extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: grid;
      }
      .more {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-3);
      }
      .done {
        flex: 1 0 100%;
        display: grid;
        gap: var(--space-3);
        justify-items: start;
        padding: var(--space-4) var(--space-5);
        border-radius: var(--radius-small);
        background: var(--calm-wash);
      }
      .done p {
        display: flex;
        gap: var(--space-3);
      }
      kbd {
        padding: 0 0.35rem;
        border: 1px solid currentColor;
        border-radius: 0.35rem;
        font: 600 0.75rem / 1.4rem var(--font-text);
      }
    `,
  ];

  @property({ attribute: false }) stage!: Extract<Stage, { name: "visit" | "acting" }>;
  @property({ attribute: false }) checkout!: Checkout;
  @property({ attribute: false }) station!: Station;
  @property({ attribute: false }) location!: Location;
  @property({ attribute: false }) place!: Place;
  @property({ attribute: false }) callables!: DeskCallables;
  /** begins an act, if there is a network */
  @property({ attribute: false }) send!: (act: () => void) => void;
  @property() problem = "";
  @state() sheet: Sheet | null = null;
  /** the sheet that was asked for could not be loaded */
  @state() private missing = false;
  @query("purchase-form") private readonly form!: PurchaseForm;
  @query("redeem-sheet, refund-sheet") private readonly opened!: RedeemSheet | RefundSheet | null;

  /** The sheets come while the amount is typed: nobody waits for them before the first scan. */
  override connectedCallback(): void {
    super.connectedCallback();
    void loadSheets().catch(() => {});
  }

  /** Opens a sheet; from then on no key reaches the purchase below it. */
  async open(sheet: Sheet): Promise<void> {
    if (this.stage.name !== "visit" || this.sheet) return;
    [this.sheet, this.missing] = [sheet, false];
    try {
      await loadSheets();
    } catch {
      this.missing = true;
      this.#close();
    }
  }

  /** Remembers what is typed and open now, and answers how to come back to it. */
  keep(): () => void {
    const { sheet } = this;
    const restore = this.opened?.keep() ?? this.form.keep();
    return () => {
      restore();
      if (!sheet && this.sheet) this.#close();
    };
  }

  /** A sheet stays over its own act, and over what that was refused with. */
  override willUpdate(changed: PropertyValues<this>): void {
    const { stage, sheet } = this;
    const before = changed.get("stage");
    if (!sheet || !before) return;
    const isAnother = before.visit.visit_id !== stage.visit.visit_id;
    const isOver = before.name === "acting" && stage.name === "visit" && stage.refused?.doing !== sheet;
    if (isAnother || isOver) this.#close();
  }

  override render(): TemplateResult {
    return html`${this.#purchase()} ${this.sheet ? this.#sheet(this.sheet) : nothing}`;
  }

  #purchase(): TemplateResult {
    const { stage } = this;
    const problem = this.missing ? say.offlineNow : this.#refusal("purchase") || this.#refusal("undo") || this.problem;
    return html`<purchase-form ?inert=${this.sheet !== null} .visit=${stage.visit} .pending=${this.#pending("purchase")} .place=${this.place}
      .format=${this.#format} .problem=${problem}
      @purchase=${this.#record} @ask-again=${this.#askAgain} @stop=${this.#stop} @leave=${() => this.checkout.leave()}>
      <div class="more">
        ${stage.name === "visit" && stage.done ? this.#done(stage.done) : html`<slot></slot>`}
        <button class="outline" @click=${() => this.open("redemption")}>${say.usePoints} <kbd>R</kbd></button>
        <button class="outline" @click=${() => this.open("refund")}>${say.refund} <kbd>B</kbd></button>
      </div>
    </purchase-form>`;
  }

  /** What was just done, and in the slot how to take it back. */
  #done(sentence: string): TemplateResult {
    return html`<section class="done">
      <p>${icons.check}<span><strong>${say.wasDone}.</strong> ${sentence}</span></p>
      <slot></slot>
    </section>`;
  }

  #sheet(sheet: Sheet): TemplateResult {
    const { stage, place, station, location } = this;
    const problem = this.#refusal(sheet) || this.problem;
    return sheet === "redemption"
      ? html`<redeem-sheet .visit=${stage.visit} .format=${this.#format} .place=${place} .documents=${station.documents}
          .quote=${this.#quote} .locationId=${location.locationId} .pending=${this.#pending(sheet)} .problem=${problem}
          @redeem=${this.#redeem} @ask-again=${this.#askAgain} @stop=${this.#stop} @close=${this.#close}></redeem-sheet>`
      : html`<refund-sheet .visit=${stage.visit} .format=${this.#format} .place=${place} .documents=${station.documents}
          .location=${location} .pending=${this.#pending(sheet)} .problem=${problem}
          @refund=${this.#refund} @ask-again=${this.#askAgain} @close=${this.#close}></refund-sheet>`;
  }

  get #format(): ReturnType<typeof moneyFormat> {
    return moneyFormat(this.stage.visit.currency, this.station.clinic.locale);
  }

  #pending(doing: Doing): Pending | null {
    const { stage } = this;
    return stage.name === "acting" && stage.doing === doing ? stage.pending : null;
  }

  #refusal(doing: Doing): string {
    const refused = this.stage.name === "visit" ? this.stage.refused : null;
    return refused?.doing === doing ? tell(refused.cause, this.place) : "";
  }

  readonly #quote = (body: QuoteRedemption): ReturnType<DeskCallables["quoteRedemption"]> =>
    this.callables.quoteRedemption(body);

  readonly #record = ({ tenders }: PurchaseTyped): void => this.send(() => this.checkout.record(tenders));

  readonly #redeem = ({ typed }: RedemptionTyped): void =>
    this.send(() =>
      "rewardId" in typed
        ? this.checkout.redeemReward(typed.rewardId)
        : this.checkout.redeemPoints(typed.points, typed.billMinor),
    );

  readonly #refund = ({ purchaseId, lines, text }: RefundTyped): void =>
    this.send(() => this.checkout.refund(purchaseId, lines, text));

  readonly #askAgain = (): void => this.checkout.askAgain();

  readonly #stop = (): void => this.checkout.stopWaiting();

  readonly #close = (): void => {
    this.sheet = null;
    void this.updateComplete.then(() => this.form.focusAmount());
  };
}
