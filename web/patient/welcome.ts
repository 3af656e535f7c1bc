/** What a patient meets before the sign-in, and when the page cannot start. */
import { LitElement, css, html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Session } from "../shared/firebase/session";
import "../shared/sign-in";
import { base, controls } from "../shared/styles";
import { words } from "../shared/words";
import "./language-choice";
import { greet } from "./welcome-words";

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
        padding: var(--space-7) var(--gutter);
      }
      h1 {
        font-size: var(--display-large);
      }
      .intro {
        display: grid;
        gap: var(--space-3);
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ type: Boolean }) failed = false;

  override firstUpdated(): void {
    document.title = greet.title;
  }

  override render(): TemplateResult {
    if (this.failed) return html`<main><p class="problem" role="alert">${words.pageFailed}</p></main>`;
    return html`<main>
      <div class="intro">
        <h1>${greet.welcome}</h1>
        <p class="quiet">${greet.welcomeText}</p>
      </div>
      <sign-in-form .session=${this.session} may-join></sign-in-form>
      <language-choice></language-choice>
    </main>`;
  }
}
