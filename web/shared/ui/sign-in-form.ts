/** The sign-in form of both pages; on the patient's it also makes a new sign-in. The session tells who came in. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Session } from "../api/session";
import { signInProblem, words } from "../language/words.en";
import { icons } from "./icons";
import { base, controls } from "./styles";

/** The kinds of what a browser fills a field with. */
type Filled = "name" | "username" | "current-password" | "new-password";

@customElement("sign-in-form")
export class SignInForm extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      form {
        display: grid;
        gap: var(--space-5);
      }
      .more {
        margin-top: var(--space-3);
        min-height: 3rem;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ type: Boolean, attribute: "may-join" }) mayJoin = false;
  @state() private joining = false;
  @state() private busy = false;
  @state() private problem = "";

  /** Staff type at once; a phone keeps its keyboard down until it is asked for. */
  override firstUpdated(): void {
    if (!this.mayJoin) this.renderRoot.querySelector<HTMLElement>("#email")?.focus();
  }

  override render(): TemplateResult {
    const asked = this.joining ? words.createSignIn : words.signIn;
    return html`
      <form @submit=${this.#submit}>
        ${this.joining ? this.#field("name", words.name, "text", "name") : nothing}
        ${this.#field("email", words.email, "email", "username")}
        ${this.#field("password", words.password, "password", this.joining ? "new-password" : "current-password")}
        <p class="problem" role="alert" ?hidden=${!this.problem}>${icons.refused}<span>${this.problem}</span></p>
        <button type="submit" class="primary wide" ?disabled=${this.busy}>${this.busy ? words.signingIn : asked}</button>
      </form>
      ${this.mayJoin ? this.#otherWay() : nothing}
    `;
  }

  #field(name: string, label: string, type: "text" | "email" | "password", autocomplete: Filled): TemplateResult {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input id=${name} name=${name} type=${type} autocomplete=${autocomplete} required maxlength="80"
        aria-invalid=${this.problem ? "true" : "false"}>
    </div>`;
  }

  #otherWay(): TemplateResult {
    return html`<button type="button" class="plain wide more" @click=${this.#toggle}>
      ${this.joining ? words.haveOne : words.newHere}
    </button>`;
  }

  readonly #toggle = (): void => {
    this.joining = !this.joining;
    this.problem = "";
  };

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const typed = new FormData(event.target as HTMLFormElement);
    const read = (name: string) => String(typed.get(name) ?? "").trim();
    this.busy = true;
    this.problem = "";
    try {
      const password = String(typed.get("password") ?? "");
      if (this.joining) await this.session.createSignIn(read("email"), password, read("name"));
      else await this.session.signIn(read("email"), password);
    } catch (error) {
      this.problem = signInProblem(error);
    } finally {
      this.busy = false;
    }
  };
}
