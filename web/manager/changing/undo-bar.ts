/** What was done just now, and the button that takes it back: it stands for ten seconds, and while somebody is at it. */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base, controls } from "../../shared/ui/styles";
import { changingWords } from "./words";

export interface Done {
  /** what was done, in a sentence */
  readonly sentence: string;
  readonly undo: () => Promise<void>;
}

const STANDS = 10_000; // milliseconds

@customElement("undo-bar")
export class UndoBar extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        position: sticky;
        bottom: calc(var(--bar, 0px) + var(--space-2));
        z-index: 2;
        display: block;
      }
      .done {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2) var(--space-4);
        padding: var(--space-2) var(--space-2) var(--space-2) var(--space-5);
        border-radius: var(--radius-small);
        background: var(--calm-wash);
      }
      .done > span {
        flex: 1 1 12rem;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) done: Done | null = null;
  #timer = 0;

  override updated(changed: PropertyValues<this>): void {
    if (changed.has("done")) this.#run();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.done) return nothing;
    return html`<div class="done" @focusin=${this.#stop} @focusout=${this.#run} @mouseenter=${this.#stop} @mouseleave=${this.#run}>
      <span>${this.done.sentence}</span>
      <button type="button" class="outline" @click=${this.#undo}>${changingWords.undo}</button>
    </div>`;
  }

  readonly #run = (): void => {
    this.#stop();
    if (this.done) this.#timer = window.setTimeout(() => this.dispatchEvent(new Event("over")), STANDS);
  };

  readonly #stop = (): void => clearTimeout(this.#timer);

  readonly #undo = (): void => {
    this.dispatchEvent(new Event("undo"));
  };
}
