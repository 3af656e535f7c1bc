/** The sheet of a location: its name, its address, and whether it is open. */
import { html, LitElement, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { words } from "../../shared/language/words.en";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import { checks } from "../edit/checks.styles";
import type { Place } from "../firestore/location-documents";
import { form } from "../people/choices";
import { sheet } from "../program/sheet.styles";
import type { PlaceEdit } from "./place";
import { locationWords } from "./words";

/** A location is to be written so; `place` is null for a new one. */
export class PlaceEdited extends Event {
  constructor(
    readonly place: Place | null,
    readonly edit: PlaceEdit,
  ) {
    super("edited");
  }
}

@customElement("location-sheet")
export class LocationSheet extends LitElement {
  static override styles = [base, controls, sheet, checks, form];

  /** null: a new one */
  @property({ attribute: false }) place: Place | null = null;
  @property({ type: Boolean }) busy = false;
  @property() problem = "";
  @state() private mistake = "";
  @query("dialog") private readonly dialog!: HTMLDialogElement;

  override firstUpdated(): void {
    this.dialog.showModal();
  }

  override render(): TemplateResult {
    const told = this.mistake || this.problem;
    return html`<dialog aria-labelledby="title" @close=${() => this.dispatchEvent(new Event("close"))}>
      <div class="head"><h2 id="title">${this.place?.name ?? locationWords.add}</h2></div>
      <form @submit=${this.#save} novalidate>
        ${this.#field("name", locationWords.name, locationWords.nameBound, 80, this.place?.name ?? "")}
        ${this.#field("address", locationWords.address, locationWords.addressBound, 200, this.place?.address ?? "")}
        <label class="choice">
          <input type="checkbox" name="active" .checked=${this.place?.active ?? true}>
          <span>${locationWords.isOpen}</span><span class="small quiet">${locationWords.isOpenText}</span>
        </label>
        <p class="problem" role="alert" ?hidden=${!told}>${icons.refused}<span>${told}</span></p>
        <div class="actions">
          <button type="submit" class="primary" ?disabled=${this.busy}>${this.busy ? locationWords.saving : locationWords.save}</button>
          <button type="button" class="plain" @click=${() => this.dialog.close()}>${words.close}</button>
        </div>
      </form>
    </dialog>`;
  }

  shut(): void {
    this.dialog.close();
  }

  #field(name: string, label: string, bound: string, most: number, value: string): TemplateResult {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input id=${name} name=${name} type="text" autocomplete="off" maxlength=${most} .value=${value}
        aria-describedby="${name}-bound">
      <p class="small quiet" id="${name}-bound">${bound}</p>
    </div>`;
  }

  readonly #save = (event: SubmitEvent): void => {
    event.preventDefault();
    const typed = new FormData(event.target as HTMLFormElement);
    const read = (name: string): string => String(typed.get(name) ?? "").trim();
    const edit = { name: read("name"), address: read("address"), active: typed.has("active") };
    this.mistake = "";
    if (!edit.name) this.mistake = `${locationWords.name}: ${locationWords.nameBound}`;
    else if (!edit.address) this.mistake = `${locationWords.address}: ${locationWords.addressBound}`;
    if (!this.mistake) this.dispatchEvent(new PlaceEdited(this.place, edit));
  };
}
