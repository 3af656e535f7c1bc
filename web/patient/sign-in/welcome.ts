/** The welcome: the page before the sign-in, and when it cannot start. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Brand } from "../../shared/api/documents";
import { brandOf } from "../../shared/api/documents";
import type { Session } from "../../shared/api/session";
import type { SignInWay } from "../../shared/api/settings";
import { words } from "../../shared/language/words.en";
import { applyBrand, hasLogo } from "../../shared/ui/brand";
import { base, controls } from "../../shared/ui/styles";
import { lastPublished } from "../firestore/last-known";
import { linkWords } from "./link.en";
import { linkHere } from "./sign-in-link";
import { welcomeWords } from "./words.en";
import "../../shared/ui/sign-in-form";
import "../language/language-choice";

const otherWay: Readonly<Record<SignInWay, () => string>> = {
  link: () => linkWords.byLink,
  password: () => linkWords.byPassword,
};

@customElement("patient-welcome")
export class PatientWelcome extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      main {
        min-height: 100dvh;
        display: grid;
        align-content: center;
        justify-content: center;
        grid-template-columns: minmax(0, 26rem);
        gap: var(--space-6);
        padding: var(--space-4) var(--gutter) var(--space-7);
      }
      h1 {
        font-size: var(--display-large);
      }
      .intro,
      .ways {
        display: grid;
        gap: var(--space-3);
      }
      .top,
      .clinic {
        display: flex;
        align-items: center;
        gap: var(--space-3);
      }
      .top {
        justify-content: space-between;
      }
      .clinic {
        font: 400 var(--display-small) / 1.1 var(--font-display);
      }
      language-choice {
        flex: none;
        margin-inline-end: calc(-1 * var(--space-4));
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ type: Boolean }) failed = false;
  /** null: the clinic's first */
  @state() private chosen: SignInWay | null = null;

  /** Bring the sign-in by link before it is chosen. */
  override willUpdate(): void {
    if (!this.failed && this.session.settings.signIn.includes("link")) void import("./link-sign-in").catch(() => {});
  }

  override firstUpdated(): void {
    document.title = welcomeWords.title;
    if (!this.failed) applyBrand(this.#brand, document.documentElement);
  }

  /** As the clinic's document said it last; until anybody was signed in here, as the page was set up. */
  get #brand(): Brand {
    const { app, clinicId } = this.session.settings;
    return lastPublished(clinicId)?.clinic.brand ?? brandOf(app);
  }

  #clinic(): TemplateResult {
    const mark = hasLogo(this.#brand) ? html`<span class="logo"></span>` : nothing;
    return html`<p class="clinic">${mark} ${this.session.settings.app.name}</p>`;
  }

  override render(): TemplateResult {
    if (this.failed) return html`<main><p class="problem" role="alert">${words.pageFailed}</p></main>`;
    return html`<main>
      <div class="top">${this.#clinic()} <language-choice></language-choice></div>
      <div class="intro">
        <h1>${welcomeWords.welcome}</h1>
        <p class="quiet">${welcomeWords.welcomeText}</p>
      </div>
      <div class="ways">${this.#ways(this.session.settings.signIn)}</div>
    </main>`;
  }

  /** One way with its form, and the way to the other where the clinic has both. A link that is here is used first. */
  #ways(offered: readonly SignInWay[]): TemplateResult {
    const way = this.chosen ?? (offered.includes("link") && linkHere() ? "link" : offered[0]);
    const other = offered.find((each) => each !== way);
    return html`${
      way === "link"
        ? html`<link-sign-in .session=${this.session}></link-sign-in>`
        : html`<sign-in-form .session=${this.session} may-join></sign-in-form>`
    }
    ${other ? html`<button type="button" class="plain wide" @click=${() => (this.chosen = other)}>${otherWay[other]()}</button>` : nothing}`;
  }
}
