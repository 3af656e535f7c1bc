/** The screen of a visit: the purchase, the sheets over it, and what was just done. */

import { consume } from "@lit/context";
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import { type DeskContext, deskContext } from "../desk-context";
import { showAnother } from "../first-moments";
import type { PurchaseForm, PurchaseTyped } from "../purchase/purchase-form";
import { bringSheets, loadSheet, type OverlayName, type SheetName } from "../sheets/registry";
import type { ActTyped, VisitSheet } from "../sheets/sheet";
import { deskWords } from "../words";
import type { Pending } from "./act";
import type { Doing, Stage } from "./checkout";
import { isManaging, refusalText } from "./refusals";
import type { DoneAct } from "./visit-after";
import { visitWords } from "./visit-words";
import "./visit-refusals";
// An amount waits only after a visit, so its note comes with the first one.
import "../purchase/draft-note";
import "../purchase/purchase-form";

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

  @consume({ context: deskContext }) private readonly desk!: DeskContext;
  @property({ attribute: false }) stage!: Extract<Stage, { name: "visit" | "acting" }>;
  @property() problem = "";
  @state() private sheet: SheetName | null = null;
  /** the sheet itself, when its code is here */
  @state() private opened: VisitSheet | null = null;
  /** the sheet that was asked for could not be loaded */
  @state() private missing = false;
  @query("purchase-form") private readonly form!: PurchaseForm;
  /** something is typed into the sheet and not sent */
  #isSheetTyped = false;

  /** The sheets come while the amount is typed: nobody waits for them before the first scan. */
  override connectedCallback(): void {
    super.connectedCallback();
    bringSheets();
  }

  /** Opens a sheet as soon as its code is here; from now on no key reaches the purchase below it. */
  async open(sheet: SheetName): Promise<void> {
    if (this.stage.name !== "visit" || this.sheet || !this.#mayOpen(sheet)) return;
    [this.sheet, this.missing] = [sheet, false];
    try {
      const opened = await loadSheet(sheet);
      if (this.sheet !== sheet || this.opened) return;
      this.opened = this.#heard(opened);
      showAnother();
    } catch {
      this.missing = true;
      this.#leaveSheet();
    }
  }

  /** True while a sheet is here, or on its way. */
  get isCovered(): boolean {
    return this.sheet !== null;
  }

  /** True once the sheet that was asked for is here. */
  get isShown(): boolean {
    return this.opened !== null;
  }

  /** Takes the caret to the receipt's number. */
  askNumber(): void {
    this.form.askNumber();
  }

  /** True while a sheet holds what was typed and not sent: a scan would drop it. */
  get isSheetTyped(): boolean {
    return this.opened !== null && this.#isSheetTyped;
  }

  /** Takes a scan that an open sheet waits for; answers whether one did. */
  takes(text: string): boolean {
    return this.opened?.takes(text) ?? false;
  }

  /** Records what is typed for the patient who has come back. */
  async record(): Promise<void> {
    await this.updateComplete;
    await this.form.updateComplete;
    this.form.submit();
  }

  /** Has the caret in the amount. */
  focusAmount(): void {
    this.form.focusAmount();
  }

  /** Remembers what is typed and open now, and answers how to come back to it. */
  keep(): () => void {
    const { sheet } = this;
    const wasTyped = this.#isSheetTyped;
    const restore = this.form.keep();
    return () => {
      restore();
      this.#isSheetTyped = wasTyped;
      if (!sheet && this.sheet) this.#leaveSheet();
    };
  }

  /** Bring what an act ends in; where that failed, the next look at the visit tries again. */
  override updated(): void {
    void Promise.all([import("../purchase/receipt-view"), import("./undo-offer")]).catch(() => {});
  }

  /** A sheet stays over its own act, and over what that was refused with. */
  override willUpdate(changed: PropertyValues<this>): void {
    this.#keepUp(changed.get("stage"));
    if (!this.sheet || !this.opened) return;
    const problem = this.#refusal(this.sheet) || this.problem;
    const code = this.#refusal(this.sheet) && this.#code;
    Object.assign(this.opened, { visit: this.stage.visit, pending: this.#pending(this.sheet), problem, code });
  }

  #keepUp(before: VisitView["stage"] | undefined): void {
    const { stage, sheet } = this;
    if (!sheet || !before) return;
    const isAnother = before.visit.visit_id !== stage.visit.visit_id;
    const isOver = before.name === "acting" && stage.name === "visit" && stage.refused?.doing !== sheet;
    if (isAnother || isOver) this.#leaveSheet();
  }

  override render(): TemplateResult {
    return html`${this.#purchase()} ${this.opened}`;
  }

  #purchase(): TemplateResult {
    const { stage } = this;
    const problem = this.missing
      ? deskWords.notLoaded
      : this.#refusal("purchase") || this.#refusal("undo") || this.problem;
    return html`<purchase-form ?inert=${this.sheet !== null} .visit=${stage.visit} .pending=${this.#pending("purchase")}
      .problem=${problem} ?numberTaken=${this.#code === "receipt-number-used"}
      @purchase=${this.#record} @ask-again=${this.#askAgain} @stop=${this.#stop} @leave=${() => this.desk.checkout.leave()}>
      <div class="more">
        ${stage.name === "visit" && stage.done ? this.#done(stage.done) : nothing}
        ${this.#opener("redemption", visitWords.usePoints, "R")} ${this.#opener("refund", visitWords.refund, "B")}
        <details>
          <summary>${visitWords.moreActs}</summary>
          ${this.#opener("adjustment", visitWords.adjust, "A")} ${this.#opener("reassignment", visitWords.reassign, "M")}
          ${this.#opener("membership", visitWords.membership, "J")} ${this.#opener("treatment", visitWords.treatment, "T")}
          ${this.#opener("cashOut", visitWords.cashOut, "O")} ${this.#opener("reversal", visitWords.reverse, "U")}
          ${this.#overlay("visits", visitWords.visits, "V")}
          ${this.#mayOpen("reissue") ? this.#opener("reissue", visitWords.reissue, "E") : nothing}
          ${isManaging(this.desk.staff) ? this.#overlay("closing", visitWords.close, "X") : nothing}
        </details>
      </div>
    </purchase-form>`;
  }

  #opener(sheet: SheetName, what: string, key: string): TemplateResult {
    return html`<button type="button" class="outline" @click=${() => this.open(sheet)}>${what} <kbd>${key}</kbd></button>`;
  }

  /** The way to what opens over the whole counter. */
  #overlay(name: OverlayName, what: string, key: string): TemplateResult {
    const show = (): boolean => this.dispatchEvent(new CustomEvent("overlay", { detail: name }));
    return html`<button type="button" class="outline" @click=${show}>${what} <kbd>${key}</kbd></button>`;
  }

  /** The last act, done or asked for. */
  #done({ sentence, waits }: DoneAct): TemplateResult {
    return html`<section class="done" data-waits=${waits}>
      <p>${waits ? icons.notice : icons.check}<span><strong>${waits ? visitWords.waitsForSecond : visitWords.wasDone}.</strong> ${sentence}</span></p>
    </section>`;
  }

  /** Expired points are a manager's to give a new life. */
  #mayOpen(sheet: SheetName): boolean {
    return sheet !== "reissue" || isManaging(this.desk.staff);
  }

  #pending(doing: Doing): Pending | null {
    const { stage } = this;
    return stage.name === "acting" && stage.doing === doing ? stage.pending : null;
  }

  #refusal(doing: Doing): string {
    const refused = this.stage.name === "visit" ? this.stage.refused : null;
    return refused?.doing === doing ? refusalText(refused.cause, this.desk) : "";
  }

  get #code(): string {
    return (this.stage.name === "visit" && this.stage.refused?.cause.code) || "";
  }

  readonly #record = ({ tenders, receiptNumber, shown }: PurchaseTyped): void =>
    this.desk.send(() => this.desk.checkout.record(tenders, receiptNumber, shown));

  /** Do at this visit what a sheet asks for. */
  #heard(sheet: VisitSheet): VisitSheet {
    sheet.addEventListener("act", (event) => this.#act(event as ActTyped));
    sheet.addEventListener("ask-again", this.#askAgain);
    sheet.addEventListener("stop", this.#stop);
    sheet.addEventListener("close", this.close);
    this.#isSheetTyped = false;
    sheet.addEventListener("input", this.#typed);
    return sheet;
  }

  /** A choice of few is quickly made again; what is typed is not. */
  readonly #typed = (event: Event): void => {
    const [target] = event.composedPath();
    if (target instanceof HTMLInputElement && target.type !== "radio") this.#isSheetTyped = true;
  };

  readonly #act = ({ begin }: ActTyped): void => this.desk.send(() => begin(this.desk.checkout));

  readonly #askAgain = (): void => this.desk.checkout.askAgain();

  readonly #stop = (): void => this.desk.checkout.stopWaiting();

  /** Closes the sheet; of what was typed in it and not sent, the desk is told. */
  readonly close = (): void => {
    if (this.isSheetTyped) this.dispatchEvent(new Event("unsent"));
    this.#leaveSheet();
  };

  readonly #leaveSheet = (): void => {
    [this.sheet, this.opened] = [null, null];
    showAnother();
    void this.updateComplete.then(() => this.form.focusAmount());
  };
}
