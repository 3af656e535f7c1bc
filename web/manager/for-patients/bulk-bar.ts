/** The bar of many rows: what is done to all that are chosen, at once. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { base, controls } from "../../shared/ui/styles";
import { ruleForm } from "../edit/rule-form.styles";
import type { CatalogueField, Typed } from "./field";
import { catalogueWords } from "./words";

/** A field of all chosen rows is set. */
export class SetInAll extends Event {
  constructor(
    readonly field: string,
    readonly typed: Typed,
  ) {
    super("set-in-all");
  }
}

/** The chosen rows are put away, or brought back. */
export class ShowAll extends Event {
  constructor(readonly active: boolean) {
    super("show-all");
  }
}

@customElement("bulk-bar")
export class BulkBar extends LitElement {
  static override styles = [
    base,
    controls,
    ruleForm,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: var(--space-3) var(--space-4);
        padding: var(--space-4) 0;
        border-block: 1px solid var(--line);
      }
      .count {
        min-height: var(--target);
        display: grid;
        align-items: center;
        font-weight: 550;
      }
      .field {
        flex: 1 1 8rem;
      }
    `,
  ];

  @property({ type: Number }) count = 0;
  @property({ attribute: false }) fields: readonly CatalogueField[] = [];
  @property({ type: Boolean }) isBusy = false;
  @state() private chosen = "";
  @state() private text = "";

  override render(): TemplateResult {
    const field = this.fields.find(({ name }) => name === this.chosen) ?? this.fields[0];
    return html`<div class="bar" role="group" aria-label=${catalogueWords.chosen(this.count)}>
      <span class="count">${catalogueWords.chosen(this.count)}</span>
      <button type="button" class="outline" ?disabled=${this.isBusy} @click=${() => this.#show(false)}>${catalogueWords.archive}</button>
      <button type="button" class="outline" ?disabled=${this.isBusy} @click=${() => this.#show(true)}>${catalogueWords.restore}</button>
      <div class="field">
        <label for="field">${catalogueWords.setField}</label>
        <select id="field" @change=${this.#choose}>${this.fields.map(
          ({ name, label }) => html`<option value=${name} ?selected=${name === field?.name}>${label}</option>`,
        )}</select>
      </div>
      <div class="field">
        <label for="value">${catalogueWords.setTo}</label>
        <input id="value" type=${field?.kind === "date" ? "date" : "text"} .value=${this.text} autocomplete="off" @input=${this.#type}>
      </div>
      <button type="button" class="outline" @click=${() => field && this.dispatchEvent(new SetInAll(field.name, this.text))}>${catalogueWords.apply}</button>
    </div>`;
  }

  readonly #choose = (event: Event): void => {
    [this.chosen, this.text] = [(event.target as HTMLSelectElement).value, ""];
  };

  readonly #type = (event: Event): void => {
    this.text = (event.target as HTMLInputElement).value;
  };

  #show(active: boolean): void {
    this.dispatchEvent(new ShowAll(active));
  }
}
