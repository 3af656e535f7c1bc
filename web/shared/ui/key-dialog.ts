/** The list of keys of a page, in a native dialog, one `?` away. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { query } from "lit/decorators.js";
import { words } from "../language/words.en";
import { base, controls } from "./styles";

export abstract class KeyDialog extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      dialog {
        width: min(100% - 2rem, 32rem);
        padding: var(--space-6);
        border: 0;
        border-radius: var(--radius-large);
        background: var(--surface);
        color: var(--ink);
        box-shadow: var(--shadow);
      }
      dialog::backdrop {
        background: rgb(10 12 10 / 55%);
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--space-4) var(--space-5);
        margin: var(--space-5) 0 var(--space-6);
      }
      dt {
        font-weight: 600;
      }
    `,
  ];

  protected abstract readonly name: string;
  /** each key, or keys, and what it does */
  protected abstract readonly keys: readonly (readonly [string, string])[];
  @query("dialog") private readonly dialog!: HTMLDialogElement;

  override firstUpdated(): void {
    this.dialog.showModal();
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" @close=${() => this.dispatchEvent(new Event("close"))}>
      <h2 id="title">${this.name}</h2>
      <dl>${this.keys.map(([keys, does]) => html`<dt>${keys}</dt><dd>${does}</dd>`)}</dl>
      <button type="button" class="outline wide" @click=${() => this.dialog.close()}>${words.close}</button>
    </dialog>`;
  }
}
