/** The sheet that invites a person to the staff: their name, address, role and locations. */
import { html, LitElement, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { InviteStaff } from "../../shared/api/contracts.gen";
import { words } from "../../shared/language/words.en";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import { checks } from "../edit/checks.styles";
import { newRequestId } from "../edit/office-acts";
import { refusalWords } from "../edit/refusals";
import type { ManagerContext } from "../manager-context";
import { sheet } from "../program/sheet.styles";
import { form, locationChoice, roleChoice } from "./choices";
import { invite, NotSentError } from "./inviting";
import { rolesOf } from "./staff";
import { Told } from "./told";
import { inviteWords, peopleWords, personWords } from "./words";

const EMAIL = /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]+$/;

@customElement("invite-sheet")
export class InviteSheet extends LitElement {
  static override styles = [base, controls, sheet, checks, form];

  @property({ attribute: false }) manager!: ManagerContext;
  /** the locations where somebody can work, by id */
  @property({ attribute: false }) locations: ReadonlyMap<string, string> = new Map();
  @state() private chosenRole = "front_desk";
  @state() private chosenIds: readonly string[] = [];
  @state() private busy = false;
  @state() private problem = "";
  readonly #requestId = newRequestId();
  @query("dialog") private readonly dialog!: HTMLDialogElement;

  override firstUpdated(): void {
    if (this.locations.size === 1) this.chosenIds = [...this.locations.keys()];
    this.dialog.showModal();
  }

  override render(): TemplateResult {
    const roles = rolesOf(this.manager.staff.role);
    return html`<dialog aria-labelledby="title" @close=${() => this.dispatchEvent(new Event("close"))}>
      <div class="head"><h2 id="title">${inviteWords.title}</h2><p class="quiet">${inviteWords.text}</p></div>
      <form @submit=${this.#submit} novalidate>
        <div class="field">
          <label for="name">${peopleWords.name}</label>
          <input id="name" name="name" type="text" autocomplete="off" maxlength="80" autofocus aria-describedby="name-bound">
          <p class="small quiet" id="name-bound">${personWords.nameBound}</p>
        </div>
        <div class="field">
          <label for="email">${inviteWords.email}</label>
          <input id="email" name="email" type="email" autocomplete="off" maxlength="200" aria-describedby="email-bound">
          <p class="small quiet" id="email-bound">${inviteWords.emailBound}</p>
        </div>
        ${locationChoice(this.locations, this.chosenIds, (chosen) => (this.chosenIds = chosen))}
        ${roleChoice(roles, this.chosenRole, (role) => (this.chosenRole = role))}
        <p class="problem" role="alert" ?hidden=${!this.problem}>${icons.refused}<span>${this.problem}</span></p>
        <div class="actions">
          <button type="submit" class="primary" ?disabled=${this.busy}>${this.busy ? inviteWords.sending : inviteWords.send}</button>
          <button type="button" class="plain" @click=${() => this.dialog.close()}>${words.close}</button>
        </div>
      </form>
    </dialog>`;
  }

  shut(): void {
    this.dialog.close();
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const typed = new FormData(event.target as HTMLFormElement);
    const [name, email] = [text(typed, "name"), text(typed, "email")];
    this.problem = this.#mistake(name, email);
    if (this.problem || this.busy) return;
    this.busy = true;
    const role = this.chosenRole as InviteStaff["role"];
    try {
      await invite(this.manager, { name, email, role, location_ids: [...this.chosenIds] }, this.#requestId);
      this.#end(inviteWords.sent(email));
    } catch (error) {
      if (error instanceof NotSentError) this.#end(inviteWords.notSent(email));
      else this.problem = refusalWords(error);
    } finally {
      this.busy = false;
    }
  };

  #mistake(name: string, email: string): string {
    if (!name) return `${peopleWords.name}: ${personWords.nameBound}`;
    if (!EMAIL.test(email)) return `${inviteWords.email}: ${inviteWords.emailBound}`;
    return this.chosenRole === "front_desk" && this.chosenIds.length === 0 ? inviteWords.whichLocation : "";
  }

  #end(sentence: string): void {
    this.dispatchEvent(new Told(sentence));
    this.dialog.close();
  }
}

function text(typed: FormData, name: string): string {
  return String(typed.get(name) ?? "").trim();
}
