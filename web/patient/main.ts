/** The patient's page: starts the session, then shows the sign-in or the home screen, which brings Firestore with it. */
import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { Session, type Person } from "../shared/firebase/session";
import type { Live } from "../shared/firebase/live";
import { loadSettings } from "../shared/settings";
import "../shared/sign-in";
import { base, controls } from "../shared/styles";
import { words } from "../shared/words";
import { greet } from "./welcome-words";
import type { PatientCallables } from "./ledger-calls";

/** What the home screen works with; loaded once, after the sign-in. */
export interface Backend {
  live: Live;
  callables: PatientCallables;
}

@customElement("patient-app")
export class PatientApp extends LitElement {
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

  /** undefined: not known yet; null: nobody is signed in */
  @state() private person: Person | null | undefined;
  @state() private backend: Backend | null = null;
  @state() private failed = false;
  #session: Session | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#start();
  }

  override render(): TemplateResult | typeof nothing {
    if (this.failed) return html`<main><p class="problem" role="alert">${words.pageFailed}</p></main>`;
    if (!this.#session || this.person === undefined) return nothing;
    if (this.person === null) return this.#signIn(this.#session);
    if (!this.backend) return nothing;
    return html`<patient-home .session=${this.#session} .backend=${this.backend} .person=${this.person}></patient-home>`;
  }

  #signIn(session: Session): TemplateResult {
    return html`<main>
      <div class="intro">
        <h1>${greet.welcome}</h1>
        <p class="quiet">${greet.welcomeText}</p>
      </div>
      <sign-in-form .session=${session} may-join></sign-in-form>
    </main>`;
  }

  async #start(): Promise<void> {
    try {
      const session = new Session(await loadSettings(), "patient");
      this.#session = session;
      session.watch((person) => void this.#arrive(session, person));
    } catch {
      this.failed = true;
    }
  }

  async #arrive(session: Session, person: Person | null): Promise<void> {
    this.person = person;
    if (!person || this.backend) return;
    try {
      this.backend = await loadBackend(session);
    } catch {
      this.failed = true;
    }
  }
}

async function loadBackend(session: Session): Promise<Backend> {
  const [{ Live }, { PatientCallables }] = await Promise.all([
    import("../shared/firebase/live"),
    import("./ledger-calls"),
    import("./home"),
  ]);
  return { live: new Live(session), callables: new PatientCallables(session) };
}
