/** A figure with its line over days: the value in large type, a sentence of its change, and an SVG that says the same. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../shared/ui/styles";
import { drawLine } from "./line";

const FRAME = { width: 240, height: 64, margin: 5 };

@customElement("figure-line")
export class FigureLine extends LitElement {
  static override styles = [
    base,
    css`
      figure {
        display: grid;
        align-content: start;
        gap: var(--space-1);
        margin: 0;
      }
      .word {
        font-size: var(--text-small);
        font-weight: 600;
      }
      .value {
        font: 400 2.125rem / 1.1 var(--font-display);
        font-variant-numeric: lining-nums;
        overflow-wrap: anywhere;
      }
      .value small {
        font: 400 var(--text-small) / 1.2 var(--font-text);
        color: var(--ink-soft);
      }
      svg {
        width: 100%;
        max-width: 22rem;
        height: auto;
        overflow: visible;
      }
      .area {
        fill: var(--calm-wash);
      }
      .line {
        fill: none;
        stroke: var(--calm);
        stroke-width: 2;
        stroke-linejoin: round;
        stroke-linecap: round;
      }
      .zero {
        stroke: var(--line-strong);
        stroke-width: 1;
      }
      .end {
        fill: var(--calm);
      }
      figcaption {
        font-size: var(--text-small);
        color: var(--ink-soft);
        text-wrap: pretty;
      }
    `,
  ];

  @property() word = "";
  @property() value = "";
  @property() unit = "";
  @property() caption = "";
  @property({ attribute: false }) values: readonly number[] = [];

  override render(): TemplateResult {
    return html`<figure>
      <p class="word">${this.word}</p>
      <p class="value">${this.value} ${this.unit ? html`<small>${this.unit}</small>` : nothing}</p>
      ${this.#line()}
      <figcaption>${this.caption}</figcaption>
    </figure>`;
  }

  /** The caption says what the line shows, so the line is decoration to those who hear the page. */
  #line(): TemplateResult | typeof nothing {
    const drawn = drawLine(this.values, FRAME);
    if (!drawn) return nothing;
    const { width, height, margin } = FRAME;
    return html`<svg viewBox=${`0 0 ${width} ${height}`} aria-hidden="true">
      <path class="area" d=${drawn.area}></path>
      <line class="zero" x1=${margin} y1=${drawn.zero} x2=${width - margin} y2=${drawn.zero}></line>
      <path class="line" d=${drawn.line}></path>
      <circle class="end" cx=${drawn.end.x} cy=${drawn.end.y} r="3.5"></circle>
    </svg>`;
  }
}
