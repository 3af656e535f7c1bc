/** The sheet where points are given or taken: how many, for which of the clinic's reasons, and what is said of it to whom. */

import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { adjust } from "../acts/ledger-acts";
import { boundText } from "../acts/refusals";
import { visitWords } from "../acts/visit-words";
import { type AdjustmentsRule, adjustmentsRuleOf, parseSigned, reasonWords } from "./adjustment";
import { ActTyped, LONGEST_NOTE, LONGEST_TEXT, VisitSheet } from "./sheet";
import { sheetWords } from "./words";

const adjustWords = {
  points: "Points",
  typeSigned: "Type points as a whole number, like 500 or -500.",
  pointsHint: "Below zero takes them: -500.",
  willChange: (points: number, amount: string, name: string) =>
    points > 0 ? `${name} gets ${amount} points.` : `${amount} points are taken from ${name}.`,
  needsSecond: "This many wait until a second person approves.",
  mostADay: (points: string) => `You may adjust ${points} points a day.`,
  noAdjustments: "Points cannot be adjusted yet: the clinic has no rule of adjustments. Tell a manager.",
  ruleUnread: "The clinic’s reasons could not be read. Close this and open it again.",
  patientReads: "What the patient reads",
  textMissing: "Type what the patient will read.",
  noteHint: "Managers read this; the patient does not.",
} as const;

@customElement("adjust-sheet")
export class AdjustSheet extends VisitSheet {
  /** undefined: not read yet; null: the clinic has none; "unread": it could not be read */
  @state() private rule: AdjustmentsRule | null | undefined | "unread";
  @state() private typed = { points: "", reason: "", text: "", note: "" };

  #reading = Promise.resolve();

  override firstUpdated(): void {
    super.firstUpdated();
    this.focusOn("#points");
    this.#reading = this.#read();
  }

  override render(): TemplateResult {
    const isUsable = this.rule !== null && this.rule !== "unread";
    return this.frame(
      this.head(visitWords.adjust, this.visit.patient.name),
      isUsable ? this.#fields() : this.warned(this.rule === null ? adjustWords.noAdjustments : adjustWords.ruleUnread),
      this.told("adjustment"),
      this.actions(
        isUsable ? html`<button type="submit" class="primary">${visitWords.adjust} <kbd>Enter</kbd></button>` : nothing,
      ),
    );
  }

  #fields(): TemplateResult {
    const { points, reason, text, note } = this.typed;
    const reasons = this.#rule?.reasons ?? [];
    return html`<fieldset class="fields" ?disabled=${this.pending !== null}>
      <legend class="unseen">${visitWords.adjust}</legend>
      ${this.field({ name: "points", label: adjustWords.points, value: points, hint: adjustWords.pointsHint })}
      ${this.select(
        "reason",
        sheetWords.reason,
        reason,
        reasons.map((each) => [each, reasonWords(each)] as const),
      )}
      <p class="quiet small whole" aria-live="polite">${this.#outlook()}</p>
      ${this.field({
        name: "text",
        label: adjustWords.patientReads,
        value: text,
        longest: LONGEST_TEXT,
        whole: true,
      })}
      ${this.field({
        name: "note",
        label: sheetWords.privateNote,
        value: note,
        longest: LONGEST_NOTE,
        hint: adjustWords.noteHint,
        whole: true,
      })}
    </fieldset>`;
  }

  /** The outcome of the points that are typed; while none are, how many may be. */
  #outlook(): string {
    const read = parseSigned(this.typed.points, this.format);
    const rule = this.#rule;
    if ("points" in read) {
      const amount = Math.abs(read.points);
      const change = adjustWords.willChange(read.points, this.points(amount), this.visit.patient.name);
      return rule && amount > rule.approvalAbovePoints ? `${change} ${adjustWords.needsSecond}` : change;
    }
    const most = rule?.dailyCaps[this.desk.staff.role];
    return most === undefined ? "" : adjustWords.mostADay(this.points(most));
  }

  protected override type(field: string, text: string): void {
    this.typed = { ...this.typed, [field]: text };
  }

  protected override submit(): void {
    const { patient } = this.visit;
    const read = parseSigned(this.typed.points, this.format);
    if ("problem" in read) {
      this.refuse("points", adjustWords.typeSigned);
      return;
    }
    if (-read.points > patient.available_points) {
      const details = { asked_points: -read.points, available_points: patient.available_points };
      this.refuse("points", boundText({ code: "insufficient-points", details }, this.desk));
      return;
    }
    const text = this.typed.text.trim();
    if (text === "") {
      this.refuse("text", adjustWords.textMissing);
      return;
    }
    // Whoever types faster than the reasons come has meant the first of them.
    if (this.rule === undefined) return void this.#reading.then(() => this.submit());
    const more = { points: read.points, reason: this.typed.reason, text, private_note: this.typed.note.trim() };
    const act = adjust(this.desk.callables, more, this.format.locale);
    this.dispatchEvent(new ActTyped((checkout) => checkout.act(act)));
  }

  get #rule(): AdjustmentsRule | null {
    return typeof this.rule === "object" ? this.rule : null;
  }

  async #read(): Promise<void> {
    try {
      const fields = await this.desk.documents.read("rules", "adjustments");
      this.rule = fields && adjustmentsRuleOf(fields);
      this.typed = { ...this.typed, reason: this.typed.reason || (this.#rule?.reasons[0] ?? "") };
    } catch {
      this.rule = "unread";
    }
  }
}
