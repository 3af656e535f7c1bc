/** The sheet that undoes an earlier act of a patient: which one, what that changes, and why. */

import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { words } from "../../shared/language/words.en";
import { formatMoment } from "../../shared/points/dates";
import { parseAmount, typedAmount } from "../../shared/points/money";
import type { DeskBody } from "../acts/act";
import type { SheetAct } from "../acts/checkout";
import { boundText, locationName } from "../acts/refusals";
import { visitWords } from "../acts/visit-words";
import { amountWords } from "../purchase/tender-words";
import { ActTyped, LONGEST_TEXT, Sheet, VisitSheet } from "../sheets/sheet";
import { sheetWords } from "../sheets/words";
import { cancelRedemption, reverseCredit, undoCashOut, undoMembershipAct, withdrawTreatment } from "./reversal-acts";
import { consequences, isReasoned, type Reasoned, type Undoable, undoables, wasDone } from "./undoable";
import { undoingWords } from "./words";

@customElement("reversal-sheet")
export class ReversalSheet extends VisitSheet {
  static override styles = [
    ...[Sheet.styles].flat(),
    css`
      .whole:empty {
        display: none;
      }
      .choices small {
        font-size: var(--text-small);
        overflow-wrap: anywhere;
      }
    `,
  ];

  /** undefined: not read yet; null: they could not be read */
  @state() private acts: readonly Undoable[] | null | undefined;
  @state() private more = false;
  @state() private chosenId = "";
  @state() private typed = { amount: "", reason: "" };

  override firstUpdated(): void {
    super.firstUpdated();
    void this.#read();
  }

  override render(): TemplateResult {
    const { name } = this.visit.patient;
    const chosen = this.#chosen;
    return this.frame(
      this.head(visitWords.reverse, undoingWords.text(name)),
      this.#list(),
      chosen ? nothing : this.told("reversal"),
      this.actions(
        this.acts?.length
          ? html`<button type="submit" class="primary">${chosen ? undoingWords.undoing(wasDone(chosen, this.format)) : sheetWords.choose} <kbd>Enter</kbd></button>`
          : nothing,
      ),
    );
  }

