/** The sheet of a later refund: which of the patient's purchases here, how much of each tender, and why. */
import { LitElement, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Tender, Visit } from "../shared/contracts";
import { formatMoment } from "../shared/dates";
import type { Documents } from "../shared/firebase/documents";
import { icons } from "../shared/icons";
import { formatMoney, formatPoints, LARGEST_MINOR, type MoneyFormat } from "../shared/money";
import { base, controls } from "../shared/styles";
import { amountWords, tenderWords } from "../shared/tender-words";
import { words } from "../shared/words";
import type { Pending } from "./act";
import "./act-pending";
import type { RefundLine } from "./contracts";
import { leftOf, pastPurchase, readRefund, refundedMinor, type PastPurchase, type ReadRefund } from "./past-purchases";
import { tellBound, type Place } from "./refusals";
import { sheet } from "./sheet.styles";
import { say } from "./words";

export class RefundTyped extends Event {
  constructor(readonly purchaseId: string, readonly lines: RefundLine[], readonly text: string) {
    super("refund");
  }
}

const MOST_PURCHASES = 20;
const LONGEST_REASON = 200;

interface Typed {
  /** what goes back of each tender that something is left of */
  amounts: readonly string[];
  reason: string;
}

@customElement("refund-sheet")
export class RefundSheet extends LitElement {
  static override styles = [base, controls, sheet];

  @property({ attribute: false }) visit!: Visit;
  @property({ attribute: false }) format!: MoneyFormat;
  @property({ attribute: false }) place!: Place;
  @property({ attribute: false }) documents!: Documents;
  @property({ attribute: false }) location!: { locationId: string; name: string };
  @property({ attribute: false }) pending: Pending | null = null;
  @property() problem = "";
  /** undefined: not read yet; null: they could not be read */
  @state() private purchases: readonly PastPurchase[] | null | undefined;
  @state() private entryId = "";
  @state() private chosen: PastPurchase | null = null;
  @state() private typed: Typed = { amounts: [], reason: "" };
  @state() private wrong: { field: string; text: string } | null = null;
  @query("dialog") private readonly dialog!: HTMLDialogElement;

  /** Remembers what is typed now, and answers how to come back to it. */
  keep(): () => void {
    const { typed, wrong } = this;
    return () => {
      [this.typed, this.wrong] = [typed, wrong];
    };
  }

