/** People: everybody on the clinic's staff, who is invited, and what each may do; live while it can be seen. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Location } from "../../shared/api/documents";
import { base, controls } from "../../shared/ui/styles";
import { change } from "../changing/changing";
import { ChangedMeanwhileError } from "../changing/edits";
import { section } from "../clinic/clinic-place.styles";
import { Doing, news } from "../clinic/doing";
import { locationsById, type Member, type OpenInvite, watchInvites, watchTeam } from "../firestore/team-documents";
import type { ManagerContext } from "../manager-context";
import { addressOf, go, leaveFor } from "../shell/address";
import { Covering } from "../shell/covered";
import { Watching } from "../shell/watching";
import type { Column } from "../tables/column";
import { managerWords } from "../words";
import type { Edited } from "./person-sheet";
import { documentOf, editOf, isSame, type StaffEdit } from "./staff";
import type { Told } from "./told";
import { againstQuota, type Weeks, weekOf } from "./week";
import { inviteWords, measureWords, peopleWords, roleWords } from "./words";
import "../tables/record-table";
import "./invite-list";

const INVITE = "invite";

@customElement("people-section")
export class PeopleSection extends LitElement {
  static override styles = [base, controls, section, news];

  @property({ attribute: false }) manager!: ManagerContext;
  /** the words of the address after the section's: a person's uid, or the invite sheet */
  @property({ attribute: false }) inside: readonly string[] = [];
  /** null: not read yet */
  @state() private team: readonly Member[] | null = null;
  @state() private invites: readonly OpenInvite[] = [];
  @state() private places: ReadonlyMap<string, Location> = new Map();
  @state() private failed = false;
  @state() private areSheetsHere = false;
  @state() private weeks: Weeks | "counting" | null = null;
  readonly #doing = new Doing(this, (sentence) => this.manager.say(sentence));
  readonly #watching = new Watching(this, () => this.#listen());

  constructor() {
    super();
    new Covering(this, () => this.#openSheet !== null);
  }

  override firstUpdated(): void {
    void Promise.all([import("./person-sheet"), import("./invite-sheet")]).then(
      () => (this.areSheetsHere = true),
      () => (this.failed = true),
    );
  }

  /** A sheet whose address is left closes as by its own key, so that the hands are where they were. */
  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("inside") && this.inside.length === 0) this.#openSheet?.shut();
  }

  override render(): TemplateResult {
    return html`<div class="head">
        <h2>${peopleWords.title}</h2>
        <button type="button" class="primary" @click=${() => go(addressOf("clinic", "people", INVITE))}>${inviteWords.invite}</button>
      </div>
      ${this.#doing.draw()} ${this.failed ? this.#failure() : nothing}
      ${this.team ? this.#table(this.team) : html`<p class="unseen" role="status">${managerWords.loading}</p>`}
      ${this.team?.length === 1 && this.invites.length === 0 ? html`<p class="none">${peopleWords.alone}</p>` : nothing}
      ${
        this.invites.length
          ? html`<invite-list .manager=${this.manager} .invites=${this.invites} .places=${this.places} @told=${this.#tell}></invite-list>`
          : nothing
      }
      ${this.#sheet()}`;
  }

  #table(team: readonly Member[]): TemplateResult {
    return html`<record-table caption=${peopleWords.title} file="people" .rows=${team} .columns=${this.#columns}>
      ${
        this.weeks === null || this.weeks === "counting"
          ? html`<button type="button" class="outline" ?disabled=${this.weeks === "counting"} @click=${this.#count}>
            ${this.weeks === "counting" ? peopleWords.counting : peopleWords.countWeek}</button>`
          : nothing
      }
    </record-table>`;
  }

  get #columns(): readonly Column<Member>[] {
    const { weeks } = this;
    const columns: Column<Member>[] = [
      { name: "name", word: peopleWords.name, value: ({ name }) => name, draw: (member) => this.#link(member) },
      { name: "role", word: peopleWords.role, value: ({ role }) => roleWords[role] ?? role },
      { name: "locations", word: peopleWords.locations, value: (member) => this.#placesOf(member) },
      {
        name: "access",
        word: peopleWords.access,
        value: ({ active }) => (active ? peopleWords.on : peopleWords.off),
      },
    ];
    if (weeks === null || weeks === "counting") return columns;
    return [...columns, { name: "week", word: peopleWords.week, value: (member) => weekText(member, weeks) }];
  }

  #link({ uid, name }: Member): TemplateResult {
    const isSelf = uid === this.manager.uid;
    return html`<a href=${addressOf("clinic", "people", uid)}>${name}</a>${isSelf ? ` (${peopleWords.you})` : nothing}`;
  }

  #placesOf({ locationIds }: Member): string {
    const places = locationIds.map((id) => this.places.get(id)?.name ?? id).sort();
    return places.join(", ") || peopleWords.noLocation;
  }

  /** The locations that somebody can be given: those that are open, and those that they have. */
  #choicesOf(held: readonly string[]): ReadonlyMap<string, string> {
    const choices = [...this.places].filter(([id, { active }]) => active || held.includes(id));
    return new Map(choices.map(([id, { name }]) => [id, name]));
  }

  #sheet(): TemplateResult | typeof nothing {
    const [open] = this.inside;
    if (!open || !this.team || !this.areSheetsHere) return nothing;
    if (open === INVITE) {
      return html`<invite-sheet .manager=${this.manager} .locations=${this.#choicesOf([])} @told=${this.#tell} @close=${this.#closed}></invite-sheet>`;
    }
    const member = this.team.find(({ uid }) => uid === open);
    if (!member) return nothing;
    return html`<person-sheet .manager=${this.manager} .member=${member} .locations=${this.#choicesOf(member.locationIds)} ?busy=${this.#doing.busy}
      problem=${this.#doing.problem} @edited=${this.#edit} @close=${this.#closed}></person-sheet>`;
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
    locationsById(documents).then((places) => (this.places = places), failed);
    const stops = [
      watchTeam(
        documents,
        (team) => {
          [this.team, this.failed] = [team, false];
        },
        failed,
      ),
      watchInvites(documents, (invites) => (this.invites = invites), failed),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  readonly #edit = async ({ member, edit, sentence }: Edited): Promise<void> => {
    await this.#doing.run(async () => {
      await this.#write(member, edit);
      this.#doing.say(sentence, () => this.#takeBack(member, edit));
      this.#openSheet?.shut();
    });
  };

  async #write(member: Member, edit: StaffEdit): Promise<void> {
    const { documents, uid } = this.manager;
    const after = documentOf(member.data, edit, uid);
    await change(documents, uid, [{ path: `staff/${member.uid}`, before: member.data, after }]);
  }

  /** Taking an edit back is signed as any other, so it is an edit of its own, of the document as it is now. */
  async #takeBack(before: Member, edit: StaffEdit): Promise<void> {
    const now = this.team?.find(({ uid }) => uid === before.uid);
    if (!now || !isSame(editOf(now), edit)) throw new ChangedMeanwhileError();
    await this.#write(now, editOf(before));
  }

  readonly #tell = ({ sentence }: Told): void => this.#doing.say(sentence);

  readonly #count = async (): Promise<void> => {
    this.weeks = "counting";
    try {
      this.weeks = await weekOf(this.manager, [...this.places.keys()]);
    } catch {
      this.weeks = null;
      this.#doing.say(managerWords.notRead);
    }
  };

  readonly #closed = (): void => {
    this.#doing.forgetProblem();
    leaveFor(addressOf("clinic", "people"));
  };

  get #openSheet(): (HTMLElement & { shut(): void }) | null {
    return this.renderRoot?.querySelector<HTMLElement & { shut(): void }>("person-sheet, invite-sheet") ?? null;
  }
}

/** What somebody did this week in words: all that is expected, and what they did beside it. */
function weekText({ uid, quota, locationIds }: Member, weeks: Weeks): string {
  const done = weeks.get(uid);
  if (!done) return "";
  return againstQuota(done, quota, locationIds.length)
    .filter((each) => each.of !== null || each.done > 0)
    .map((each) => `${measureWords[each.measure]} ${each.done}${each.of === null ? "" : ` of ${each.of}`}`)
    .join(", ");
}
