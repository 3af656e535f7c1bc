/** The four figures of the last closed days, each with its line; all of them as a table and as a file beside. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Clinic } from "../../shared/api/documents";
import { formatDay } from "../../shared/points/dates";
import { base, controls } from "../../shared/ui/styles";
import { csvOf, save } from "../charts/csv";
import { type ClosedDay, type Figure, figuresOf } from "./days";
import { FigureSaying } from "./figure-words";
import { figureWords, todayWords } from "./words";
import "../charts/figure-line";

@customElement("figures-section")
export class FiguresSection extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-5);
      }
      .figures {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 13rem), 1fr));
        gap: var(--space-6);
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2);
      }
      details {
        flex: 1 1 auto;
        min-width: 0;
      }
      details[open] {
        flex-basis: 100%;
      }
      summary {
        width: max-content;
        min-height: var(--target);
        line-height: var(--target);
        font-weight: 550;
        cursor: pointer;
      }
      .scroll {
        overflow-x: auto;
        outline-offset: -3px;
      }
      table {
        border-collapse: collapse;
        font-size: var(--text-small);
        font-variant-numeric: tabular-nums lining-nums;
      }
      th,
      td {
        padding: var(--space-2) var(--space-4) var(--space-2) 0;
        border-bottom: 1px solid var(--line);
        text-align: end;
        white-space: nowrap;
      }
      th:first-child {
        text-align: start;
      }
      th {
        font-weight: 550;
      }
      caption {
        padding-bottom: var(--space-2);
        text-align: start;
        color: var(--ink-soft);
      }
    `,
  ];

  @property({ attribute: false }) days: readonly ClosedDay[] = [];
  @property({ attribute: false }) clinic!: Clinic;
  /** the worth of 100 points in minor units, where the clinic says it */
  @property({ attribute: false }) worthOf100: number | null = null;

  override render(): TemplateResult {
    const figures = figuresOf(this.days);
    const [last] = this.days;
    if (!last) return html`<p class="quiet">${todayWords.noDays}</p>`;
    const saying = new FigureSaying(this.clinic);
    return html`<div class="figures">${figures.map((figure) => this.#figure(figure, saying))}</div>
      <p class="small quiet">${todayWords.asOf(this.#day(last.on))}</p>
      <div class="ways">
        <details>
          <summary>${todayWords.asTable}</summary>
          <div class="scroll" tabindex="0" role="group" aria-label=${todayWords.figures}>${this.#table(figures, saying)}</div>
        </details>
        <button type="button" class="outline" @click=${() => this.#save(figures)}>${todayWords.csv}</button>
      </div>`;
  }

  #figure(figure: Figure, saying: FigureSaying): TemplateResult {
    const { word, unit } = figureWords[figure.name];
    const worth = figure.name === "outstanding" && this.worthOf100 !== null;
    const minor = Math.floor((figure.value * (this.worthOf100 ?? 0)) / 100);
    return html`<figure-line word=${word} value=${saying.value(figure)} unit=${unit === "points" ? todayWords.points : ""}
      caption=${`${worth ? `${todayWords.worthAtDesk(saying.money(minor))} ` : ""}${saying.caption(figure)}`}
      .values=${figure.line.map(({ value }) => value)}></figure-line>`;
  }

  #table(figures: readonly Figure[], saying: FigureSaying): TemplateResult {
    return html`<table>
      <caption>${todayWords.figures}</caption>
      <thead>
        <tr><th scope="col">${todayWords.day}</th>${figures.map(({ name }) => html`<th scope="col">${figureWords[name].word}</th>`)}</tr>
      </thead>
      <tbody>${rowsOf(figures).map(
        ({ on, values }) =>
          html`<tr><th scope="row">${this.#day(on)}</th>${figures.map((figure, at) => html`<td>${saying.value({ ...figure, value: values[at] ?? 0 })}</td>`)}</tr>`,
      )}</tbody>
    </table>`;
  }

  /** Points are whole, and money is in minor units, as the closed days have them. */
  #save(figures: readonly Figure[]): void {
    const head = [
      "business_date",
      ...figures.map(({ name }) => `${name}_${figureWords[name].unit === "money" ? "minor" : "points"}`),
    ];
    const rows = rowsOf(figures).map(({ on, values }) => [on, ...values]);
    save(`${this.clinic.clinicId}-${rows.at(0)?.[0]}.csv`, csvOf(head, rows));
  }

  #day(on: string): string {
    return formatDay(on, this.clinic.locale, false);
  }
}

/** The days of the lines, newest first. */
function rowsOf(figures: readonly Figure[]): { on: string; values: number[] }[] {
  const days = [...(figures[0]?.line ?? [])].reverse();
  return days.map(({ on }, back) => ({ on, values: figures.map(({ line }) => line.at(-1 - back)?.value ?? 0) }));
}
