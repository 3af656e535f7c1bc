/** A table of records: sorted by its headings, gone through by the arrows, and saved as a file of what it shows. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { base, controls } from "../../shared/ui/styles";
import { csvOf, save } from "../charts/csv";
import { checks } from "../edit/checks.styles";
import { type Column, type Direction, fileOf, inOrder, nextOrder, type Order } from "./column";
import { recordTable } from "./record-table.styles";
import { keepOneStop, rove } from "./roving";
import { tableWords } from "./words";

/**
 * The first column names the row. At most a page of rows: all of them are drawn. What a cell draws stands in this
 * element's own tree, so a link or a button there has the styles of all pages.
 */
@customElement("record-table")
export class RecordTable<Row = unknown> extends LitElement {
  static override styles = [base, controls, checks, recordTable];

  /** what the table is of, for those who hear it */
  @property() caption = "";
  /** the name of its file without the ending; none without it */
  @property() file = "";
  @property({ attribute: false }) rows: readonly Row[] = [];
  @property({ attribute: false }) columns: readonly Column<Row>[] = [];
  @state() private order: Order = null;
  @query("tbody") private readonly body!: HTMLElement;

  override updated(_: PropertyValues): void {
    keepOneStop(this.body);
  }

  override render(): TemplateResult {
    const shown = inOrder(this.rows, this.columns, this.order);
    return html`${this.#orders()}
      <table>
        <caption>${this.caption}</caption>
        <thead><tr>${this.columns.map((column) => this.#heading(column))}</tr></thead>
        <tbody @keydown=${this.#rove}>${repeat(
          shown,
          (row) => row,
          (row) => this.#row(row),
        )}</tbody>
      </table>
      <div class="under">
        ${this.file ? html`<button type="button" class="outline" @click=${() => this.#save(shown)}>${tableWords.csv}<span class="unseen"> ${this.caption}</span></button>` : nothing}
        <slot></slot>
      </div>`;
  }

  #heading({ name, word, isFigure = false }: Column<Row>): TemplateResult {
    const sorted = this.order?.by === name ? this.order.direction : "none";
    return html`<th scope="col" class=${isFigure ? "figure" : ""} aria-sort=${sorted}>
      <button type="button" @click=${() => (this.order = nextOrder(this.order, name))}>${word}</button>
    </th>`;
  }

  /** Where the headings have no room, the same orders stand in a list. */
  #orders(): TemplateResult {
    const directions: readonly Direction[] = ["ascending", "descending"];
    const chosen = this.order ? `${this.order.by} ${this.order.direction}` : "";
    return html`<div class="order">
      <label class="small" for="order">${tableWords.sortBy}<span class="unseen"> ${this.caption}</span></label>
      <select id="order" @change=${this.#choose}>
        <option value="" ?selected=${chosen === ""}>${tableWords.asGiven}</option>
        ${this.columns.flatMap(({ name, word }) =>
          directions.map((direction) => {
            const value = `${name} ${direction}`;
            return html`<option value=${value} ?selected=${chosen === value}>${word}, ${tableWords[direction]}</option>`;
          }),
        )}
      </select>
    </div>`;
  }

  #row(row: Row): TemplateResult {
    const [first, ...others] = this.columns;
    return html`<tr>
      ${first ? html`<th scope="row">${cell(first, row)}</th>` : nothing}
      ${others.map(
        (column) => html`<td class=${column.isFigure ? "figure" : ""}>
          <span class="word" aria-hidden="true">${column.word} </span>${cell(column, row)}
        </td>`,
      )}
    </tr>`;
  }

  readonly #rove = (event: KeyboardEvent): void => rove(this.body, event);

  readonly #choose = (event: Event): void => {
    const [by, direction] = (event.target as HTMLSelectElement).value.split(" ");
    this.order = by ? { by, direction: direction as Direction } : null;
  };

  #save(shown: readonly Row[]): void {
    save(`${this.file}.csv`, csvOf(...fileOf(shown, this.columns)));
  }
}

function cell<Row>(column: Column<Row>, row: Row): string | TemplateResult {
  return column.draw ? column.draw(row) : String(column.value(row) ?? "");
}
