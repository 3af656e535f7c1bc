/** Minutes and seconds until an instant of the page's own clock, redrawn each second; tells when they are over. */
import { html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../../shared/ui/styles";

@customElement("time-left")
export class TimeLeft extends LitElement {
  static override styles = [base];

  /** milliseconds, as `performance.now` counts them */
  @property({ attribute: false }) until = 0;
  #timer = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override updated(_: PropertyValues<this>): void {
    clearTimeout(this.#timer);
    const left = this.until - performance.now();
    if (left > 0) this.#timer = window.setTimeout(() => this.requestUpdate(), left % 1_000 || 1_000);
    else this.dispatchEvent(new Event("over"));
  }

  override render(): TemplateResult {
    return html`${clockOf(this.until - performance.now())}`;
  }
}

/** "1:59" of 118,400 milliseconds: a second that has begun counts. */
export function clockOf(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
