/** The screens before a page of staff: signing in, and what keeps somebody out who has signed in. */
import { css, html, type TemplateResult } from "lit";
import type { Session } from "../api/session";
import { words } from "../language/words.en";
import { icons } from "./icons";
import "./sign-in-form";

export const entrance = css`
  main {
    min-height: 100dvh;
    display: grid;
    align-content: center;
    justify-content: center;
    grid-template-columns: minmax(0, 28rem);
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
`;

export function signInScreen(title: string, text: string, session: Session): TemplateResult {
  return html`<main>
    <div class="intro"><h1>${title}</h1><p class="quiet">${text}</p></div>
    <sign-in-form .session=${session}></sign-in-form>
  </main>`;
}

export function keptOutScreen(title: string, reason: string, leave: () => void): TemplateResult {
  return html`<main>
    <h1>${title}</h1>
    <p class="problem" role="alert">${icons.refused}<span>${reason}</span></p>
    <button type="button" class="outline" @click=${leave}>${words.signOut}</button>
  </main>`;
}
