/** The open lots of a patient: a bar each, as long as the time that is left, with its points and last day beside it. */
import { css, html, LitElement, nothing, svg, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { PatientAccount } from "../../shared/api/contracts.gen";
import { daysBetween, timeBetween } from "../../shared/points/dates";
import { base } from "../../shared/ui/styles";
import { patientWords } from "./patient-words";
import type { LineSaying } from "./saying";

const WIDTH = 240;
const HEIGHT = 10;
/** Days in which an end is near: the first reminder comes then. */
const NEAR = 28;

@customElement("lots-bars")
export class LotsBars extends LitElement {
  static override styles = [
    base,
    css`
      ul {
        display: grid;
        gap: var(--space-3);
      }
      li {
        display: grid;
        gap: var(--space-1);
      }
      svg {
        width: 100%;
        max-width: 28rem;
        height: 0.625rem;
      }
      .all {
        fill: var(--sunken);
      }
      .left {
        fill: var(--calm);
      }
      .left.near {
        fill: var(--notice);
      }
      .near-word {
        color: var(--notice);
        font-weight: 550;
      }
    `,
  ];

  @property({ attribute: false }) lots: PatientAccount["lots"] = [];
  @property({ attribute: false }) saying!: LineSaying;
  @property() today = "";

  override render(): TemplateResult {
    const { lots, today } = this;
    if (lots.length === 0) return html`<p class="quiet">${patientWords.noLots}</p>`;
    const inOrder = [...lots].sort((one, other) => (one.expires_on < other.expires_on ? -1 : 1));
    const most = Math.max(1, ...inOrder.map(({ expires_on }) => daysBetween(today, expires_on)));
    return html`<ul>${inOrder.map((lot) => this.#lot(lot, most))}</ul>`;
  }

  #lot({ points_remaining, expires_on }: PatientAccount["lots"][number], most: number): TemplateResult {
    const { saying, today } = this;
    const days = daysBetween(today, expires_on);
    const isNear = days <= NEAR;
    const points = saying.points(points_remaining);
    const said =
      days < 0
        ? patientWords.lotOver(points, saying.day(expires_on))
        : patientWords.lot(points, saying.day(expires_on), timeBetween(today, expires_on));
    return html`<li>
      <span class=${isNear ? "near-word" : ""}>${said}</span>
      <svg viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <rect class="all" width=${WIDTH} height=${HEIGHT} rx="3"></rect>
        ${days > 0 ? svg`<rect class=${`left ${isNear ? "near" : ""}`} width=${(WIDTH * days) / most} height=${HEIGHT} rx="3"></rect>` : nothing}
      </svg>
    </li>`;
  }
}
