/** The cover over a page of staff that nobody touched for a while: the password of whoever is signed in takes it away. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { askReady } from "../api/ready";
import type { Session } from "../api/session";
import { signInProblem, words } from "../language/words.en";
import { icons } from "../ui/icons";
import { base, controls } from "../ui/styles";
import { SCANNED } from "./touches";

/** Milliseconds without a key, a touch or a scan after which a page covers itself. */
export const UNTOUCHED = 600_000;
const TOUCHES = ["keydown", "pointerdown", SCANNED] as const;

const lockWords = {
  title: "Locked",
  text: (what: string) => `Nobody touched ${what} for ten minutes, so it covered itself.`,
  held: "What is on its way stays: you find it as it was.",
  waits: "An amount is typed and not credited. It waits for you; signing out drops it.",
  unlock: "Unlock",
} as const;

/** Acts when nobody has touched the page for so long since; answers how to stop watching. A machine that slept counts, too. */
export function whenUntouched(since: number, act: () => void): () => void {
  let timer = 0;
  let touchedAt = since;
  const look = (): void => {
    clearTimeout(timer);
    const left = touchedAt + UNTOUCHED - Date.now();
    if (left <= 0) act();
    timer = window.setTimeout(look, left > 0 ? left : UNTOUCHED);
  };
  const touched = (): void => {
    if (Date.now() - touchedAt >= UNTOUCHED) act();
    touchedAt = Date.now();
  };
  for (const touch of TOUCHES) addEventListener(touch, touched, { capture: true });
  document.addEventListener("visibilitychange", look);
  look();
  return () => {
    clearTimeout(timer);
    for (const touch of TOUCHES) removeEventListener(touch, touched, { capture: true });
    document.removeEventListener("visibilitychange", look);
  };
}

/** Whoever is signed in at a page, and how the page is called; nothing said is a desk. */
export interface Covered {
  staff: { name: string };
  email: string;
  documents: { session: Session };
  what?: string;
}

@customElement("lock-screen")
export class LockScreen extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      dialog {
        width: 100%;
        max-width: none;
        height: 100%;
        max-height: none;
        border: 0;
        padding: var(--space-7) var(--gutter);
        background: var(--paper);
        color: var(--ink);
      }
      dialog[open] {
        display: grid;
        align-content: center;
        justify-content: center;
        grid-template-columns: minmax(0, 28rem);
      }
      dialog::backdrop {
        background: var(--paper);
      }
      form,
      .intro {
        display: grid;
        gap: var(--space-5);
      }
      .intro {
        gap: var(--space-3);
      }
      h1 {
        font-size: var(--display-large);
      }
    `,
  ];

  @property({ attribute: false }) at!: Covered;
  /** an act is on its way, or its outcome is not known */
  @property({ type: Boolean }) held = false;
  /** an amount is typed and not credited */
  @property({ type: Boolean }) waits = false;
  @state() private busy = false;
  @state() private problem = "";
  @query("dialog") private readonly dialog!: HTMLDialogElement;

  override firstUpdated(): void {
    this.dialog.showModal();
    this.renderRoot.querySelector<HTMLElement>("#password")?.focus();
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" @cancel=${(event: Event) => event.preventDefault()} @keydown=${stay} @close=${this.#closed}>
      <form @submit=${this.#submit}>
        <div class="intro">
          <h1 id="title">${lockWords.title}</h1>
          <p class="quiet">${lockWords.text(this.at.what ?? "this desk")} ${this.held ? lockWords.held : nothing}</p>
          ${this.waits ? html`<p>${lockWords.waits}</p>` : nothing}
          <p>${this.at.staff.name}</p>
        </div>
        <input hidden autocomplete="username" .value=${this.at.email}>
        <div class="field">
          <label for="password">${words.password}</label>
          <input id="password" name="password" type="password" autocomplete="current-password" required maxlength="80"
            aria-invalid=${this.problem ? "true" : "false"}>
        </div>
        <p class="problem" role="alert" ?hidden=${!this.problem}>${icons.refused}<span>${this.problem}</span></p>
        <button type="submit" class="primary wide" ?disabled=${this.busy}>${this.busy ? words.signingIn : lockWords.unlock}</button>
        ${this.held ? nothing : html`<button type="button" class="plain wide" @click=${this.#leave}>${words.signOut}</button>`}
      </form>
    </dialog>`;
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const password = this.renderRoot.querySelector<HTMLInputElement>("#password");
    [this.busy, this.problem] = [true, ""];
    try {
      await this.at.documents.session.signIn(this.at.email, password?.value ?? "");
      askReady();
      this.dispatchEvent(new Event("unlocked"));
    } catch (error) {
      this.problem = signInProblem(error);
      password?.select();
    } finally {
      this.busy = false;
    }
  };

  readonly #leave = (): boolean => this.dispatchEvent(new Event("sign-out"));

  readonly #closed = (): void => {
    if (this.isConnected) this.dialog.showModal();
  };
}

/** No key reaches what is below, and none closes the cover. */
function stay(event: KeyboardEvent): void {
  event.stopPropagation();
  if (event.key === "Escape") event.preventDefault();
}
