/** Alerts: what one person did beyond the usual in the last four weeks, with its number and what passes. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { formatDay } from "../../shared/points/dates";
import { base, controls } from "../../shared/ui/styles";
import { exceptionsOfDays } from "../firestore/today-documents";
import type { ManagerContext } from "../manager-context";
import { addressOf } from "../shell/address";
import type { Column } from "../tables/column";
import { ExceptionSaying } from "../today/exception-saying";
import type { Exception, Exceptions } from "../today/state";
import { managerWords } from "../words";
import { section } from "./clinic-place.styles";
import { alertWords } from "./words";
import "../tables/record-table";

/** Days of reports that are read: as many as count together for one person and one patient. */
const DAYS = 28;

type Alert = Exception & { on: string };

@customElement("alerts-section")
export class AlertsSection extends LitElement {
  static override styles = [
    base,
    controls,
    section,
    css`
      a {
        color: inherit;
      }
    `,
  ];

  @property({ attribute: false }) manager!: ManagerContext;
  /** null: not read yet */
  @state() private reports: readonly Exceptions[] | null = null;
  @state() private failed = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  override render(): TemplateResult {
    return html`<div class="head"><h2>${alertWords.title}</h2></div>
      <p class="quiet">${alertWords.text} <a href=${addressOf("program", "governance")}>${alertWords.rule}</a></p>
      ${this.failed ? this.#failure() : this.reports ? this.#table(this.reports) : html`<p class="quiet" role="status">${managerWords.loading}</p>`}`;
  }

  #failure(): TemplateResult {
    return html`<div class="failure" role="alert">
      <p>${managerWords.notRead}</p>
      <button type="button" class="outline" @click=${() => this.#read()}>${managerWords.tryAgain}</button>
    </div>`;
  }

  #table(reports: readonly Exceptions[]): TemplateResult {
    const last = reports[0];
    if (!last) return html`<p class="none">${alertWords.never}</p>`;
    const alerts = reports.flatMap(({ on, found }) => found.map((each) => ({ ...each, on })));
    const hidden = reports.reduce((all, { count, found }) => all + Math.max(0, count - found.length), 0);
    const looked = html`<p class="small quiet">${alertWords.looked(this.#day(last.on))}</p>`;
    if (alerts.length === 0) return html`<p class="none">${alertWords.none}</p>${looked}`;
    return html`<record-table .rows=${alerts} .columns=${this.#columns()} caption=${alertWords.title}
        file=${`${this.manager.clinic.clinicId}-alerts`}></record-table>
      ${hidden ? html`<p class="quiet">${alertWords.hidden(hidden)}</p>` : nothing}${looked}`;
  }

  #columns(): Column<Alert>[] {
    const saying = new ExceptionSaying(this.manager);
    return [
      { name: "what", word: alertWords.what, value: (each) => `${saying.name(each)} ${saying.what(each)}` },
      { name: "on", word: alertWords.on, value: (each) => each.on, draw: (each) => this.#day(each.on) },
      {
        name: "number",
        word: alertWords.number,
        isFigure: true,
        value: (each) => each.number,
        draw: (each) => saying.number(each),
      },
      {
        name: "most",
        word: alertWords.most,
        isFigure: true,
        value: (each) => each.most,
        draw: (each) => saying.most(each),
      },
      {
        name: "patient_id",
        word: alertWords.patient,
        value: (each) => each.patientId,
        draw: (each) =>
          each.patientId ? html`<a href=${addressOf("patients", "of", each.patientId)}>${alertWords.open}</a>` : "–",
      },
    ];
  }

  #day(on: string): string {
    return formatDay(on, this.manager.clinic.locale, false);
  }

  async #read(): Promise<void> {
    this.failed = false;
    try {
      this.reports = await exceptionsOfDays(this.manager.documents, DAYS);
    } catch {
      this.failed = true;
    }
  }
}
