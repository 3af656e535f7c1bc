/** The sheet of a member of staff: name, role, locations and quota, and whether they are let in. */
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { words } from "../../shared/language/words.en";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import { checks } from "../edit/checks.styles";
import type { Member } from "../firestore/team-documents";
import type { ManagerContext } from "../manager-context";
import { sheet } from "../program/sheet.styles";
import { form, locationChoice, roleChoice } from "./choices";
import { barOf, editOf, expectedOf, MEASURES, rolesOf, type StaffEdit } from "./staff";
import { measureWords, peopleWords, personWords, roleWords } from "./words";

/** A member of staff is to be changed so; `sentence` tells it once it is done. */
export class Edited extends Event {
  constructor(
    readonly member: Member,
    readonly edit: StaffEdit,
    readonly sentence: string,
  ) {
    super("edited");
  }
}

@customElement("person-sheet")
export class PersonSheet extends LitElement {
  static override styles = [base, controls, sheet, checks, form];

  @property({ attribute: false }) manager!: ManagerContext;
  @property({ attribute: false }) member!: Member;
  @property({ attribute: false }) locations: ReadonlyMap<string, string> = new Map();
  @property({ type: Boolean }) busy = false;
  @property() problem = "";
  @state() private chosenRole = "";
  @state() private chosenIds: readonly string[] = [];
  @state() private mistake = "";
  @query("dialog") private readonly dialog!: HTMLDialogElement;
  @query("form") private readonly form!: HTMLFormElement | null;

  override willUpdate(): void {
    if (this.hasUpdated) return;
    [this.chosenRole, this.chosenIds] = [this.member.role, this.member.locationIds];
  }

  override firstUpdated(): void {
    this.dialog.showModal();
  }

  override render(): TemplateResult {
    const { member, manager } = this;
    const bar = barOf({ uid: manager.uid, role: manager.staff.role }, member);
    return html`<dialog aria-labelledby="title" @close=${() => this.dispatchEvent(new Event("close"))}>
      <div class="head">
        <h2 id="title">${member.name}</h2>
        <p class="quiet">${roleWords[member.role] ?? member.role} · ${member.active ? peopleWords.on : peopleWords.off}</p>
      </div>
      ${bar ? html`<p>${bar === "own-row" ? personWords.ownRow : personWords.ofOwners}</p>` : this.#form()}
      <p class="problem" role="alert" ?hidden=${!this.#told}>${icons.refused}<span>${this.#told}</span></p>
      <div class="actions">
        ${bar ? nothing : this.#acts()}
        <button type="button" class="plain" @click=${() => this.dialog.close()}>${words.close}</button>
      </div>
    </dialog>`;
  }

  shut(): void {
    this.dialog.close();
  }

  get #told(): string {
    return this.mistake || this.problem;
  }

  #acts(): TemplateResult {
    const { active } = this.member;
    return html`<button type="submit" form="person" class="primary" ?disabled=${this.busy}>${this.busy ? personWords.saving : personWords.save}</button>
      <button type="button" class="outline" ?disabled=${this.busy} @click=${this.#switch}>${active ? personWords.switchOff : personWords.switchOn}</button>`;
  }

  #form(): TemplateResult {
    const { member, manager } = this;
    return html`<form id="person" @submit=${this.#save} novalidate>
      <div class="field">
        <label for="name">${peopleWords.name}</label>
        <input id="name" name="name" type="text" autocomplete="off" maxlength="80" .value=${member.name} aria-describedby="name-bound">
        <p class="small quiet" id="name-bound">${personWords.nameBound}</p>
      </div>
      ${roleChoice(rolesOf(manager.staff.role), this.chosenRole, (role) => (this.chosenRole = role))}
      ${locationChoice(this.locations, this.chosenIds, (chosen) => (this.chosenIds = chosen))}
      <fieldset>
        <legend>${personWords.quota}</legend>
        <div class="numbers">
          ${MEASURES.map(
            (measure) => html`<div class="field">
              <label for=${measure}>${measureWords[measure]}</label>
              <input id=${measure} name=${measure} type="text" inputmode="numeric" autocomplete="off" maxlength="4"
                .value=${String(member.quota[measure] ?? "")} aria-describedby="quota-text">
            </div>`,
          )}
        </div>
        <p class="small quiet" id="quota-text">${personWords.quotaText}</p>
      </fieldset>
    </form>`;
  }

  readonly #save = (event: SubmitEvent): void => {
    event.preventDefault();
    const edit = this.#read();
    if (edit) this.dispatchEvent(new Edited(this.member, edit, peopleWords.saved(edit.name)));
  };

  /** Access is switched at once, and nothing else that was typed goes with it. */
  readonly #switch = (): void => {
    const { name, active } = this.member;
    const sentence = active ? peopleWords.switchedOff(name) : peopleWords.switchedOn(name);
    this.dispatchEvent(new Edited(this.member, { ...editOf(this.member), active: !active }, sentence));
  };

  /** What was typed; null where something of it cannot be. */
  #read(): StaffEdit | null {
    const typed = new FormData(this.form ?? undefined);
    const name = String(typed.get("name") ?? "").trim();
    const expected = MEASURES.map((measure) => [measure, expectedOf(String(typed.get(measure) ?? ""))] as const);
    const wrong = expected.find(([, number]) => number === undefined);
    this.mistake = "";
    if (!name) this.mistake = `${peopleWords.name}: ${personWords.nameBound}`;
    else if (wrong) this.mistake = `${measureWords[wrong[0]]}: ${personWords.quotaBound}`;
    if (this.mistake) return null;
    const quota = Object.fromEntries(
      expected.flatMap(([measure, number]) => (number == null ? [] : [[measure, number]])),
    );
    return { name, role: this.chosenRole, locationIds: this.chosenIds, quota, active: this.member.active };
  }
}
