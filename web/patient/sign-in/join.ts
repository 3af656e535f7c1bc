/** The one step of a first sign-in: the name the account is opened with. A name given with the sign-in is enough. */

import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Calling } from "../../shared/api/callables";
import { askAgain } from "../../shared/api/outcome";
import type { Session } from "../../shared/api/session";
import { words } from "../../shared/language/words.en";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import { problemOf } from "../words.en";
import { joinWords } from "./words.en";

@customElement("join-clinic")
export class JoinClinic extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      form {
        display: grid;
        gap: var(--space-5);
        max-width: 26rem;
        padding-top: var(--space-6);
      }
      h1 {
        font-size: var(--display-medium);
      }
    `,
  ];

  @property({ attribute: false }) callables!: Calling;
  @property({ attribute: false }) session!: Pick<Session, "forgetForeignPassword">;
  @property({ attribute: false }) clinicId = "";
  @property({ attribute: false }) clinicName = "";
  @property({ attribute: false }) newName: string | null = null;
  @state() private busy = false;
  @state() private problem = "";
  /** Made before the first call, and kept until the account is open or another name is given. */
  #request = { id: "", name: "" };

  override firstUpdated(): void {
    if (this.newName) void this.#open(this.newName);
  }

  /** The listener shows the account as soon as it is there; nothing is left to do here. */
  override render(): TemplateResult {
    return html`<form @submit=${this.#submit}>
      <h1>${joinWords.join(this.clinicName)}</h1>
      <p class="quiet">${joinWords.joinText}</p>
      <div class="field">
        <label for="name">${words.name}</label>
        <input id="name" name="name" autocomplete="name" required maxlength="80" .value=${this.newName ?? ""}>
      </div>
      <p class="problem" role="alert" ?hidden=${!this.problem}>${icons.refused}<span>${this.problem}</span></p>
      <button type="submit" class="primary wide" ?disabled=${this.busy}>${this.busy ? joinWords.opening : joinWords.openAccount}</button>
    </form>`;
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void this.#open(String(new FormData(event.target as HTMLFormElement).get("name") ?? "").trim());
  };

  async #open(name: string): Promise<void> {
    if (this.#request.name !== name) this.#request = { id: crypto.randomUUID(), name };
    this.busy = true;
    this.problem = "";
    const body = { request_id: this.#request.id, clinic_id: this.clinicId, name };
    try {
      await this.session.forgetForeignPassword();
      await askAgain(() => this.callables.call("join_clinic", body));
    } catch (error) {
      this.problem = problemOf(error);
      this.busy = false;
    }
  }
}
