/** The sheet of the day: the till by tender, and all that moved money or points here today, by whom. */
import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { DayAct, DeskDay, TenderKind } from "../../shared/api/contracts.gen";
import { formatTime } from "../../shared/points/dates";
import { formatMoney } from "../../shared/points/money";
import { tenderWords } from "../purchase/tender-words";
import { Sheet } from "../sheets/sheet";
import { dayWords, whatSaid } from "./day-words";

@customElement("day-sheet")
export class DaySheet extends Sheet {
  static override styles = [
    ...[Sheet.styles].flat(),
    css`
      dl,
      ul {
        display: grid;
        gap: var(--space-3);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      dl > div,
      li {
        display: flex;
        justify-content: space-between;
        gap: 0 var(--space-4);
      }
      dd {
        margin: 0;
      }
      dd,
      .figures {
        text-align: end;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  /** undefined: not read yet; null: it could not be read */
  @state() private day: DeskDay | null | undefined;

  /** Nothing is done here. */
  get isHeld(): boolean {
    return false;
  }

  override firstUpdated(): void {
    super.firstUpdated();
    this.focusOn(".actions button");
    void this.#read();
  }

  override render(): TemplateResult {
    return this.frame(this.head(dayWords.title, dayWords.text(this.desk.location.name)), this.#shown(), this.actions());
  }

  #shown(): TemplateResult {
    const { day } = this;
    if (day === undefined) return html`<p class="quiet" role="status">${dayWords.loading}</p>`;
    if (day === null) return this.warned(dayWords.unread);
    if (day.acts.length === 0) return html`<p role="status">${dayWords.none}</p>`;
    const till = Object.entries(day.till_minor);
    return html`<h3>${dayWords.till}</h3>
      <dl>${till.map(([kind, minor]) => html`<div><dt>${tenderWords[kind as TenderKind] ?? kind}</dt><dd>${this.#signed(minor)}</dd></div>`)}</dl>
      <h3>${dayWords.list}</h3>
      <ul>${day.acts.map((act) => html`<li>${this.#act(act)}</li>`)}</ul>
      ${day.more ? html`<p class="quiet">${dayWords.more}</p>` : nothing}`;
  }

  #act(act: DayAct): TemplateResult {
    const { locale, timeZone } = this.desk.clinic;
    const when = formatTime(new Date(act.recorded_at), locale, timeZone);
    return html`<span><span class="name">${whatSaid(act.what)}</span><br>
        <span class="small quiet">${act.name} · ${when}, ${act.recorded_by || dayWords.somebody}</span></span>
      <span class="figures small">${this.#moved(act)}</span>`;
  }

  #moved({ till_minor: till, points, wallet_minor: wallet }: DayAct): string {
    const money = Object.entries(till).map(
      ([kind, minor]) => `${this.#signed(minor)} ${(tenderWords[kind as TenderKind] ?? kind).toLowerCase()}`,
    );
    const count = points === 0 ? [] : [dayWords.points(this.points(points))];
    return [...money, ...count, ...(wallet === 0 ? [] : [dayWords.wallet(this.#signed(wallet))])].join(" · ");
  }

  #signed(minor: number): string {
    return minor < 0 ? `−${formatMoney(-minor, this.format)}` : formatMoney(minor, this.format);
  }

  protected override type(): void {}

  protected override submit(): void {
    this.dialog.close();
  }

  async #read(): Promise<void> {
    const { callables, documents, location } = this.desk;
    try {
      this.day = await callables.call("list_day", {
        clinic_id: documents.clinicId,
        location_id: location.locationId,
      });
    } catch {
      this.day = null;
    }
  }
}