  override firstUpdated(): void {
    this.dialog.showModal();
    void this.#read();
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" @keydown=${this.#key} @close=${this.#closed}>
      <form @submit=${this.#submit} novalidate>
        ${this.chosen ? this.#amounts(this.chosen) : this.#list()} ${this.#told()} ${this.#actions()}
      </form>
    </dialog>`;
  }

  #list(): TemplateResult {
    const { purchases, visit, location } = this;
    return html`<div class="head">
        <h2 id="title">${say.refund}</h2>
        <p class="quiet">${say.whichPurchase(visit.patient.name, location.name)}</p>
      </div>
      ${purchases === undefined ? html`<p class="quiet">${words.loading}…</p>` : nothing}
      ${purchases === null ? html`<p class="problem" role="alert">${icons.refused}<span>${say.purchasesUnread}</span></p>` : nothing}
      ${purchases?.some((each) => leftOf(each).length > 0) === false ? html`<p role="status">${say.noPurchases}</p>` : nothing}
      ${purchases && purchases.length > 0
        ? html`<fieldset class="choices">
            <legend class="unseen">${say.whichPurchase(visit.patient.name, location.name)}</legend>
            ${purchases.map((each) => this.#purchase(each))}
          </fieldset>`
        : nothing}`;
  }

  #purchase(purchase: PastPurchase): TemplateResult {
    const { entryId, points, closed, receiptNumber } = purchase;
    const refunded = refundedMinor(purchase);
    const how = purchase.tenders.map(({ kind }) => tenderWords[kind].toLowerCase()).join(" + ");
    const state = closed !== null ? (say.closed[closed] ?? closed) : refunded > 0 ? say.refundedSoFar(this.#money(refunded)) : "";
    return html`<label>
      <input type="radio" name="purchase" .checked=${entryId === this.entryId} ?disabled=${leftOf(purchase).length === 0}
        @change=${() => (this.entryId = entryId)}>
      <span><span class="name">${this.#money(purchase.amountMinor)}</span> ${how}<br>
        <span class="small">${this.#day(purchase)}${receiptNumber ? ` · ${receiptNumber}` : ""}</span></span>
      <span class="figures small">${state || `+${formatPoints(points, this.format.locale)}`}</span>
    </label>`;
  }

  #amounts(purchase: PastPurchase): TemplateResult {
    return html`<div class="head">
        <h2 id="title">${say.refundOf(this.#money(purchase.amountMinor), this.#day(purchase))}</h2>
      </div>
      <fieldset class="fields" ?disabled=${this.pending !== null}>
        <legend class="unseen">${say.refund}</legend>
        ${leftOf(purchase).map((left, line) => this.#amount(left, line))} ${this.#reason()}
      </fieldset>`;
  }

  #amount({ kind, amount_minor: most }: Tender, line: number): TemplateResult {
    const name = `amount-${line}`;
    const isWrong = this.wrong?.field === name;
    return html`<div class="field">
      <label for=${name}>${say.goesBack(tenderWords[kind])} <span class="of">${say.leftOf(this.#money(most))}</span></label>
      <input id=${name} inputmode="decimal" autocomplete="off" maxlength="18" .value=${this.typed.amounts[line] ?? ""}
        aria-invalid=${isWrong ? "true" : "false"} aria-describedby=${isWrong ? "wrong" : nothing}
        @input=${(event: Event) => this.#type(line, (event.target as HTMLInputElement).value)}>
    </div>`;
  }

  #reason(): TemplateResult {
    const isWrong = this.wrong?.field === "reason";
    return html`<div class="field whole">
      <label for="reason">${say.reason}</label>
      <input id="reason" autocomplete="off" maxlength=${LONGEST_REASON} .value=${this.typed.reason}
        aria-invalid=${isWrong ? "true" : "false"} aria-describedby=${isWrong ? "wrong" : "hint"}
        @input=${(event: Event) => this.#type("reason", (event.target as HTMLInputElement).value)}>
      <p id="hint" class="quiet small">${say.reasonHint}</p>
    </div>`;
  }

  #told(): TemplateResult | typeof nothing {
    if (this.pending) {
      return html`<act-pending .pending=${this.pending} .format=${this.format} doing="refund"
        @ask-again=${() => this.dispatchEvent(new Event("ask-again"))}></act-pending>`;
    }
    const text = this.wrong?.text ?? this.problem;
    return text ? html`<p id="wrong" class="problem" role="alert">${icons.refused}<span>${text}</span></p>` : nothing;
  }

  #actions(): TemplateResult | typeof nothing {
    if (this.pending) return nothing;
    return html`<div class="actions">
      ${this.chosen || this.entryId ? html`<button class="primary">${this.#next()} <kbd>Enter</kbd></button>` : nothing}
      ${this.chosen ? html`<button type="button" class="plain" @click=${this.#back}>${say.back}</button>` : nothing}
      <button type="button" class="plain" @click=${() => this.dialog.close()}>${words.close} <kbd>Esc</kbd></button>
    </div>`;
  }

  #next(): string {
    if (!this.chosen) return say.choose;
    const read = readRefund(this.typed.amounts, leftOf(this.chosen), this.format);
    if (!("lines" in read)) return say.refund;
    return say.refundTotal(this.#money(read.lines.reduce((sum, { amount_minor }) => sum + amount_minor, 0)));
  }

  #type(field: number | "reason", text: string): void {
    const { amounts } = this.typed;
    this.typed = field === "reason"
      ? { ...this.typed, reason: text }
      : { ...this.typed, amounts: amounts.map((each, line) => (line === field ? text : each)) };
    this.wrong = null;
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Escape" && this.pending) event.preventDefault();
  }

  readonly #closed = (): void => {
    if (this.pending) this.dialog.showModal();
    else this.dispatchEvent(new Event("close"));
  };

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (this.pending) return;
    if (this.chosen) return this.#send(this.chosen);
    const chosen = this.purchases?.find(({ entryId }) => entryId === this.entryId);
    if (chosen) this.#choose(chosen);
  };

  /** All that is left, unless something else is typed: only the reason has to be. */
  #choose(purchase: PastPurchase): void {
    const amounts = leftOf(purchase).map(({ amount_minor }) => this.#plain(amount_minor));
    [this.chosen, this.typed] = [purchase, { ...this.typed, amounts }];
    this.#focus("#reason");
  }

  readonly #back = (): void => {
    [this.chosen, this.wrong] = [null, null];
    this.#focus("input:checked");
  };

  #send(purchase: PastPurchase): void {
    const left = leftOf(purchase);
    const read = readRefund(this.typed.amounts, left, this.format);
    if (!("lines" in read)) return this.#refuse(`amount-${read.line}`, this.#wrongness(read));
    const reason = this.typed.reason.trim();
    if (reason === "") return this.#refuse("reason", say.reasonMissing);
    this.dispatchEvent(new RefundTyped(purchase.entryId, read.lines, reason));
  }

  #wrongness(read: Exclude<ReadRefund, { lines: RefundLine[] }>): string {
    if ("bound" in read) return tellBound(read.bound, this.place);
    if (read.problem === "nothing") return say.nothingToRefund;
    return amountWords[read.problem](this.#money(LARGEST_MINOR), this.format.digits);
  }

  #refuse(field: string, text: string): void {
    this.wrong = { field, text };
    this.#focus(`#${field}`);
  }

  async #read(): Promise<void> {
    const { patient_id: patientId } = this.visit.patient;
    const { locationId } = this.location;
    try {
      const [entries, undone] = await Promise.all([
        this.documents.purchasesAt(patientId, locationId, MOST_PURCHASES),
        this.documents.reversalsAt(patientId, locationId),
      ]);
      const reversals = new Map(undone.map(({ id, fields }) => [id, fields]));
      this.purchases = entries.map(({ id, fields }) => pastPurchase(id, fields, reversals.get(id)));
      this.entryId = this.purchases.find((each) => leftOf(each).length > 0)?.entryId ?? "";
      this.#focus("input:checked");
    } catch {
      this.purchases = null;
    }
  }

  #focus(selector: string): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }

  #money(minor: number): string {
    return formatMoney(minor, this.format);
  }

  /** An amount as it would be typed: in the locale's digits, without a sign. */
  #plain(minor: number): string {
    const { digits, decimal } = this.format;
    const text = String(minor).padStart(digits + 1, "0");
    return digits === 0 ? text : `${text.slice(0, -digits)}${decimal}${text.slice(-digits)}`;
  }

  #day({ recordedAt }: PastPurchase): string {
    const { locale, timeZone } = this.place.clinic;
    return formatMoment(recordedAt, locale, timeZone);
  }
}
