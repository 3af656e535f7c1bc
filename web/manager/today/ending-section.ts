/** What ends in the next four weeks, counted when somebody asks: it reads an account for each patient who has any. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { EndingPoints } from "../../shared/api/contracts.gen";
import { askAgain } from "../../shared/api/outcome";
import { formatDay } from "../../shared/points/dates";
import { base, controls } from "../../shared/ui/styles";
import { csvOf, save } from "../charts/csv";
import type { ManagerContext } from "../manager-context";
import { FigureSaying } from "./figure-words";
import { endingWords, todayWords } from "./words";

type Step = { name: "unasked" } | { name: "asking" } | { name: "failed" } | { name: "told"; found: EndingPoints };

@customElement("ending-section")
export class EndingSection extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        justify-items: start;
        gap: var(--space-4);
      }
      p {
        max-width: 40rem;
        text-wrap: pretty;
      }
      table {
        border-collapse: collapse;
        font-variant-numeric: tabular-nums lining-nums;
      }
      caption {
        position: absolute;
        clip-path: inset(50%);
      }
      th,
      td {
        padding: var(--space-2) var(--space-5) var(--space-2) 0;
        border-bottom: 1px solid var(--line);
        text-align: end;
      }
      th:first-child {
        text-align: start;
      }
      th {
        font-weight: 550;
      }
    `,
  ];

  @property({ attribute: false }) manager!: ManagerContext;
  @property({ type: Boolean }) online = true;
  @state() private step: Step = { name: "unasked" };

  override render(): TemplateResult {
    const { step } = this;
    if (step.name === "told") return this.#told(step.found);
    if (step.name === "asking") return html`<p role="status">${endingWords.counting}</p>`;
    return html`${step.name === "failed" ? html`<p class="problem" role="alert">${todayWords.partFailed}</p>` : nothing}
      <p class="quiet">${endingWords.text}</p>
      <button type="button" class="outline" ?disabled=${!this.online} @click=${this.#ask}>${endingWords.count}</button>`;
  }

  #told(found: EndingPoints): TemplateResult {
    const saying = new FigureSaying(this.manager.clinic);
    const points = saying.points(found.points);
    const worth = found.worth_minor === null ? "" : saying.money(found.worth_minor);
    return html`<p tabindex="-1" class="sum">${found.points > 0 ? endingWords.sum(points, worth, found.patients) : endingWords.none}
        ${found.more ? endingWords.more : nothing}</p>
      ${found.points > 0 ? this.#weeks(found, saying) : nothing}`;
  }

  #weeks({ weeks }: EndingPoints, saying: FigureSaying): TemplateResult {
    return html`<table>
        <caption>${endingWords.title}</caption>
        <thead>
          <tr><th scope="col">${endingWords.week}</th><th scope="col">${endingWords.points}</th><th scope="col">${endingWords.patients}</th></tr>
        </thead>
        <tbody>${weeks.map(
          ({ begins_on: on, points, patients }) =>
            html`<tr><th scope="row">${formatDay(on, this.manager.clinic.locale, false)}</th><td>${saying.points(points)}</td><td>${saying.points(patients)}</td></tr>`,
        )}</tbody>
      </table>
      <button type="button" class="outline" @click=${this.#save}>${todayWords.csv}<span class="unseen"> ${endingWords.title}</span></button>`;
  }

  readonly #ask = async (): Promise<void> => {
    this.step = { name: "asking" };
    const clinic_id = this.manager.documents.clinicId;
    try {
      const found = await askAgain(() => this.manager.office.call("get_ending_points", { clinic_id }));
      this.step = { name: "told", found };
    } catch {
      this.step = { name: "failed" };
      return;
    }
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(".sum")?.focus();
  };

  readonly #save = (): void => {
    if (this.step.name !== "told") return;
    const { weeks, from_on: from, clinic_id: clinicId } = this.step.found;
    const rows = weeks.map(({ begins_on, points, patients }) => [begins_on, points, patients] as const);
    save(`${clinicId}-ending-${from}.csv`, csvOf(["week_begins_on", "points", "patients"], rows));
  };
}
