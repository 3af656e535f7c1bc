/**
 * The entrance of an invited person: the link in their e-mail shows whose the address is, they choose a password for the
 * next day, and the invite is accepted. Whoever has a password already may sign in by it instead.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { Callables } from "../../shared/api/callables";
import type { OfficeCalls } from "../../shared/api/contracts.gen";
import { askAgain, Refused } from "../../shared/api/outcome";
import type { Person, Session } from "../../shared/api/session";
import { signInProblem, words } from "../../shared/language/words.en";
import { entrance } from "../../shared/ui/entrance";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import { refusalWords } from "../edit/refusals";
import { dropInvite, ENTRANCE, type InviteLink, LANGUAGE } from "./invite-link";
import { entranceWords } from "./words";
import "../../shared/ui/sign-in-form";

const SHORTEST = 8;
/** Milliseconds: the office may have to wake first. */
const TIMEOUT = 20_000;

@customElement("invite-entrance")
export class InviteEntrance extends LitElement {
  static override styles = [base, controls, entrance];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) invite!: InviteLink;
  /** null: nobody is signed in */
  @property({ attribute: false }) person: Person | null = null;
  @state() private busy = false;
  @state() private problem = "";
  /** the code of the link cannot be used any more */
  @state() private isStale = false;
  /** the link let its reader in, and no password is chosen yet */
  @state() private wantsPassword = false;
  /** the address that a link was sent to; empty before */
  @state() private sentTo = "";
  /** the sentence of a refusal; the invite is not theirs, or over */
  @state() private refused = "";
  #accepted = false;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("person") && !this.person) this.refused = "";
    if (this.person && !this.busy && !this.wantsPassword && !this.refused) void this.#accept();
  }

  override render(): TemplateResult {
    return html`<main>
      <div class="intro"><h1>${entranceWords.title}</h1>${this.#text()}</div>
      ${this.#step()}
    </main>`;
  }

  #text(): TemplateResult | typeof nothing {
    if (this.refused) return nothing;
    if (this.wantsPassword) return html`<p class="quiet">${entranceWords.signedIn}</p>`;
    if (this.sentTo) return html`<p role="status">${entranceWords.sent(this.sentTo)}</p>`;
    if (this.isStale) return html`<p role="alert">${entranceWords.stale}</p>`;
    if (this.person) return nothing;
    return html`<p class="quiet">${this.invite.code ? entranceWords.text : entranceWords.ask}</p>`;
  }

  #step(): TemplateResult {
    if (this.refused) {
      return html`<p class="problem" role="alert">${icons.refused}<span>${this.refused}</span></p>
        <button type="button" class="outline" @click=${() => this.session.signOut()}>${words.signOut}</button>`;
    }
    if (this.wantsPassword || (!this.person && this.invite.code && !this.isStale)) return this.#form();
    if (this.person) return html`<p role="status">${entranceWords.entering}</p>`;
    return html`${this.#asking()}
      <details>
        <summary>${entranceWords.havePassword}</summary>
        <sign-in-form .session=${this.session}></sign-in-form>
      </details>`;
  }

  /** Whoever has the address of an invite and no link that works asks for one: it goes to them, whoever asked. */
  #asking(): TemplateResult {
    return html`<form class="intro" @submit=${this.#ask}>
      <div class="field">
        <label for="address">${entranceWords.address}</label>
        <input id="address" name="address" type="email" autocomplete="username" required maxlength="200">
      </div>
      <p class="problem" role="alert" ?hidden=${!this.problem}>${icons.refused}<span>${this.problem}</span></p>
      <button type="submit" class="primary wide" ?disabled=${this.busy}>${this.busy ? entranceWords.joining : entranceWords.send}</button>
    </form>`;
  }

  readonly #ask = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const address = String(new FormData(event.target as HTMLFormElement).get("address") ?? "").trim();
    [this.busy, this.problem, this.sentTo] = [true, "", ""];
    try {
      await this.session.sendLink(address, LANGUAGE, ENTRANCE + this.invite.inviteId);
      this.sentTo = address;
    } catch (error) {
      this.problem = signInProblem(error);
    } finally {
      this.busy = false;
    }
  };

  #form(): TemplateResult {
    return html`<form class="intro" @submit=${this.#submit}>
      ${
        this.wantsPassword
          ? nothing
          : html`<div class="field">
            <label for="email">${words.email}</label>
            <input id="email" name="email" type="email" autocomplete="username" required maxlength="200" autofocus>
          </div>`
      }
      <div class="field">
        <label for="password">${entranceWords.password}</label>
        <input id="password" name="password" type="password" autocomplete="new-password" required minlength=${SHORTEST}
          maxlength="80" aria-describedby="bound">
        <p class="small quiet" id="bound">${entranceWords.passwordBound}</p>
      </div>
      <p class="problem" role="alert" ?hidden=${!this.problem}>${icons.refused}<span>${this.problem}</span></p>
      <button type="submit" class="primary wide" ?disabled=${this.busy}>${this.busy ? entranceWords.joining : entranceWords.join}</button>
    </form>`;
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const typed = new FormData(event.target as HTMLFormElement);
    [this.busy, this.problem] = [true, ""];
    try {
      if (!this.wantsPassword) await this.#useLink(String(typed.get("email") ?? "").trim());
      await this.session.setPassword(String(typed.get("password") ?? ""));
      this.wantsPassword = false;
    } catch (error) {
      if (!this.isStale) this.problem = signInProblem(error);
    } finally {
      this.busy = false;
    }
  };

  /** The link is used up by this; so the password is asked for again by itself where only that failed. */
  async #useLink(email: string): Promise<void> {
    try {
      await this.session.signInByLink(email, this.invite.code ?? "");
      this.wantsPassword = true;
    } catch (error) {
      this.isStale = /(invalid|expired)-action-code/.test(String((error as { code?: unknown }).code));
      throw error;
    }
  }

  async #accept(): Promise<void> {
    if (this.#accepted) return;
    this.#accepted = true;
    const office = new Callables<OfficeCalls>(this.session, "office");
    const body = { clinic_id: this.session.settings.clinicId, invite_id: this.invite.inviteId };
    try {
      await askAgain(() => office.call("accept_invite", body, TIMEOUT));
      this.#arrive();
    } catch (error) {
      this.#accepted = false;
      // Whoever is on the staff needs no invite: the page says what their access is.
      if (error instanceof Refused && error.code === "staff-already") this.#arrive();
      else this.refused = refusalWords(error);
    }
  }

  #arrive(): void {
    dropInvite();
    this.dispatchEvent(new Event("arrived"));
  }
}
