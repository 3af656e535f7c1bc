/** The sheet of today's receipts: search, look at one, and from there undo it whole or refund a part of it. */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { CheckedIn, ReceiptsToday, Sale, TenderKind } from "../../shared/api/contracts.gen";
import { formatDay, formatTime } from "../../shared/points/dates";
import { icons } from "../../shared/ui/icons";
import { Checkout } from "../acts/checkout";
import { voidReceipt } from "../acts/ledger-acts";
import { refusalText } from "../acts/refusals";
import { actWords } from "../acts/words";
import { pastPurchase } from "../purchase/past-purchases";
import { fits, standIn } from "../purchase/receipts-today";
import { tenderWords } from "../purchase/tender-words";
import { PickSheet } from "./pick-sheet";
import { facts } from "./rows.styles";
import { type ActTyped, LONGEST_TEXT } from "./sheet";
import { sheetWords } from "./words";
import "./refund-sheet";

const receiptsWords = {
  title: "Receipts of today",
  text: (place: string) => `What was paid at ${place} today.`,
  search: "Receipt number, name or amount",
  list: "Receipts found",
  loading: "Loading…",
  count: (many: number) => `${many === 1 ? "1 receipt" : `${many} receipts`}. The arrow keys choose, Enter opens.`,
  none: "Nothing was paid here today.",
  noneFits: "No receipt of today fits this.",
  more: "Only the latest are listed.",
  unread: "The receipts could not be read. Close this and open it again.",
  open: "Open",
  receiptOf: (money: string, name: string) => `${money}, ${name}`,
  paid: "Paid",
  points: "Points",
  until: (points: string, day: string) => `${points}, until ${day}`,
  number: "Receipt number",
  recorded: "Recorded",
  by: (when: string, name: string) => (name ? `${when}, by ${name}` : when),
  soFar: "So far",
  undoText: (paid: string, points: string) => `All of it goes back: ${paid}. ${points} points are taken back.`,
  undo: "Undo it all",
  refund: "Refund a part",
} as const;

const LONGEST_SEARCH = 80;

@customElement("receipts-sheet")
export class ReceiptsSheet extends PickSheet<Sale> {
  static override styles = [...[PickSheet.styles].flat(), facts];

  /** undefined: not read yet; null: they could not be read */
  @state() private today: ReceiptsToday | null | undefined;
  @state() private open: Sale | null = null;
  /** what is done with the receipt that is open; null while it is looked at */
  @state() private doing: "undo" | "refund" | null = null;
  @state() private reason = "";
  @state() private done = "";
  /** the acts on the receipt that is open */
  #acts: Checkout | null = null;

  /** True while an act is on its way, or its outcome is not known. */
  get isHeld(): boolean {
    return this.#acts?.isHeld ?? false;
  }

  override firstUpdated(): void {
    super.firstUpdated();
    this.addEventListener("ask-again", this.#askAgain);
    void this.#read();
  }

  /** The refund sheet is a dialog of its own: this one opens again after it. */
  override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (this.isConnected && this.dialog && !this.dialog.open) this.dialog.showModal();
  }

  override render(): TemplateResult {
    const { open } = this;
    if (open && this.doing === "refund") return this.#refund(open);
    if (open && this.doing === "undo") return this.#undoing(open);
    return open ? this.#receipt(open) : this.#list();
  }

  #list(): TemplateResult {
    const picking = { label: receiptsWords.search, list: receiptsWords.list, longest: LONGEST_SEARCH };
    return this.frame(
      this.head(receiptsWords.title, receiptsWords.text(this.desk.location.name)),
      this.done ? html`<p class="done" role="status">${icons.check}<span>${this.done}</span></p>` : nothing,
      this.today === null ? this.warned(receiptsWords.unread) : this.picker(picking, this.#news()),
      this.actions(
        this.pointed
          ? html`<button type="submit" class="primary">${receiptsWords.open} <kbd>Enter</kbd></button>`
          : nothing,
      ),
    );
  }

