/** The people who are invited and have not come yet: each invite can be sent again or withdrawn. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Location } from "../../shared/api/documents";
import { dateIn, formatDay } from "../../shared/points/dates";
import { base, controls } from "../../shared/ui/styles";
import { refusalWords } from "../edit/refusals";
import type { OpenInvite } from "../firestore/team-documents";
import type { ManagerContext } from "../manager-context";
import { NotSentError, renew, withdraw } from "./inviting";
import { rolesOf } from "./staff";
import { Told } from "./told";
import { inviteWords, peopleWords, roleWords } from "./words";

@customElement("invite-list")
export class InviteList extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: grid;
        gap: var(--space-3);
      }
      h3 {
        font-size: 1.375rem;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-2) var(--space-5);
        padding-block: var(--space-3);
        border-top: 1px solid var(--line);
        overflow-wrap: anywhere;
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
      strong {
        font-weight: 550;
      }
    `,
  ];

  @property({ attribute: false }) manager!: ManagerContext;
  @property({ attribute: false }) invites: readonly OpenInvite[] = [];
  @property({ attribute: false }) places: ReadonlyMap<string, Location> = new Map();
  /** the invite that is being acted on; empty is none */
  @state() private acting = "";

  override render(): TemplateResult {
    return html`<h3>${inviteWords.open}</h3>
      <ul>${repeat(
        this.invites,
        ({ inviteId }) => inviteId,
        (invite) => this.#row(invite),
      )}</ul>`;
  }

  #row({ inviteId, email, name, role, locationIds, expiresAt }: OpenInvite): TemplateResult {
    const { locale, timeZone } = this.manager.clinic;
    const isOver = expiresAt <= new Date();
    const until = isOver ? inviteWords.over : inviteWords.ends(formatDay(dateIn(timeZone, expiresAt), locale, false));
    const places = locationIds.map((id) => this.places.get(id)?.name ?? id).join(", ") || peopleWords.noLocation;
    const may = (rolesOf(this.manager.staff.role) as readonly string[]).includes(role);
    const isOff = !may || this.acting !== "";
    return html`<li>
      <span><strong>${name}</strong> · ${email}<br><span class="small quiet">${roleWords[role] ?? role}, ${places} · ${until}</span></span>
      <span class="ways">
        <button type="button" class="outline" ?disabled=${isOff} aria-label="${inviteWords.again}: ${email}"
          @click=${() => this.#act(inviteId, email, renew, inviteWords.sent)}>${inviteWords.again}</button>
        <button type="button" class="plain" ?disabled=${isOff} aria-label="${inviteWords.withdraw}: ${email}"
          @click=${() => this.#act(inviteId, email, withdraw, inviteWords.withdrawn)}>${inviteWords.withdraw}</button>
      </span>
    </li>`;
  }

  async #act(
    inviteId: string,
    email: string,
    act: typeof renew | typeof withdraw,
    done: (email: string) => string,
  ): Promise<void> {
    this.acting = inviteId;
    try {
      await act(this.manager, inviteId);
      this.dispatchEvent(new Told(done(email)));
    } catch (error) {
      const sentence = error instanceof NotSentError ? inviteWords.notSent(email) : refusalWords(error);
      this.dispatchEvent(new Told(sentence));
    } finally {
      this.acting = "";
    }
  }
}
