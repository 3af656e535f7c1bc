/** Signing in by a link: asks for the address and sends it; and uses the link that opened this page, or that is pasted. */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Session } from "../../shared/api/session";
import { speaking } from "../../shared/language/spoken";
import { signInProblem, words } from "../../shared/language/words.en";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import { linkWords } from "./link.en";
import { codeOf, dropLinkHere, forgetAddress, keepAddress, keptAddress, linkHere } from "./sign-in-link";

/** `asking` for the address to send to; `sent`; `arriving` with a link; `finishing`: with one, but whose is it? */
type Step = "asking" | "sent" | "arriving" | "finishing";

const STALE = new Set(["auth/invalid-action-code", "auth/expired-action-code"]);

@customElement("link-sign-in")
export class LinkSignIn extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host,
      form,
      .sent {
        display: grid;
        gap: var(--space-5);
      }
      h2 {
        font-size: var(--display-small);
      }
      h2:focus-visible {
        outline: none;
      }
      .sent {
        overflow-wrap: anywhere;
      }
      summary {
        padding-block: var(--space-4);
        cursor: pointer;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @state() private step: Step = "asking";
  @state() private busy = false;
  @state() private problem = "";
  /** the last link could not be used */
  @state() private stale = false;
  #address = keptAddress();
  #link = "";

  override connectedCallback(): void {
    super.connectedCallback();
    this.#link = linkHere() ?? "";
    if (!this.#link) return;
    this.step = this.#address ? "arriving" : "finishing";
    if (this.#address) void this.#finish(this.#address, this.#link);
  }

  override updated(changed: PropertyValues): void {
    if (changed.has("step") && this.step === "sent") this.renderRoot.querySelector("h2")?.focus();
  }

  override render(): TemplateResult {
    if (this.step === "arriving") return html`<p role="status">${linkWords.arriving}</p>`;
    return this.step === "sent" ? this.#sent() : this.#asking();
  }

  #asking(): TemplateResult {
    const finishing = this.step === "finishing";
    const send = this.stale ? linkWords.sendNew : linkWords.send;
    const wait = finishing ? linkWords.arriving : linkWords.sending;
    return html`<form @submit=${finishing ? this.#finishTyped : this.#sendTyped}>
      <p class=${this.stale ? "" : "quiet"} role=${this.stale ? "alert" : nothing}>${this.#introduction()}</p>
      ${this.#field("email", words.email, "email", "email", this.#address)} ${this.#alert()}
      <button type="submit" class="primary wide" ?disabled=${this.busy}>${this.busy ? wait : finishing ? linkWords.finish : send}</button>
    </form>`;
  }

  #introduction(): string {
    if (this.step === "finishing") return linkWords.whose;
    return this.stale ? linkWords.stale : linkWords.intro;
  }

  #sent(): TemplateResult {
    return html`<div class="sent">
        <h2 tabindex="-1">${linkWords.sentTitle}</h2>
        <p>${linkWords.sent(this.#address)}</p>
        <p class="quiet">${linkWords.sentSlow}</p>
        <button type="button" class="outline wide" ?disabled=${this.busy} @click=${this.#again}>
          ${this.busy ? linkWords.sending : linkWords.again}
        </button>
        <button type="button" class="plain wide" @click=${this.#restart}>${linkWords.otherAddress}</button>
      </div>
      <details>
        <summary>${linkWords.elsewhere}</summary>
        <form @submit=${this.#usePasted}>
          <p class="quiet">${linkWords.paste}</p>
          ${this.#field("link", linkWords.pasted, "url", "off", "")}
          <button type="submit" class="primary wide" ?disabled=${this.busy}>${linkWords.finish}</button>
        </form>
      </details>
      ${this.#alert()}`;
  }

  #field(
    name: string,
    label: string,
    type: "email" | "url",
    autocomplete: "email" | "off",
    value: string,
  ): TemplateResult {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input id=${name} name=${name} type=${type} autocomplete=${autocomplete} required .value=${value}
        aria-invalid=${this.problem ? "true" : "false"}>
    </div>`;
  }

  #alert(): TemplateResult {
    return html`<p class="problem" role="alert" ?hidden=${!this.problem}>${icons.refused}<span>${this.problem}</span></p>`;
  }

  readonly #sendTyped = (event: SubmitEvent): void => void this.#send(typed(event, "email"));
  readonly #again = (): void => void this.#send(this.#address);
  readonly #finishTyped = (event: SubmitEvent): void => void this.#finish(typed(event, "email"), this.#link);

  readonly #usePasted = (event: SubmitEvent): void => {
    const link = typed(event, "link");
    if (codeOf(link) !== null) void this.#finish(this.#address, link);
    else this.problem = linkWords.notALink;
  };

  readonly #restart = (): void => {
    [this.step, this.problem] = ["asking", ""];
  };

  async #send(address: string): Promise<void> {
    [this.busy, this.problem, this.#address] = [true, "", address];
    try {
      await this.session.sendLink(address, speaking.language);
      keepAddress(address);
      [this.step, this.stale] = ["sent", false];
    } catch (error) {
      this.problem = signInProblem(error);
    }
    this.busy = false;
  }

  /** The session tells who came in; the page goes on from there. */
  async #finish(address: string, link: string): Promise<void> {
    [this.busy, this.problem, this.#address, this.#link] = [true, "", address, link];
    try {
      await this.session.signInByLink(address, codeOf(link) ?? "");
      forgetAddress();
    } catch (error) {
      this.#refuse(String((error as { code?: unknown }).code), error);
      this.busy = false;
    }
  }

  #refuse(code: string, error: unknown): void {
    if (STALE.has(code)) {
      dropLinkHere();
      [this.step, this.stale] = ["asking", true];
    } else {
      this.step = "finishing";
      this.problem = code === "auth/invalid-email" ? linkWords.wrongAddress : signInProblem(error);
    }
  }
}

function typed(event: SubmitEvent, name: string): string {
  event.preventDefault();
  return String(new FormData(event.target as HTMLFormElement).get(name) ?? "").trim();
}