  #receipt(receipt: Sale): TemplateResult {
    return this.frame(
      this.head(this.#titleOf(receipt)),
      this.#facts(receipt),
      this.actions(
        mayUndo(receipt)
          ? html`<button type="button" class="outline" @click=${this.#startUndo}>${receiptsWords.undo}</button>`
          : nothing,
        receipt.closed === null
          ? html`<button type="button" class="outline" @click=${this.#startRefund}>${receiptsWords.refund}</button>`
          : nothing,
        html`<button type="submit" class="outline back">${sheetWords.back} <kbd>Enter</kbd></button>`,
      ),
    );
  }

  #facts(receipt: Sale): TemplateResult {
    const { locale, timeZone } = this.desk.clinic;
    const { points, expires_on: until, receipt_number: number, recorded_by: by } = receipt;
    const credited = this.points(points);
    const state = this.#said(receipt);
    const facts: readonly (readonly [string, string])[] = [
      [receiptsWords.paid, this.#paid(receipt)],
      [receiptsWords.points, until ? receiptsWords.until(credited, formatDay(until, locale, false)) : credited],
      ...(number ? [[receiptsWords.number, number] as const] : []),
      [receiptsWords.recorded, receiptsWords.by(formatTime(new Date(receipt.recorded_at), locale, timeZone), by)],
      ...(state ? [[receiptsWords.soFar, state] as const] : []),
    ];
    return html`<dl>${facts.map(([name, said]) => html`<div><dt>${name}</dt><dd>${said}</dd></div>`)}</dl>`;
  }

  #undoing(receipt: Sale): TemplateResult {
    return this.frame(
      this.head(this.#titleOf(receipt), receiptsWords.undoText(this.#paid(receipt), this.points(receipt.points))),
      html`<fieldset class="fields" ?disabled=${this.pending !== null}>
        <legend class="unseen">${receiptsWords.undo}</legend>
        ${this.field({
          name: "reason",
          label: sheetWords.reason,
          value: this.reason,
          longest: LONGEST_TEXT,
          hint: sheetWords.reasonHint,
          whole: true,
        })}
      </fieldset>`,
      this.told("undo"),
      this.actions(
        html`<button type="submit" class="primary">${receiptsWords.undo} <kbd>Enter</kbd></button>`,
        html`<button type="button" class="plain" @click=${this.#toReceipt}>${sheetWords.back}</button>`,
      ),
    );
  }

