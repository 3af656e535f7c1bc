/** Locations: where the clinic works, live while it can be seen; one is opened, renamed or closed. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { base, controls } from "../../shared/ui/styles";
import { change } from "../changing/changing";
import { section } from "../clinic/clinic-place.styles";
import { Doing, news } from "../clinic/doing";
import { type Place, watchPlaces } from "../firestore/location-documents";
import type { ManagerContext } from "../manager-context";
import { addressOf, go, leaveFor } from "../shell/address";
import { Covering } from "../shell/covered";
import { Watching } from "../shell/watching";
import type { Column } from "../tables/column";
import { managerWords } from "../words";
import type { PlaceEdited } from "./location-sheet";
import { documentOf, newIdOf } from "./place";
import { locationWords } from "./words";
import "../tables/record-table";

/** In the address, where another word is a location's id; no id begins with a dash. */
const NEW = "-new";

const columns: readonly Column<Place>[] = [
  {
    name: "name",
    word: locationWords.name,
    value: ({ name }) => name,
    draw: ({ locationId, name }) => html`<a href=${addressOf("clinic", "locations", locationId)}>${name}</a>`,
  },
  { name: "address", word: locationWords.address, value: ({ address }) => address },
  {
    name: "state",
    word: locationWords.state,
    value: ({ active }) => (active ? locationWords.open : locationWords.closed),
  },
];

@customElement("locations-section")
export class LocationsSection extends LitElement {
  static override styles = [base, controls, section, news];

  @property({ attribute: false }) manager!: ManagerContext;
  /** the words of the address after the section's: a location's id, or that of a new one */
  @property({ attribute: false }) inside: readonly string[] = [];
  /** null: not read yet */
  @state() private places: readonly Place[] | null = null;
  @state() private failed = false;
  @state() private isSheetHere = false;
  readonly #doing = new Doing(this, (sentence) => this.manager.say(sentence));
  readonly #watching = new Watching(this, () =>
    watchPlaces(
      this.manager.documents,
      (places) => {
        [this.places, this.failed] = [places, false];
      },
      () => (this.failed = true),
    ),
  );

  constructor() {
    super();
    new Covering(this, () => this.#openSheet !== null);
  }

  override firstUpdated(): void {
    void import("./location-sheet").then(
      () => (this.isSheetHere = true),
      () => (this.failed = true),
    );
  }

  /** A sheet whose address is left closes as by its own key, so that the hands are where they were. */
  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("inside") && this.inside.length === 0) this.#openSheet?.shut();
  }

  override render(): TemplateResult {
    return html`<div class="head">
        <h2>${locationWords.title}</h2>
        <button type="button" class="primary" @click=${() => go(addressOf("clinic", "locations", NEW))}>${locationWords.add}</button>
      </div>
      ${this.#doing.draw()} ${this.failed ? this.#failure() : nothing} ${this.#list()} ${this.#sheet()}`;
  }

  #list(): TemplateResult | typeof nothing {
    const { places } = this;
    if (!places) return this.failed ? nothing : html`<p class="unseen" role="status">${managerWords.loading}</p>`;
    if (places.length === 0) return html`<p class="none">${locationWords.none}</p>`;
    return html`<record-table caption=${locationWords.title} file="locations" .rows=${places} .columns=${columns}></record-table>`;
  }

  #sheet(): TemplateResult | typeof nothing {
    const [open] = this.inside;
    if (!open || !this.places || !this.isSheetHere) return nothing;
    const place = this.places.find(({ locationId }) => locationId === open) ?? null;
    if (!place && open !== NEW) return nothing;
    return html`<location-sheet .place=${place} ?busy=${this.#doing.busy} problem=${this.#doing.problem} @edited=${this.#edit}
      @close=${this.#closed}></location-sheet>`;
  }

  #failure(): TemplateResult {
    return html`<div class="failure" role="alert">
      <p>${managerWords.notRead}</p>
      <button type="button" class="outline" @click=${() => this.#watching.again()}>${managerWords.tryAgain}</button>
    </div>`;
  }

  readonly #edit = async ({ place, edit }: PlaceEdited): Promise<void> => {
    const { documents, uid } = this.manager;
    const taken = new Set(this.places?.map(({ locationId }) => locationId));
    const id = place?.locationId ?? newIdOf(edit.name, taken);
    const before = place?.data ?? null;
    await this.#doing.run(async () => {
      const changed = await change(documents, uid, [
        { path: `locations/${id}`, before, after: documentOf(before, edit) },
      ]);
      this.#doing.say(place ? locationWords.saved(edit.name) : locationWords.added(edit.name), changed.undo);
      this.#openSheet?.shut();
    });
  };

  readonly #closed = (): void => {
    this.#doing.forgetProblem();
    leaveFor(addressOf("clinic", "locations"));
  };

  get #openSheet(): (HTMLElement & { shut(): void }) | null {
    return this.renderRoot?.querySelector<HTMLElement & { shut(): void }>("location-sheet") ?? null;
  }
}