  #list(): TemplateResult {
    if (this.acts === undefined) return html`<p class="quiet">${words.loading}…</p>`;
    if (this.acts === null) return this.warned(undoingWords.unread);
    if (this.acts.length === 0) return html`<p role="status">${undoingWords.none(this.visit.patient.name)}</p>`;
    return html`<fieldset class="choices" ?disabled=${this.pending !== null}>
        <legend class="unseen">${undoingWords.list}</legend>
        ${this.acts.map((each) => [this.#row(each), each.id === this.chosenId ? this.#fields(each) : nothing])}
      </fieldset>
      ${this.more ? html`<p class="quiet small">${undoingWords.more}</p>` : nothing}`;
  }

  #row(one: Undoable): TemplateResult {
    const { locale, timeZone } = this.desk.clinic;
    const place = "location_id" in one.act ? locationName(one.act.location_id, this.desk) : "";
    const text = "text" in one.act && one.act.text ? `“${one.act.text}”` : "";
    const when = formatMoment(new Date(one.act.occurred_at), locale, timeZone);
    const left = one.kind === "credit" ? undoingWords.left(this.money(one.act.left_minor)) : "";
    return html`<label>
      <input type="radio" name="undone" .checked=${one.id === this.chosenId} @change=${() => this.#choose(one)}>
      <span><span class="name">${wasDone(one, this.format)}</span><br>
        <small>${[when, place, text].filter(Boolean).join(" · ")}</small></span>
      <span class="figures small">${left}</span>
    </label>`;
  }

  /** What undoing it changes, and what has to be typed for it. */
  #fields(one: Undoable): TemplateResult {
    return html`<div class="fields">
      <p class="whole" role="status">${consequences(one, this.#amountOf(one), this.format).join(" ")}</p>
      ${one.kind === "credit" ? this.#amount(one.act.left_minor) : nothing}
      ${
        isReasoned(one)
          ? this.field({
              name: "reason",
              label: sheetWords.reason,
              value: this.typed.reason,
              longest: LONGEST_TEXT,
              hint: sheetWords.reasonHint,
              whole: one.kind !== "credit",
            })
          : nothing
      }
      <div class="whole">${this.told("reversal")}</div>
    </div>`;
  }

  #amount(leftMinor: number): TemplateResult {
    const label = html`${undoingWords.takeBack} <span class="of">${undoingWords.ofLeft(this.money(leftMinor))}</span>`;
    return this.field({ name: "amount", label, value: this.typed.amount, mode: "decimal" });
  }

  /** The amount that is typed, as far as it can be read; all that is left while it cannot. */
  #amountOf(one: Undoable): number {
    const read = parseAmount(this.typed.amount, this.format);
    return "minor" in read ? read.minor : one.kind === "credit" ? one.act.left_minor : 0;
  }

  get #chosen(): Undoable | undefined {
    return this.acts?.find(({ id }) => id === this.chosenId);
  }

  /** All that is left of a credit, unless less is typed. */
  #choose(one: Undoable): void {
    const amount = one.kind === "credit" ? typedAmount(one.act.left_minor, this.format) : "";
    [this.chosenId, this.typed, this.wrong, this.problem] = [one.id, { ...this.typed, amount }, null, ""];
    void this.updateComplete.then(() => this.renderRoot.querySelector(".fields")?.scrollIntoView({ block: "nearest" }));
  }

  protected override type(field: string, text: string): void {
    this.typed = { ...this.typed, [field]: text };
  }

  protected override submit(): void {
    const chosen = this.#chosen;
    if (!chosen) {
      if (this.acts?.length) this.wrong = { field: "undone", text: undoingWords.choose };
      this.focusOn("input");
    } else if (chosen.kind === "membership") {
      this.#begin(undoMembershipAct(this.desk.callables, chosen, this.format));
    } else if (chosen.kind === "treatment") {
      this.#begin(withdrawTreatment(this.desk.callables, chosen, this.format));
    } else this.#submitWithReason(chosen);
  }

  #submitWithReason(chosen: Reasoned): void {
    const amountMinor = chosen.kind === "credit" ? this.#readAmount(chosen.act.left_minor) : 0;
    if (amountMinor === null) return;
    const text = this.typed.reason.trim();
    const { callables } = this.desk;
    if (text === "") this.refuse("reason", sheetWords.reasonMissing);
    else if (chosen.kind === "redemption") this.#begin(cancelRedemption(callables, chosen, text, this.format));
    else if (chosen.kind === "cashOut") this.#begin(undoCashOut(callables, chosen, text, this.format));
    else this.#begin(reverseCredit(callables, chosen, amountMinor, text, this.format));
  }

  /** The amount to take back; null, and told why, where it cannot be. */
  #readAmount(leftMinor: number): number | null {
    const read = parseAmount(this.typed.amount, this.format);
    if ("problem" in read) {
      this.refuse("amount", amountWords[read.problem](this.format));
      return null;
    }
    if (read.minor <= leftMinor) return read.minor;
    const details = { asked_minor: read.minor, left_minor: leftMinor };
    this.refuse("amount", boundText({ code: "credit-spent", details }, this.desk));
    return null;
  }

  #begin<Body extends DeskBody, Answer>(act: SheetAct<Body, Answer>): void {
    this.dispatchEvent(new ActTyped((checkout) => checkout.act(act)));
  }

  async #read(): Promise<void> {
    const { clinic_id, visit_id, patient } = this.visit;
    try {
      const acts = await this.desk.callables.call("list_undoable", {
        clinic_id,
        location_id: this.desk.location.locationId,
        patient_id: patient.patient_id,
        visit_id,
      });
      [this.acts, this.more] = [undoables(acts), acts.more];
      this.focusOn(this.acts.length > 0 ? "input" : "button");
    } catch {
      this.acts = null;
    }
  }
}
