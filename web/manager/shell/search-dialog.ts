/** The search in a native dialog, one `/` away: a field, and a list that the arrow keys walk. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { base, controls } from "../../shared/ui/styles";
import { managerWords } from "../words";
import { go } from "./address";
import { type Found, find } from "./search";

const searchWords = {
  label: "Search places, rules and settings",
  nothing: "Nothing is called so.",
} as const;

@customElement("search-dialog")
export class SearchDialog extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      dialog {
        width: min(100% - 1.5rem, 36rem);
        margin: min(12dvh, 7rem) auto auto;
        padding: var(--space-5);
        border: 0;
        border-radius: var(--radius-large);
        background: var(--surface);
        color: var(--ink);
        box-shadow: var(--shadow);
      }
      dialog::backdrop {
        background: rgb(10 12 10 / 45%);
      }
      .search {
        display: grid;
        gap: var(--space-4);
      }
      [role="option"] {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0 var(--space-4);
        min-height: var(--target);
        padding: var(--space-2) var(--space-4);
        border-radius: var(--radius-small);
        cursor: pointer;
        overflow-wrap: anywhere;
      }
      [aria-selected="true"] {
        background: color-mix(in oklab, var(--brand) 12%, var(--surface));
      }
    `,
  ];

  @state() private typed = "";
  @state() private at = 0;
  @query("dialog") private readonly dialog!: HTMLDialogElement;

  override firstUpdated(): void {
    this.dialog.showModal();
  }

  override render(): TemplateResult {
    const found = find(this.typed);
    return html`<dialog aria-label=${managerWords.search} @close=${() => this.dispatchEvent(new Event("close"))}>
      <div class="search">
        <div class="field">
          <label for="words">${searchWords.label}</label>
          <input id="words" type="text" role="combobox" autocomplete="off" maxlength="60" autofocus
            aria-expanded="true" aria-controls="found" aria-activedescendant=${found.length ? `found-${this.at}` : nothing}
            .value=${this.typed} @input=${this.#input} @keydown=${this.#key}>
        </div>
        <div id="found" role="listbox" aria-label=${managerWords.search}>${found.map(this.#option)}</div>
        <p role="status" class="quiet" ?hidden=${found.length > 0}>${found.length ? "" : searchWords.nothing}</p>
      </div>
    </dialog>`;
  }

  readonly #option = ({ words, within, address }: Found, index: number): TemplateResult => {
    return html`<div id="found-${index}" role="option" aria-selected=${index === this.at} @click=${() => this.#go(address)}>
      <span>${words}</span><span class="small quiet">${within}</span>
    </div>`;
  };

  readonly #input = (event: Event): void => {
    this.typed = (event.target as HTMLInputElement).value;
    this.at = 0;
  };

  readonly #key = (event: KeyboardEvent): void => {
    const found = find(this.typed);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const address = event.key === "Enter" ? found[this.at]?.address : undefined;
    if (!step && !address) return;
    event.preventDefault();
    if (address) this.#go(address);
    else this.at = found.length ? (this.at + (step ?? 0) + found.length) % found.length : 0;
  };

  #go(address: string): void {
    this.dialog.close();
    go(address);
  }
}
