/** A sheet with one field and a list below it: what is typed narrows the list, the arrow keys choose, Enter picks. */
import { css, html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { Sheet } from "./sheet";

export interface Picking {
  label: string;
  /** what the list is called */
  list: string;
  longest: number;
}

export abstract class PickSheet<Item> extends Sheet {
  static override styles = [
    ...[Sheet.styles].flat(),
    css`
      [role="listbox"] {
        margin: 0;
        padding: 0;
      }
      .news {
        min-height: 1.5em;
      }
    `,
  ];

  @state() protected typed = "";
  @state() protected chosen = 0;

  /** The items in the list now. */
  protected abstract get items(): readonly Item[];

  protected abstract row(item: Item): TemplateResult;

  protected abstract pick(item: Item): void;

  /** Something else is typed. */
  protected abstract narrowed(): void;

  override firstUpdated(): void {
    super.firstUpdated();
    this.focusOn("#picker");
  }

  protected override type(_field: string, _text: string): void {}

  protected get pointed(): Item | undefined {
    return this.items[this.chosen];
  }

  protected picker({ label, list, longest }: Picking, news: unknown): TemplateResult {
    const { items } = this;
    const isOpen = items.length > 0;
    return html`<div class="field">
        <label for="picker">${label}</label>
        <input id="picker" role="combobox" aria-expanded=${isOpen} aria-controls=${isOpen ? "found" : nothing}
          aria-autocomplete="list" aria-activedescendant=${isOpen ? `item-${this.chosen}` : nothing}
          aria-invalid=${this.wrong ? "true" : "false"} aria-describedby=${this.wrong ? "wrong" : nothing}
          autocomplete="off" spellcheck="false" maxlength=${longest} .value=${this.typed}
          @input=${this.#narrow} @keydown=${this.#walk}>
      </div>
      <p class="news quiet small" role="status">${news}</p>
      ${isOpen ? html`<ul id="found" role="listbox" aria-label=${list}>${items.map((each, at) => this.#row(each, at))}</ul>` : nothing}`;
  }

  /** The warning about what was typed, or about what became of it. */
  protected warning(): TemplateResult | typeof nothing {
    const problem = this.wrong?.text ?? this.problem;
    return problem ? this.warned(problem, "wrong") : nothing;
  }

  #row(item: Item, at: number): TemplateResult {
    return html`<li id="item-${at}" role="option" aria-selected=${at === this.chosen} @click=${() => this.pick(item)}>${this.row(item)}</li>`;
  }

  readonly #narrow = (event: InputEvent): void => {
    this.typed = (event.target as HTMLInputElement).value;
    [this.wrong, this.problem] = [null, ""];
    this.narrowed();
  };

  readonly #walk = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const { length } = this.items;
    if (step === 0 || length === 0) return;
    event.preventDefault();
    this.chosen = (this.chosen + step + length) % length;
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" }),
    );
  };
}
