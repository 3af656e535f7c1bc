/** The managers' page: sign-in, then the shell with its places. Nothing of the clinic or a patient is kept in storage. */
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { Callables } from "../shared/api/callables";
import type { OfficeCalls } from "../shared/api/contracts.gen";
import { askReady } from "../shared/api/ready";
import { type Person, Session } from "../shared/api/session";
import { loadSettings } from "../shared/api/settings";
import { words } from "../shared/language/words.en";
import { wasCovered } from "../shared/lock/lock";
import { applyBrand } from "../shared/ui/brand";
import { entrance, keptOutScreen, signInScreen } from "../shared/ui/entrance";
import { base, controls } from "../shared/ui/styles";
import { type InviteLink, inviteOf } from "./entrance/invite-link";
import { managerWords, noWorkplaceWords } from "./words";
import { findWorkplace, loadDocuments, type NoWorkplace, type Workplace } from "./workplace";
import "./shell/manager-shell";

const DESK = "/desk";

@customElement("manager-app")
export class ManagerApp extends LitElement {
  static override styles = [base, controls, entrance];

  /** undefined: not known yet; null: nobody is signed in */
  @state() private person: Person | null | undefined;
  @state() private workplace: Workplace | NoWorkplace | null = null;
  @state() private failed = false;
  /** the invite that leads here; null where none does, or once it is accepted */
  @state() private invite = inviteOf(location.href);
  #session: Session | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#start();
  }

  override render(): TemplateResult | typeof nothing {
    if (this.failed) return html`<main><p class="problem" role="alert">${words.pageFailed}</p></main>`;
    if (!this.#session || this.person === undefined) return nothing;
    if (this.invite && this.person?.isVerified !== false) return this.#inviteEntrance(this.invite, this.#session);
    if (this.person === null) {
      return signInScreen(managerWords.title, managerWords.signInText, this.#session);
    }
    if (!this.person.isVerified) {
      return html`<verify-address .session=${this.#session} .email=${this.person.email}></verify-address>`;
    }
    if (this.workplace === null) return nothing;
    if (typeof this.workplace === "string") {
      return keptOutScreen(managerWords.title, noWorkplaceWords[this.workplace], this.#leave);
    }
    return html`<manager-shell .workplace=${this.workplace} .person=${this.person}
      .counter=${new Callables(this.#session)} .office=${new Callables<OfficeCalls>(this.#session, "office")}
      @sign-out=${this.#leave}></manager-shell>`;
  }

  #inviteEntrance(invite: InviteLink, session: Session): TemplateResult {
    void import("./entrance/invite-entrance").catch(() => (this.failed = true));
    const arrived = (): void => {
      this.invite = null;
      void this.#arrive(session, this.person ?? null);
    };
    return html`<invite-entrance .session=${session} .invite=${invite} .person=${this.person ?? null}
      @arrived=${arrived}></invite-entrance>`;
  }

  async #start(): Promise<void> {
    try {
      const session = new Session(await loadSettings(), "staff");
      this.#session = session;
      // A page that was covered is not uncovered by loading it again.
      if (wasCovered()) await session.signOut();
      document.title = managerWords.title;
      session.watch((person) => void this.#arrive(session, person));
      void loadDocuments().catch(() => {});
    } catch {
      this.failed = true;
    }
  }

  async #arrive(session: Session, person: Person | null): Promise<void> {
    this.person = person;
    this.workplace = null;
    if (!person) return;
    if (this.invite && person.isVerified) return;
    if (!person.isVerified) return void import("../shared/ui/verify-address").catch(() => (this.failed = true));
    try {
      const found = await findWorkplace(session, person);
      if (found === "front-desk") return location.replace(DESK);
      askReady();
      if (typeof found !== "string") applyBrand(found.clinic.brand, document.documentElement);
      this.workplace = found;
    } catch {
      this.failed = true;
    }
  }

  readonly #leave = (): void => void this.#session?.signOut();
}
