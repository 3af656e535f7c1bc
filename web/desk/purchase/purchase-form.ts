/** The purchase as it is typed: who it is for, tender lines with one-key tenders, and what will come of it, live. */

import { consume } from "@lit/context";
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { CheckedIn, Shown, Tender, TenderKind } from "../../shared/api/contracts.gen";
import { words } from "../../shared/language/words.en";
import { formatMoney, formatPoints, type MoneyFormat, moneyFormat, parseAmount } from "../../shared/points/money";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import type { Pending } from "../acts/act";
import { boundText } from "../acts/refusals";
import { actWords } from "../acts/words";
import { type DeskContext, deskContext } from "../desk-context";
import type { Typed } from "./drafts";
import {
  DESK_TENDERS,
  type Line,
  MOST_LINES,
  preview,
  type ReadLines,
  readLines,
  TENDER_KEYS,
  tenderOfKey,
} from "./purchase";
import { purchaseForm } from "./purchase-form.styles";
import { amountWords, tenderWords } from "./tender-words";
import { purchaseWords } from "./words";
import "../acts/act-pending";
import "./purchase-preview";

export class PurchaseTyped extends Event {
  constructor(
    readonly tenders: Tender[],
    readonly receiptNumber: string | null,
    readonly shown: Shown,
  ) {
    super("purchase");
  }
}

const LONGEST_NUMBER = 40;
/** The least amount, in whole units, that is hard to read without its groups. */
const LONG = 1_000;

@customElement("purchase-form")
export class PurchaseForm extends LitElement {
  static override styles = [base, controls, purchaseForm];

  @consume({ context: deskContext }) private readonly desk!: DeskContext;
  @property({ attribute: false }) visit!: CheckedIn;
  /** what the purchase is in while it is not decided; null while it is typed */
  @property({ attribute: false }) pending: Pending | null = null;
  @property() problem = "";
  /** whether it is the receipt number that the purchase was refused for */
  @property({ type: Boolean }) numberTaken = false;
  @state() private wrong: { line: number; text: string } | null = null;

  /** Remembers what is typed now, and answers how to come back to it. */
  keep(): () => void {
    const { typed, wrong, visit } = this;
    return () => {
      if (this.visit.visit_id !== visit.visit_id) return;
      if (typed.receiptNumber === null && this.typed.receiptNumber !== null) this.focusAmount();
      this.#put(typed);
      this.wrong = wrong;
    };
  }

  /** Records what is typed, as its button does. */
  submit(): void {
    this.renderRoot.querySelector("form")?.requestSubmit();
  }

  private get typed(): Typed {
    return this.desk.checkout.drafts.at(this.visit);
  }

