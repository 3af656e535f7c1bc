/** The form of a row: each field with its bound and an example in sight, and what cannot be told at the field. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { MoneyFormat } from "../../shared/points/money";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import { checks } from "../edit/checks.styles";
import { ruleForm } from "../edit/rule-form.styles";
import { type Draft, type Drafted, typedIn } from "./drafts";
import { type CatalogueField, hintOf, type Typed } from "./field";
import { catalogueWords } from "./words";

/** Somebody has typed in a field of a row. */
export class FieldTyped extends Event {
  constructor(
    readonly field: string,
    readonly typed: Typed,
  ) {
    super("typed");
  }
}

@customElement("row-form")
export class RowForm extends LitElement {
  static override styles = [
    base,
    controls,
    ruleForm,
    checks,
    css`
      /* As many beside each other as there is room for at the size of the text. */
      .fields {
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr));
      }
      [data-wide="true"] {
        grid-column: 1 / -1;
      }
      /* What has the focus stands clear of the bar below. */
      input,
      select,
      textarea {
        scroll-margin-block: 6rem 9rem;
      }
      .line input[type="color"] {
        flex: none;
        width: var(--target);
        min-width: var(--target);
        padding: var(--space-2);
      }
    `,
  ];

  @property({ attribute: false }) fields: readonly CatalogueField[] = [];
  @property({ attribute: false }) drafted!: Drafted;
  @property({ attribute: false }) draft: Draft | undefined;
  @property({ attribute: false }) tierNames: ReadonlyMap<string, string> = new Map();
  @property({ attribute: false }) format!: MoneyFormat;
  /** all that is wrong is told, that too which nobody has typed yet */
  @property({ type: Boolean }) isTried = false;

  override firstUpdated(): void {
    this.focusFirst();
  }

  /** The hands are at the first field that says why not, or at the first one. */
  focusFirst(): void {
    const wrong = this.shadowRoot?.querySelector<HTMLElement>('[aria-invalid="true"]');
    (wrong ?? this.shadowRoot?.querySelector<HTMLElement>("input, textarea"))?.focus();
  }

  override render(): TemplateResult {
    const fields = this.fields.filter(({ kind }) => kind !== "tiers" || this.tierNames.size > 0);
    return html`<div class="fields">${fields.map((field) => this.#field(field))}</div>`;
  }

  #field(field: CatalogueField): TemplateResult {
    if (field.kind === "tiers") return this.#tiers(field);
    const { name, label, kind, isBeside } = field;
    const typed = String(typedIn(this.drafted.row, field, this.draft, this.format));
    const problem = this.#problemOf(field);
    return html`<div class="field" data-wide=${kind === "long" || name === "name" || name === "title"}>
      <label for=${name}>${label}${isBeside ? html` <span class="quiet">(${catalogueWords.managersOnly})</span>` : nothing}</label>
      ${this.#input(field, typed, problem !== "")}
      ${problem ? this.#problem(name, problem) : html`<p id="${name}-hint" class="hint small quiet">${hintOf(field, this.format)}</p>`}
    </div>`;
  }

  #input(field: CatalogueField, typed: string, isWrong: boolean): TemplateResult {
    const { name, kind } = field;
    const invalid = isWrong ? "true" : "false";
    const hint = `${name}-hint`;
    const put = (event: Event): void => this.#put(name, (event.target as HTMLInputElement).value);
    if (kind === "long")
      return html`<textarea id=${name} rows="4" .value=${typed} aria-invalid=${invalid} aria-describedby=${hint} @input=${put}></textarea>`;
    if (kind === "choice") return this.#choice(field, typed, put);
    if (kind === "color") {
      const shown = /^#[0-9a-f]{6}$/i.test(typed) ? typed : "#000000";
      return html`<div class="line">
        <input id=${name} .value=${typed} aria-invalid=${invalid} aria-describedby=${hint} autocomplete="off" spellcheck="false" @input=${put}>
        <input type="color" .value=${shown} aria-label=${field.label} @input=${put}>
      </div>`;
    }
    const unit = field.unit ?? (kind === "money" ? this.format.currency : "");
    return html`<div class="line">
      <input id=${name} type=${kind === "date" ? "date" : "text"} .value=${typed} aria-invalid=${invalid}
        inputmode=${kind === "number" ? "numeric" : kind === "money" ? "decimal" : "text"}
        aria-describedby=${hint} autocomplete="off" @input=${put}>
      ${unit ? html`<span class="unit">${unit}</span>` : nothing}
    </div>`;
  }

  #choice({ name, none, options }: CatalogueField, typed: string, put: (event: Event) => void): TemplateResult {
    return html`<select id=${name} aria-describedby="${name}-hint" @change=${put}>
      ${none !== undefined || typed === "" ? html`<option value="" ?selected=${typed === ""}>${none ?? catalogueWords.chooseOne}</option>` : nothing}
      ${[...(options ?? [])].map(([id, word]) => html`<option value=${id} ?selected=${id === typed}>${word}</option>`)}
    </select>`;
  }

  #tiers(field: CatalogueField): TemplateResult {
    const typed = typedIn(this.drafted.row, field, this.draft, this.format) as readonly string[];
    const known = [...this.tierNames.keys()];
    const put = (tierId: string) => (event: Event) => {
      const isOn = (event.target as HTMLInputElement).checked;
      const others = typed.filter((each) => each !== tierId);
      const next = isOn ? [...others, tierId] : others;
      this.#put(
        field.name,
        next.sort((one, other) => known.indexOf(one) - known.indexOf(other)),
      );
    };
    return html`<fieldset class="field" data-wide="true">
      <legend>${field.label}</legend>
      <div class="checks">${[...this.tierNames].map(
        ([id, name]) => html`<label class="check">
          <input type="checkbox" .checked=${typed.includes(id)} @change=${put(id)}> ${name}
        </label>`,
      )}</div>
      <p class="hint small quiet">${catalogueWords.noTier}</p>
    </fieldset>`;
  }

  #problemOf({ name }: CatalogueField): string {
    const problem = this.drafted.problems.get(name) ?? "";
    const isTyped = (this.draft?.[name] ?? "") !== "";
    return this.isTried || isTyped ? problem : "";
  }

  #problem(name: string, problem: string): TemplateResult {
    return html`<p id="${name}-hint" class="hint small problem" role="alert">${icons.refused}<span>${problem}</span></p>`;
  }

  #put(field: string, typed: Typed): void {
    this.dispatchEvent(new FieldTyped(field, typed));
  }
}
