/** The sheet of a later refund: which of the patient's purchases here, how much of each tender, how it goes back, and why. */

import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { RefundLine, Tender, TenderKind } from "../../shared/api/contracts.gen";
import { typedAmount } from "../../shared/points/money";
import { refund } from "../acts/ledger-acts";
import { boundText } from "../acts/refusals";
import { visitWords } from "../acts/visit-words";
import {
  leftOf,
  type PastPurchase,
  type ReadRefund,
  readRefund,
  type TypedLine,
  waysBack,
} from "../purchase/past-purchases";
import { amountWords, tenderWords } from "../purchase/tender-words";
import { dayOf, PurchaseChoice } from "./purchase-choice";
import { ActTyped, LONGEST_TEXT, VisitSheet } from "./sheet";
import { sheetWords } from "./words";

const refundWords = {
  takesBack: (points: string) => `It earned ${points} points. A refund takes its share of them back.`,
  refundOf: (money: string, day: string) => `Refund of ${money}, ${day}`,
  nothingLeft: "nothing is left",
  nothingRefundable: "No purchase of this patient here can be refunded.",
  paidBy: (tender: string) => `Paid by ${tender.toLowerCase()}, goes back`,
  leftOf: (money: string) => `of ${money}`,
  returnedAs: (tender: string) => `Paid by ${tender.toLowerCase()}, goes back by`,
  nothingToRefund: "Type what goes back.",
  refundTotal: (money: string) => `Refund ${money}`,
} as const;

interface Typed {
  /** a line for each tender that something is left of */
  lines: readonly TypedLine[];
  reason: string;
}

@customElement("refund-sheet")
export class RefundSheet extends VisitSheet {
  /** the purchase, where it is known already: there is nothing to choose then */
  @property({ attribute: false }) preset: PastPurchase | null = null;
  @state() private chosen: PastPurchase | null = null;
  @state() private typed: Typed = { lines: [], reason: "" };

  readonly #choice = new PurchaseChoice(this, {
    why: (purchase) => (leftOf(purchase).length > 0 ? "" : refundWords.nothingLeft),
    none: refundWords.nothingRefundable,
    pointed: () => this.focusOn("input:checked"),
  });

  override firstUpdated(): void {
    super.firstUpdated();
    if (this.preset) this.#choose(this.preset);
    else void this.#choice.read();
  }

  override render(): TemplateResult {
    const { visit } = this;
    const { location } = this.desk;
    const purchase = this.chosen;
    if (purchase) return this.frame(this.#amounts(purchase), this.told("refund"), this.#refunding());
    return this.frame(
      this.head(visitWords.refund, sheetWords.whichPurchase(visit.patient.name, location.name)),
      this.#choice.render(),
      this.actions(
        this.#choice.chosen
          ? html`<button type="submit" class="primary">${sheetWords.choose} <kbd>Enter</kbd></button>`
          : "",
      ),
    );
  }

  #amounts(purchase: PastPurchase): TemplateResult {
    const earned = purchase.points > 0 ? refundWords.takesBack(this.points(purchase.points)) : "";
    return html`${this.head(refundWords.refundOf(this.money(purchase.amountMinor), dayOf(purchase, this.desk.clinic)), earned)}
      <fieldset class="fields" ?disabled=${this.pending !== null}>
        <legend class="unseen">${visitWords.refund}</legend>
        ${leftOf(purchase).map((left, line) => this.#line(left, line))}
        ${this.field({
          name: "reason",
          label: sheetWords.reason,
          value: this.typed.reason,
          longest: LONGEST_TEXT,
          hint: sheetWords.reasonHint,
          whole: true,
        })}
      </fieldset>`;
  }

  #line({ kind, amount_minor: most }: Tender, line: number): TemplateResult {
    const { amount = "", returnedAs = kind } = this.typed.lines[line] ?? {};
    const of = html`${refundWords.paidBy(tenderWords[kind])} <span class="of">${refundWords.leftOf(this.money(most))}</span>`;
    const ways = waysBack(kind);
    const mayChange = ways.length > 0;
    const options = ways.map((each) => [each, tenderWords[each]] as const);
    return html`${this.field({ name: `amount-${line}`, label: of, value: amount, mode: "decimal", whole: !mayChange })}
      ${mayChange ? this.select(`as-${line}`, refundWords.returnedAs(tenderWords[kind]), returnedAs, options) : ""}`;
  }

  #refunding(): ReturnType<typeof this.actions> {
    return this.actions(
      html`<button type="submit" class="primary">${this.#total()} <kbd>Enter</kbd></button>`,
      html`<button type="button" class="plain" @click=${this.#back}>${sheetWords.back}</button>`,
    );
  }

  #total(): string {
    const read = this.chosen && readRefund(this.typed.lines, leftOf(this.chosen), this.format);
    if (!read || !("lines" in read)) return visitWords.refund;
    return refundWords.refundTotal(this.money(read.lines.reduce((sum, { amount_minor }) => sum + amount_minor, 0)));
  }

  protected override type(field: string, text: string): void {
    const [name, line] = field.split("-");
    const change = name === "amount" ? { amount: text } : { returnedAs: text as TenderKind };
    this.typed =
      field === "reason"
        ? { ...this.typed, reason: text }
        : {
            ...this.typed,
            lines: this.typed.lines.map((each, index) => (index === Number(line) ? { ...each, ...change } : each)),
          };
  }

  protected override submit(): void {
    const { chosen } = this.#choice;
    if (this.chosen) this.#send(this.chosen);
    else if (chosen) this.#choose(chosen);
  }

  /** All that is left goes back as it came, unless something else is typed: only the reason has to be. */
  #choose(purchase: PastPurchase): void {
    const lines = leftOf(purchase).map(({ kind, amount_minor }) => ({
      amount: typedAmount(amount_minor, this.format),
      returnedAs: kind,
    }));
    [this.chosen, this.typed] = [purchase, { ...this.typed, lines }];
    this.focusOn("#reason");
  }

  readonly #back = (): void => {
    if (this.preset) {
      this.dialog.close();
      return;
    }
    [this.chosen, this.wrong] = [null, null];
    this.focusOn("input:checked");
  };

  #send(purchase: PastPurchase): void {
    const read = readRefund(this.typed.lines, leftOf(purchase), this.format);
    if (!("lines" in read)) {
      this.refuse(`amount-${read.line}`, this.#wrongness(read));
      return;
    }
    const text = this.typed.reason.trim();
    if (text === "") {
      this.refuse("reason", sheetWords.reasonMissing);
      return;
    }
    const more = { purchase_id: purchase.entryId, lines: read.lines, text };
    const act = refund(this.desk.callables, more, this.format.locale);
    this.dispatchEvent(new ActTyped((checkout) => checkout.act(act)));
  }

  #wrongness(read: Exclude<ReadRefund, { lines: RefundLine[] }>): string {
    if ("bound" in read) return boundText(read.bound, this.desk);
    if (read.problem === "nothing") return refundWords.nothingToRefund;
    return amountWords[read.problem](this.format);
  }
}
