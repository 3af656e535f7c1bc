/** People: everybody on the clinic's staff, with what they may do and where; live while it can be seen. */
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { base, controls } from "../../shared/ui/styles";
import { locationNames, type Member, watchTeam } from "../firestore/team-documents";
import type { ManagerContext } from "../manager-context";
import { Watching } from "../shell/watching";
import { managerWords } from "../words";
import { section } from "./clinic-place.styles";
import { peopleWords, roleWords } from "./words";

@customElement("people-section")
export class PeopleSection extends LitElement {
  static override styles = [base, controls, section];

  @property({ attribute: false }) manager!: ManagerContext;
  @property({ attribute: false }) inside: readonly string[] = [];
  /** null: not read yet */
  @state() private team: readonly Member[] | null = null;
  @state() private places: ReadonlyMap<string, string> = new Map();
  @state() private failed = false;
  readonly #watching = new Watching(this, () => this.#listen());

  override render(): TemplateResult {
    return html`<div class="head"><h2 id="people">${peopleWords.title}</h2></div>
      ${this.failed ? this.#failure() : nothing}
      ${this.team ? this.#table(this.team) : html`<p class="unseen" role="status">${managerWords.loading}</p>`}
      ${this.team?.length === 1 ? html`<p class="none">${peopleWords.alone}</p>` : nothing}`;
  }

  #table(team: readonly Member[]): TemplateResult {
    const { name, role, locations, access } = peopleWords;
    return html`<table aria-labelledby="people">
      <thead><tr>${[name, role, locations, access].map((word) => html`<th scope="col">${word}</th>`)}</tr></thead>
      <tbody>${team.map((member) => this.#row(member))}</tbody>
    </table>`;
  }

  #row({ uid, name, role, locationIds, active }: Member): TemplateResult {
    const places = locationIds.map((id) => this.places.get(id) ?? id).sort();
    return html`<tr class=${active ? "" : "off"}>
      <th scope="row">${name}${uid === this.manager.uid ? html` <span class="quiet">(${peopleWords.you})</span>` : nothing}</th>
      <td>${roleWords[role] ?? role}</td>
      <td>${places.join(", ") || peopleWords.noLocation}</td>
      <td>${active ? peopleWords.on : peopleWords.off}</td>
    </tr>`;
  }

  #failure(): TemplateResult {
    return html`<div class="failure" role="alert">
      <p>${managerWords.notRead}</p>
      <button type="button" class="outline" @click=${() => this.#watching.again()}>${managerWords.tryAgain}</button>
    </div>`;
  }

  #listen(): () => void {
    const { documents } = this.manager;
    const failed = (): void => {
      this.failed = true;
    };
    locationNames(documents).then((names) => (this.places = names), failed);
    return watchTeam(
      documents,
      (team) => {
        [this.team, this.failed] = [team, false];
      },
      failed,
    );
  }
}