  #titleOf({ amount_minor: minor, name }: Sale): string {
    return receiptsWords.receiptOf(this.money(minor), name);
  }

  #paid({ tenders }: Sale): string {
    return tenders
      .map(({ kind, amount_minor: minor }) => `${this.money(minor)} ${tenderWords[kind as TenderKind].toLowerCase()}`)
      .join(" + ");
  }

  #refund(receipt: Sale): TemplateResult {
    return html`<refund-sheet .visit=${this.#visit(receipt)} .preset=${pastPurchase(receipt)} .pending=${this.pending} .problem=${this.problem}
      @act=${this.#act} @ask-again=${this.#askAgain} @close=${this.#toReceipt}></refund-sheet>`;
  }

  protected override get items(): readonly Sale[] {
    return (this.today?.receipts ?? []).filter((each) => fits(each, this.typed, this.format));
  }

  protected override row(receipt: Sale): TemplateResult {
    const { locale, timeZone } = this.desk.clinic;
    const how = receipt.tenders.map(({ kind }) => tenderWords[kind as TenderKind].toLowerCase()).join(" + ");
    const number = receipt.receipt_number ? ` · ${receipt.receipt_number}` : "";
    return html`<span><span class="name">${this.money(receipt.amount_minor)}</span> ${how}<br>
        <span class="small">${receipt.name} · ${formatTime(new Date(receipt.recorded_at), locale, timeZone)}${number}</span></span>
      <span class="figures small">${this.#said(receipt) || `+${this.points(receipt.points)}`}</span>`;
  }

  protected override narrowed(): void {
    this.chosen = 0;
  }

  protected override pick(receipt: Sale): void {
    [this.open, this.reason, this.done] = [receipt, "", ""];
    this.focusOn(".back");
    const { documents, location } = this.desk;
    const desk = { clinicId: documents.clinicId, locationId: location.locationId };
    const acts = new Checkout(desk, this.desk.tools, {
      name: "visit",
      visit: this.#visit(receipt),
      refused: null,
      done: null,
    });
    acts.addEventListener("change", () => this.#heard(acts));
    this.#acts = acts;
  }

  protected override type(_: string, text: string): void {
    this.reason = text;
  }

  protected override submit(): void {
    const { open, pointed } = this;
    if (!open) {
      if (pointed) this.pick(pointed);
    } else if (this.doing === "undo") this.#undo(open);
    else this.#toList();
  }

  #undo(receipt: Sale): void {
    const text = this.reason.trim();
    if (text === "") {
      this.refuse("reason", sheetWords.reasonMissing);
      return;
    }
    this.#acts?.act(voidReceipt(this.desk.callables, { purchase_id: receipt.entry_id, text }, this.format.locale));
  }

  /** Hear of an act: it is over when the stage is a visit again. */
  #heard({ stage }: Checkout): void {
    this.pending = stage.name === "acting" ? stage.pending : null;
    if (stage.name !== "visit") return;
    this.problem = stage.refused ? refusalText(stage.refused.cause, this.desk) : "";
    if (!stage.done) return;
    this.done = stage.done.sentence;
    this.#toList();
    void this.#read();
  }

  #visit(receipt: Sale): CheckedIn {
    const { documents, location, clinic } = this.desk;
    return standIn(receipt, documents.clinicId, location.locationId, clinic.currency);
  }

  #said(receipt: Sale): string {
    const state = stateOf(receipt);
    if (state === "part") return sheetWords.refundedSoFar(this.money(refundedOf(receipt)));
    return state && (actWords.closed[state] ?? state);
  }

  #news(): string {
    if (this.today === undefined) return receiptsWords.loading;
    const { length } = this.items;
    if (length === 0) return this.today?.receipts.length === 0 ? receiptsWords.none : receiptsWords.noneFits;
    return this.today?.more ? `${receiptsWords.count(length)} ${receiptsWords.more}` : receiptsWords.count(length);
  }

  readonly #startRefund = (): void => {
    [this.doing, this.problem, this.wrong] = ["refund", "", null];
  };

  readonly #startUndo = (): void => {
    [this.doing, this.problem, this.wrong] = ["undo", "", null];
    this.focusOn("#reason");
  };

  readonly #toReceipt = (): void => {
    [this.doing, this.problem, this.wrong] = [null, "", null];
    this.focusOn(".back");
  };

  readonly #askAgain = (): void => this.#acts?.askAgain();

  readonly #act = ({ begin }: ActTyped): void => {
    if (this.#acts) begin(this.#acts);
  };

  #toList(): void {
    [this.open, this.doing, this.problem, this.wrong, this.#acts] = [null, null, "", null, null];
    this.focusOn("#picker");
  }

  async #read(): Promise<void> {
    const { callables, documents, location } = this.desk;
    try {
      this.today = await callables.call("list_receipts", {
        clinic_id: documents.clinicId,
        location_id: location.locationId,
      });
    } catch {
      this.today = null;
    }
  }
}

function refundedOf({ refunded_minor: refunded }: Sale): number {
  return Object.values(refunded).reduce((all, minor) => all + minor, 0);
}

/** True while nothing of it was undone. */
function mayUndo(receipt: Sale): boolean {
  return receipt.closed === null && stateOf(receipt) === "";
}

/** Why it is closed, "part" where a part was refunded, "" where nothing was undone. */
function stateOf(receipt: Sale): string {
  return receipt.closed ?? (refundedOf(receipt) > 0 ? "part" : "");
}