  #put(change: Partial<Typed>): void {
    this.desk.checkout.drafts.put(this.visit, { ...this.typed, ...change });
    this.requestUpdate();
  }

  /** Brings the caret back to where the digits go. */
  focusAmount(): void {
    this.#focus(0);
  }

  /** Takes the caret to the receipt's number. */
  readonly askNumber = (): void => {
    if (!this.#isOpen) return;
    if (this.typed.receiptNumber === null) this.#put({ receiptNumber: "" });
    this.#focusOn("#receipt-number");
  };

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("visit");
    if (!before || before.visit_id === this.visit.visit_id) return;
    this.wrong = null;
  }

  override updated(changed: PropertyValues<this>): void {
    const isAnother = changed.has("visit") && changed.get("visit")?.visit_id !== this.visit.visit_id;
    const isBack = changed.has("pending") && !this.pending;
    if (isBack && this.numberTaken) this.#focusOn("#receipt-number");
    else if (isAnother || isBack) this.focusAmount();
  }

  override render(): TemplateResult {
    const { lines, receiptNumber } = this.typed;
    return html`<div class="sides">
      ${this.#patient()}
      <form @submit=${this.#submit} novalidate>
        ${lines.map((line, index) => this.#line(line, index))}
        ${receiptNumber === null ? nothing : this.#number(receiptNumber)} ${this.#isOpen ? this.#additions() : nothing}
        <purchase-preview .lines=${lines} .terms=${this.visit} .format=${this.#format}></purchase-preview>
        ${this.#problem()} ${this.#actions()}
      </form>
    </div>`;
  }

  #patient(): TemplateResult {
    const {
      name,
      tier_name: tier,
      points,
      available_points: available,
      debt_points: debt,
      available_minor: wallet,
    } = this.visit.patient;
    const figure = (label: string, value: string): TemplateResult =>
      html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
    const { locale } = this.#format;
    return html`<section class="patient" aria-label=${name}>
      <div class="name"><h1>${name}</h1>${tier ? html`<p class="tier"><span class="unseen">${purchaseWords.tier}</span> ${tier}</p>` : nothing}</div>
      <dl>
        ${figure(purchaseWords.balance, formatPoints(points, locale))}
        ${available === points ? nothing : figure(purchaseWords.available, formatPoints(available, locale))}
        ${wallet > 0 ? figure(purchaseWords.inWallet, formatMoney(wallet, this.#format)) : nothing}
        ${debt > 0 ? figure(purchaseWords.owed, formatPoints(debt, locale)) : nothing}
      </dl>
      <slot></slot>
    </section>`;
  }

  #line(line: Line, index: number): TemplateResult {
    const isWrong = this.wrong?.line === index;
    const isPoints = line.kind === "points";
    return html`<div class="line">
      ${this.#tenders(line, index)}
      <div class="amount" data-wrong=${isWrong}>
        <label class="unseen" for="amount-${index}">${isPoints ? purchaseWords.pointsToUse : purchaseWords.amountBy(tenderWords[line.kind])}</label>
        ${isPoints ? nothing : html`<span aria-hidden="true">${currencySign(this.#format)}</span>`}
        <input id="amount-${index}" data-digits inputmode=${isPoints ? "numeric" : "decimal"} autocomplete="off" enterkeyhint="done" maxlength="18"
          placeholder="0" .value=${line.text} ?readonly=${!this.#isOpen} aria-invalid=${isWrong ? "true" : "false"}
          aria-describedby=${isWrong ? "wrong" : nothing}
          @input=${(event: Event) => this.#type(index, (event.target as HTMLInputElement).value)}
          @keydown=${(event: KeyboardEvent) => this.#key(event, index)}>
        ${isPoints ? html`<span class="unit" aria-hidden="true">${words.points}</span>` : this.#grouped(line.text)}
        ${
          index > 0 && this.#isOpen
            ? html`<button type="button" class="plain remove" aria-label=${purchaseWords.removeLine(tenderWords[line.kind])}
              @click=${() => this.#removeLine(index)}>${icons.close}</button>`
            : nothing
        }
      </div>
      ${isWrong ? html`<p id="wrong" class="problem" role="alert">${icons.refused}<span>${this.wrong?.text}</span></p>` : nothing}
    </div>`;
  }

  /** "$45,000.00" beside what is typed as 45000, where a zero too many is easily overlooked; nothing of a short amount. */
  #grouped(text: string): TemplateResult | typeof nothing {
    const read = parseAmount(text, this.#format);
    const isLong = "minor" in read && read.minor >= LONG * 10 ** this.#format.digits;
    return isLong ? html`<span class="unit grouped">${formatMoney(read.minor, this.#format)}</span>` : nothing;
  }

  #tenders(line: Line, index: number): TemplateResult {
    return html`<fieldset class="tenders" ?disabled=${!this.#isOpen}>
      <legend class="unseen">${purchaseWords.paidBy}</legend>
      ${DESK_TENDERS.map(
        (kind) => html`<label>
          <input type="radio" name="tender-${index}" .value=${kind} .checked=${kind === line.kind}
            @change=${() => this.#switch(index, kind)} @keydown=${(event: KeyboardEvent) => this.#key(event, index)}>
          <span>${tenderWords[kind]}<kbd>${TENDER_KEYS[kind]}</kbd></span>
        </label>`,
      )}
    </fieldset>`;
  }

  #additions(): TemplateResult {
    const add = (what: string, key: string, add: () => void): TemplateResult =>
      html`<button type="button" class="plain" @click=${add}>${icons.plus} ${what} <kbd>${key}</kbd></button>`;
    return html`<div class="additions">
      ${this.typed.lines.length < MOST_LINES ? add(purchaseWords.split, "+", this.#addLine) : nothing}
      ${this.typed.receiptNumber === null ? add(purchaseWords.receiptNumber, "N", this.askNumber) : nothing}
    </div>`;
  }

  #number(value: string): TemplateResult {
    return html`<div class="field">
      <label for="receipt-number">${purchaseWords.receiptNumber}</label>
      <input id="receipt-number" autocomplete="off" maxlength=${LONGEST_NUMBER} .value=${value} ?readonly=${!this.#isOpen}
        aria-invalid=${this.numberTaken && !this.pending ? "true" : "false"}
        @input=${(event: Event) => this.#put({ receiptNumber: (event.target as HTMLInputElement).value })} @keydown=${this.#numberKey}>
    </div>`;
  }

  #problem(): TemplateResult | typeof nothing {
    const text = this.pending ? "" : this.problem;
    return text ? html`<p class="problem" role="alert">${icons.refused}<span>${text}</span></p>` : nothing;
  }

  #actions(): TemplateResult {
    if (this.pending && this.pending.name !== "sending") {
      return html`<act-pending .pending=${this.pending} .format=${this.#format} doing="purchase"
        @ask-again=${() => this.dispatchEvent(new Event("ask-again"))}
        @stop=${() => this.dispatchEvent(new Event("stop"))}></act-pending>`;
    }
    return html`<div class="actions">
      <button type="submit" class="primary" ?disabled=${!this.#isOpen}>
        ${this.#isOpen ? html`${purchaseWords.credit} <kbd>Enter</kbd>` : actWords.sending.purchase}
      </button>
      <button type="button" class="plain" ?disabled=${!this.#isOpen} @click=${() => this.dispatchEvent(new Event("leave"))}>
        ${purchaseWords.cancel}
      </button>
    </div>`;
  }

  get #format(): MoneyFormat {
    return moneyFormat(this.visit.currency, this.desk.clinic.locale);
  }

  get #isOpen(): boolean {
    return this.pending === null;
  }

  #type(index: number, text: string): void {
    this.#change(index, { text });
  }

  #switch(index: number, kind: TenderKind): void {
    this.#change(index, { kind });
    this.#focus(index);
  }

  #change(index: number, change: Partial<Line>): void {
    this.#put({ lines: this.typed.lines.map((line, each) => (each === index ? { ...line, ...change } : line)) });
    this.wrong = null;
  }

  readonly #addLine = (): void => {
    this.#put({ lines: this.desk.checkout.drafts.withNextLine(this.visit) });
    this.#focus(this.typed.lines.length - 1);
  };

  #removeLine(index: number): void {
    this.#put({ lines: this.typed.lines.filter((_, each) => each !== index) });
    this.wrong = null;
    this.#focus(index - 1);
  }

  /** A receipt number may hold any letter, so none is a shortcut in it; Escape takes it away. */
  readonly #numberKey = (event: KeyboardEvent): void => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (isPlain && event.key.length === 1) event.stopPropagation();
    if (event.key !== "Escape" || !this.#isOpen) return;
    event.stopPropagation();
    this.#put({ receiptNumber: null });
    this.focusAmount();
  };

  /** Letters choose the tender, `+` splits, and a backspace in an empty split line takes it away. */
  #key(event: KeyboardEvent, index: number): void {
    if (!this.#isOpen || event.ctrlKey || event.metaKey || event.altKey) return;
    const kind = tenderOfKey(event.key);
    if (kind) this.#switch(index, kind);
    else if (event.key === "+" && this.typed.lines.length < MOST_LINES) this.#addLine();
    else if (event.key === "Backspace" && index > 0 && this.typed.lines[index]?.text === "") this.#removeLine(index);
    else if (!/^[^\d.,\s]$/u.test(event.key) && !this.#isStray(event.key)) return;
    event.preventDefault();
  }

  /** A space is a stray key, but where the locale groups digits with one. */
  #isStray(key: string): boolean {
    return key === " " && this.#format.group.trim() !== "";
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!this.#isOpen) return;
    const { lines, receiptNumber } = this.typed;
    const read = readLines(lines, this.#format, this.visit);
    if ("tenders" in read) {
      const points = Number(preview(lines, this.#format, this.visit)?.points);
      const shown = { points, rule_versions: this.visit.rule_versions };
      this.dispatchEvent(new PurchaseTyped(read.tenders, receiptNumber?.trim() || null, shown));
      return;
    }
    this.wrong = { line: read.line, text: this.#wrongness(read) };
    this.#focus(read.line);
  };

  #wrongness(read: Exclude<ReadLines, { tenders: Tender[] }>): string {
    if ("bound" in read) return boundText(read.bound, this.desk);
    const isPoints = this.typed.lines[read.line]?.kind === "points";
    if (isPoints || read.problem === "not-points") return purchaseWords.typePoints;
    return amountWords[read.problem](this.#format);
  }

  #focus(index: number): void {
    this.#focusOn(`#amount-${index}`);
  }

  #focusOn(selector: string): void {
    void this.updateComplete.then(() => {
      const field = this.renderRoot.querySelector<HTMLInputElement>(selector);
      field?.focus();
      // A dialog that closes gives the hands back without a caret: Chromium then types nothing.
      field?.setSelectionRange(field.selectionStart, field.selectionEnd);
      // The rest of a bill was filled in: whoever types takes its place.
      if (this.desk.checkout.drafts.isCarried(this.visit)) field?.select();
    });
  }
}

function currencySign({ currency, locale }: MoneyFormat): string {
  const parts = new Intl.NumberFormat(locale, { style: "currency", currency }).formatToParts(0);
  return parts.find(({ type }) => type === "currency")?.value ?? currency;
}
