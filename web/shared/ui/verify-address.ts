/** The step after a sign-in by a password: until its address is shown to be theirs, nobody gets further than this. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Session } from "../api/session";
import { speaking } from "../language/spoken";
import { verifyWords } from "../language/verify.en";
import { signInProblem, words } from "../language/words.en";
import { icons } from "./icons";
import { base, controls } from "./styles";

@customElement("verify-address")
export class VerifyAddress extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      main {
        display: grid;
        gap: var(--space-5);
        max-width: 26rem;
        margin: 0 auto;
        padding: var(--space-7) var(--gutter);
        overflow-wrap: anywhere;
      }
      h1 {
        font-size: var(--display-medium);
      }
      h1:focus-visible {
        outline: none;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) email = "";
  @state() private busy = false;
  @state() private problem = "";
  @state() private news = "";

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.#look);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.#look);
  }

  override firstUpdated(): void {
    this.renderRoot.querySelector("h1")?.focus();
    void this.#send("");
  }

  override render(): TemplateResult {
    return html`<main>
      <h1 tabindex="-1">${verifyWords.title}</h1>
      <p>${verifyWords.text(this.email)}</p>
      <p class="quiet">${verifyWords.unwanted}</p>
      <p class="problem" role="alert" ?hidden=${!this.problem}>${icons.refused}<span>${this.problem}</span></p>
      <p role="status">${this.news}</p>
      <button type="button" class="primary wide" ?disabled=${this.busy} @click=${this.#opened}>
        ${this.busy ? verifyWords.looking : verifyWords.opened}
      </button>
      <button type="button" class="outline wide" ?disabled=${this.busy} @click=${() => this.#send(verifyWords.sentAgain)}>
        ${verifyWords.again}
      </button>
      <button type="button" class="plain wide" @click=${() => this.session.signOut()}>${words.signOut}</button>
    </main>`;
  }

  /** Whoever comes back from their e-mail is through by that alone. */
  readonly #look = (): void => {
    if (document.visibilityState === "visible") void this.#check("");
  };

  readonly #opened = (): void => void this.#check(verifyWords.notYet);

  /** The session tells whoever watches it once the address is shown to be theirs. */
  async #check(otherwise: string): Promise<void> {
    await this.#try(async () => {
      if (!(await this.session.lookWhetherVerified())) this.problem = otherwise;
    });
  }

  async #send(news: string): Promise<void> {
    await this.#try(async () => {
      await this.session.sendVerification(speaking.language);
      this.news = news;
    });
  }

  async #try(act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    [this.busy, this.problem, this.news] = [true, "", ""];
    try {
      await act();
    } catch (error) {
      this.problem = signInProblem(error);
    }
    this.busy = false;
  }
}
