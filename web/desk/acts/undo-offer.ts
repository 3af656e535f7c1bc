/** The offer to take the last act back: one button, its key, and the time that is left. */

import { consume } from "@lit/context";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { formatPoints } from "../../shared/points/money";
import { base, controls } from "../../shared/ui/styles";
import { type DeskContext, deskContext } from "../desk-context";
import type { Undoable } from "./checkout";
import { visitWords } from "./visit-words";
import { actWords } from "./words";
import "./time-left";

@customElement("undo-offer")
export class UndoOffer extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      .offer {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-1) var(--space-4);
      }
      /* What is over keeps its place: nothing moves under a hand. */
      .over {
        visibility: hidden;
      }
      time-left {
        min-width: 2.5em;
        font-variant-numeric: tabular-nums;
        color: var(--ink-soft);
      }
      kbd {
        padding: 0.125rem var(--space-2);
        border: 1px solid var(--line-strong);
        border-radius: 0.4rem;
        font: 600 0.8125rem / 1.5 var(--font-text);
      }
    `,
  ];

  @consume({ context: deskContext }) private readonly desk!: DeskContext;
  @property({ attribute: false }) last!: Undoable;
  /** where the patient is not on the screen, their name is said beside what was done */
  @property({ type: Boolean }) named = false;
  /** a key takes it back */
  @property({ type: Boolean }) keyed = false;
  @state() private over: Undoable | null = null;

  override render(): TemplateResult {
    return html`<div class="offer ${this.over === this.last ? "over" : ""}">
      ${this.named ? html`<span>${this.#what()}</span>` : nothing}
      <button type="button" class="outline" @click=${() => this.dispatchEvent(new Event("undo"))}>
        ${actWords.undo} ${this.keyed ? html`<kbd>Ctrl Z</kbd>` : nothing}
      </button>
      <time-left .until=${this.last.until} @over=${() => (this.over = this.last)}></time-left>
    </div>`;
  }

  #what(): string {
    const { kind, points, visit } = this.last;
    return `${visit.patient.name}: ${visitWords.undoFor[kind](formatPoints(Math.abs(points), this.desk.clinic.locale))}`;
  }
}
