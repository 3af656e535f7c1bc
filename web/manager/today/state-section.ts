/** Whether all is well, in a sentence; and what one person did beyond the usual, to be looked at. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { formatDay, formatMoment } from "../../shared/points/dates";
import { formatPoints } from "../../shared/points/money";
import { icons } from "../../shared/ui/icons";
import { base } from "../../shared/ui/styles";
import type { ManagerContext } from "../manager-context";
import { ExceptionSaying } from "./exception-saying";
import type { Exception, Exceptions, Proof, Trouble } from "./state";
import { todayWords } from "./words";

@customElement("state-section")
export class StateSection extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
      }
      p {
        display: flex;
        gap: var(--space-3);
        max-width: 44rem;
        text-wrap: pretty;
      }
      p span {
        min-width: 0;
        overflow-wrap: anywhere;
      }
      svg.icon {
        width: 1.375em;
        height: 1.375em;
        flex: none;
      }
      .well {
        color: var(--calm);
      }
      .trouble {
        padding: var(--space-3) var(--space-4);
        border-radius: var(--radius-small);
        background: var(--notice-wash);
        color: var(--notice);
        font-weight: 550;
      }
      summary {
        width: fit-content;
        min-height: var(--target);
        padding-block: var(--space-4);
        font-weight: 550;
        line-height: 1.5;
        cursor: pointer;
      }
      ul {
        display: grid;
        gap: var(--space-2);
        margin: var(--space-2) 0 0;
        padding: 0;
        list-style: none;
      }
      li {
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) manager!: ManagerContext;
  @property({ attribute: false }) proof: Proof | null = null;
  @property({ attribute: false }) exceptions: Exceptions | null = null;
  @property({ attribute: false }) troubles: readonly Trouble[] = [];
  /** the title of a rule */
  @property({ attribute: false }) titleOf: (rule: string) => string = (rule) => rule;

  override render(): TemplateResult {
    const { proof, troubles, exceptions } = this;
    const isWell = troubles.length === 0 && proof;
    return html`${isWell ? this.#well(proof) : troubles.map((trouble) => html`<p class="trouble">${icons.notice}<span>${this.#said(trouble)}</span></p>`)}
      ${exceptions && exceptions.count > 0 ? this.#exceptions(exceptions) : nothing}`;
  }

  #well({ at, entries }: Proof): TemplateResult {
    const said = todayWords.well(this.#moment(at), formatPoints(entries, this.manager.clinic.locale));
    return html`<p class="well">${icons.calm}<span>${said}</span></p>`;
  }

  #said(trouble: Trouble): string {
    switch (trouble.name) {
      case "findings":
        return todayWords.findings(trouble.findings, this.#moment(trouble.at));
      case "never-proved":
        return todayWords.neverProved;
      case "proved-long-ago":
        return todayWords.provedLongAgo(this.#moment(trouble.at));
      case "cut-short":
        return todayWords.cutShort(this.#moment(trouble.at));
      case "overdue":
        return todayWords.overdue(this.titleOf(trouble.rule), this.#moment(trouble.at));
    }
  }

  #exceptions({ on, count, found }: Exceptions): TemplateResult {
    const { locale } = this.manager.clinic;
    return html`<details>
      <summary>${todayWords.exceptions(formatPoints(count, locale), formatDay(on, locale, true))}</summary>
      <p class="quiet small">${todayWords.exceptionsText}</p>
      <ul>${found.map((one) => html`<li>${this.#exception(one)}</li>`)}</ul>
    </details>`;
  }

  #exception(exception: Exception): string {
    const saying = new ExceptionSaying(this.manager);
    return `${saying.name(exception)} ${saying.what(exception)}: ${todayWords.passes(saying.number(exception), saying.most(exception))}.`;
  }

  #moment(at: Date): string {
    const { locale, timeZone } = this.manager.clinic;
    return formatMoment(at, locale, timeZone);
  }
}
