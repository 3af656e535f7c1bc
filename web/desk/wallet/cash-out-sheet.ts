/** The sheet that pays out what is left of paid-in money: the sum, the clinic's rule, and the reason. */

import { html, type PropertyValues, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { CashOutQuote } from "../../shared/api/contracts.gen";
import { words } from "../../shared/language/words.en";
import { visitWords } from "../acts/visit-words";
import { facts } from "../sheets/rows.styles";
import { ActTyped, LONGEST_TEXT, Sheet, VisitSheet } from "../sheets/sheet";
import { sheetWords } from "../sheets/words";
import { cashOut, whyNot } from "./cash-out";
import { cashOutWords } from "./words";

@customElement("cash-out-sheet")
export class CashOutSheet extends VisitSheet {
  static override styles = [...[Sheet.styles].flat(), facts];

  /** undefined: not read yet; null: it could not be read */
  @state() private quote: CashOutQuote | null | undefined;
  @state() private reason = "";

  override firstUpdated(): void {
    super.firstUpdated();
    void this.#read().then(() => this.focusOn(this.#isPayable ? "#reason" : ".actions button"));
  }

  /** Of a sum that is another by now, the new one is shown. */
  override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (changed.has("code") && this.code === "cash-out-differs") void this.#read();
  }

  override render(): TemplateResult {
    const { quote } = this;
    return this.frame(
      this.head(visitWords.cashOut, cashOutWords.text(this.visit.patient.name)),
      quote
        ? this.#body(quote)
        : quote === null
          ? this.warned(cashOutWords.unread)
          : html`<p class="quiet">${words.loading}…</p>`,
      this.told("cashOut"),
      quote && this.#isPayable
        ? this.actions(
            html`<button type="submit" class="primary">${cashOutWords.payOut(this.money(quote.left_minor))} <kbd>Enter</kbd></button>`,
          )
        : html`<div class="actions"><button type="submit" class="plain">${words.close} <kbd>Esc</kbd></button></div>`,
    );
  }

  #body(quote: CashOutQuote): TemplateResult {
    const { left_minor: left, below_minor: below } = quote;
    const why = whyNot(quote, this.format);
    if (why || below === null) return html`<p role="status">${why}</p>`;
    const money = this.money(left);
    return html`<dl>
        <div><dt>${cashOutWords.left}</dt><dd>${money}</dd></div>
        <div><dt>${cashOutWords.rule}</dt><dd>${this.money(below)}</dd></div>
      </dl>
      <p role="status">${cashOutWords.follows(money)} ${cashOutWords.giveCash(money)}</p>
      <fieldset class="fields" ?disabled=${this.pending !== null}>
        <legend class="unseen">${visitWords.cashOut}</legend>
        ${this.field({
          name: "reason",
          label: sheetWords.reason,
          value: this.reason,
          longest: LONGEST_TEXT,
          hint: sheetWords.reasonHint,
          whole: true,
        })}
      </fieldset>`;
  }

  get #isPayable(): boolean {
    return !!this.quote && whyNot(this.quote, this.format) === "";
  }

  protected override type(_: string, text: string): void {
    this.reason = text;
  }

  protected override submit(): void {
    if (!this.quote || !this.#isPayable) {
      this.dialog.close();
      return;
    }
    const text = this.reason.trim();
    if (text === "") {
      this.refuse("reason", sheetWords.reasonMissing);
      return;
    }
    const act = cashOut(this.desk.callables, this.quote.left_minor, text, this.format);
    this.dispatchEvent(new ActTyped((checkout) => checkout.act(act)));
  }

  async #read(): Promise<void> {
    const { callables, documents, location } = this.desk;
    try {
      this.quote = await callables.call("quote_cash_out", {
        clinic_id: documents.clinicId,
        location_id: location.locationId,
        patient_id: this.visit.patient.patient_id,
      });
    } catch {
      this.quote = null;
    }
  }
}
