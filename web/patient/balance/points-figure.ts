/** The large figure of the balance: it counts up gently when points come in, and simply changes otherwise. */
import { css, html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { formatPoints } from "../../shared/points/money";
import { base } from "../../shared/ui/styles";

const DURATION = 1100;

@customElement("points-figure")
export class PointsFigure extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        font-variant-numeric: tabular-nums lining-nums;
      }
    `,
  ];

  @property({ type: Number }) value = 0;
  @property() locale = "en-US";
  @state() private shown: number | null = null;
  #frame = 0;

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("value")) return;
    const before = this.shown;
    if (before === null || this.value <= before || prefersStillness()) this.#settle();
    else this.#countUp(before);
  }

  /** The moving digits are for the eye; the settled value is what is read aloud. */
  override render(): TemplateResult {
    return html`<span aria-hidden="true">${formatPoints(this.shown ?? this.value, this.locale)}</span>
      <span class="unseen">${formatPoints(this.value, this.locale)}</span>`;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#settle();
  }

  #settle(): void {
    cancelAnimationFrame(this.#frame);
    this.shown = this.value;
  }

  #countUp(from: number): void {
    cancelAnimationFrame(this.#frame);
    const start = performance.now();
    const step = (now: number): void => {
      const share = Math.min(1, Math.max(0, now - start) / DURATION);
      this.shown = Math.round(from + (this.value - from) * (1 - (1 - share) ** 3));
      if (share < 1) this.#frame = requestAnimationFrame(step);
    };
    this.#frame = requestAnimationFrame(step);
  }
}

function prefersStillness(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
