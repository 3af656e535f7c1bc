/** What is on the screen while a patient is there: the purchase, the sheets over it, and what was just done. */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Location } from "../../shared/api/contracts";
import { moneyFormat } from "../../shared/points/money";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import type { Pending } from "./act";
import type { Checkout, Doing, Stage } from "./checkout";
import type { DeskCallables } from "./ledger-calls";
import type { Done } from "./visit-after";
import "../purchase/purchase-form";
import type { PurchaseForm, PurchaseTyped } from "../purchase/purchase-form";
import type { ActTyped, Counter, SheetModule, VisitSheet } from "../sheets/sheet";
import type { Station } from "../station";
import { deskWords } from "../words";
import { type Place, refusalText } from "./refusals";

export type SheetName = Extract<
  Doing,
  "redemption" | "refund" | "adjustment" | "reassignment" | "reissue" | "membership" | "treatment"
>;
/** The key of each sheet. */
export const SHEETS: Readonly<Record<string, SheetName>> = {
  r: "redemption",
  b: "refund",
  a: "adjustment",
  m: "reassignment",
  e: "reissue",
  j: "membership",
  t: "treatment",
};
const LOADS: Readonly<Record<SheetName, () => Promise<SheetModule>>> = {
  redemption: () => import("../sheets/redeem-sheet"),
  refund: () => import("../sheets/refund-sheet"),
  adjustment: () => import("../sheets/adjust-sheet"),
  reassignment: () => import("../sheets/reassign-sheet"),
  reissue: () => import("../sheets/reissue-sheet"),
  membership: () => import("../sheets/membership-sheet"),
  treatment: () => import("../sheets/treatment-sheet"),
};
const MANAGING = new Set(["manager", "owner"]);

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
      .done[data-waits="true"] {
        background: var(--notice-wash);
      }
      details {
        flex: 1 0 auto;
      }
      details[open] {
        flex-basis: 100%;
      }
      summary {
        width: max-content;
        min-width: var(--target);
        padding: 0 var(--space-4);
        border-radius: 999px;
        font-weight: 550;
        line-height: var(--target);
        cursor: pointer;
      }
      details button {
        margin: var(--space-3) var(--space-2) 0 0;
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
  @state() private sheet: SheetName | null = null;
  /** its code, when it is here */
  @state() private module: SheetModule | null = null;
  /** the sheet that was asked for could not be loaded */
  @state() private missing = false;
  @query("purchase-form") private readonly form!: PurchaseForm;
  @query("purchase-form ~ *") private readonly opened!: VisitSheet | null;

  /** The sheets come while the amount is typed: nobody waits for them before the first scan. */
  override connectedCallback(): void {
    super.connectedCallback();
    for (const load of Object.values(LOADS)) void load().catch(() => {});
  }

  /** Opens a sheet as soon as its code is here; from now on no key reaches the purchase below it. */
  async open(sheet: SheetName): Promise<void> {
    if (this.stage.name !== "visit" || this.sheet || !this.#mayOpen(sheet)) return;
    [this.sheet, this.missing] = [sheet, false];
    try {
      const module = await LOADS[sheet]();
      if (this.sheet === sheet) this.module = module;
    } catch {
      this.missing = true;
      this.close();
    }
  }

  /** Whether a sheet was asked for: it is here, or on its way. */
  get isCovered(): boolean {
    return this.sheet !== null;
  }

  /** Whether the sheet that was asked for is here. */
  get isShown(): boolean {
    return this.module !== null;
  }

  /** Takes the caret to the receipt's number. */
  askNumber(): void {
    this.form.askNumber();
  }

  /** Takes a scan that an open sheet waits for; answers whether one did. */
  takes(text: string): boolean {
    return this.opened?.takes(text) ?? false;
  }

  /** Remembers what is typed and open now, and answers how to come back to it. */
  keep(): () => void {
    const { sheet } = this;
    const restore = this.opened?.keep() ?? this.form.keep();
    return () => {
      restore();
      if (!sheet && this.sheet) this.close();
    };
  }

  /** What an act ends in is brought meanwhile; where that failed, the next look at the visit tries again. */
  override updated(): void {
    void Promise.all([import("../purchase/receipt-view"), import("./undo-offer")]).catch(() => {});
  }

  /** A sheet stays over its own act, and over what that was refused with. */
  override willUpdate(changed: PropertyValues<this>): void {
    const { stage, sheet } = this;
    const before = changed.get("stage");
    if (!sheet || !before) return;
    const isAnother = before.visit.visit_id !== stage.visit.visit_id;
    const isOver = before.name === "acting" && stage.name === "visit" && stage.refused?.doing !== sheet;
    if (isAnother || isOver) this.close();
  }

  override render(): TemplateResult {
    return html`${this.#purchase()} ${this.sheet && this.module ? this.#sheet(this.sheet, this.module) : nothing}`;
  }

  #purchase(): TemplateResult {
    const { stage } = this;
    const problem = this.missing
      ? deskWords.offlineNow
      : this.#refusal("purchase") || this.#refusal("undo") || this.problem;
    return html`<purchase-form ?inert=${this.sheet !== null} .visit=${stage.visit} .pending=${this.#pending("purchase")} .place=${this.place}
      .format=${this.#format} .problem=${problem} ?numberTaken=${this.#code === "receipt-number-used"}
      @purchase=${this.#record} @ask-again=${this.#askAgain} @stop=${this.#stop} @leave=${() => this.checkout.leave()}>
      <div class="more">
        ${stage.name === "visit" && stage.done ? this.#done(stage.done) : html`<slot></slot>`}
        ${this.#opener("redemption", deskWords.usePoints, "R")} ${this.#opener("refund", deskWords.refund, "B")}
        <details>
          <summary>${deskWords.moreActs}</summary>
          ${this.#opener("adjustment", deskWords.adjust, "A")} ${this.#opener("reassignment", deskWords.reassign, "M")}
          ${this.#opener("membership", deskWords.membership, "J")} ${this.#opener("treatment", deskWords.treatment, "T")}
          ${this.#mayOpen("reissue") ? this.#opener("reissue", deskWords.reissue, "E") : nothing}
        </details>
      </div>
    </purchase-form>`;
  }

  #opener(sheet: SheetName, what: string, key: string): TemplateResult {
    return html`<button type="button" class="outline" @click=${() => this.open(sheet)}>${what} <kbd>${key}</kbd></button>`;
  }

  /** What was just done or asked for, and in the slot how to take it back. */
  #done({ sentence, waits }: Done): TemplateResult {
    return html`<section class="done" data-waits=${waits}>
      <p>${waits ? icons.notice : icons.check}<span><strong>${waits ? deskWords.waitsForSecond : deskWords.wasDone}.</strong> ${sentence}</span></p>
      <slot></slot>
    </section>`;
  }

  #sheet(sheet: SheetName, { draw }: SheetModule): TemplateResult {
    const problem = this.#refusal(sheet) || this.problem;
    const { close } = this;
    const [act, askAgain, stop] = [this.#act, this.#askAgain, this.#stop];
    return draw({ at: this.#counter, pending: this.#pending(sheet), problem, act, askAgain, stop, close });
  }

  get #counter(): Counter {
    const { place, location, callables, station } = this;
    const { documents, staff } = station;
    return { visit: this.stage.visit, format: this.#format, place, documents, location, callables, role: staff.role };
  }

  /** Expired points are a manager's to give a new life. */
  #mayOpen(sheet: SheetName): boolean {
    return sheet !== "reissue" || MANAGING.has(this.station.staff.role);
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
    return refused?.doing === doing ? refusalText(refused.cause, this.place) : "";
  }

  get #code(): string {
    return (this.stage.name === "visit" && this.stage.refused?.cause.code) || "";
  }

  readonly #record = ({ tenders, receiptNumber }: PurchaseTyped): void =>
    this.send(() => this.checkout.record(tenders, receiptNumber));

  readonly #act = ({ begin }: ActTyped): void => this.send(() => begin(this.checkout));

  readonly #askAgain = (): void => this.checkout.askAgain();

  readonly #stop = (): void => this.checkout.stopWaiting();

  readonly close = (): void => {
    [this.sheet, this.module] = [null, null];
    void this.updateComplete.then(() => this.form.focusAmount());
  };
}
