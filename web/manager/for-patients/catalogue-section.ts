/** A kind of things that patients see: its rows in a table that is edited in place, the form of one, and the phone beside. */
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Side } from "../../patient/gallery/gallery";
import { dateIn } from "../../shared/points/dates";
import { type MoneyFormat, moneyFormat } from "../../shared/points/money";
import { icons } from "../../shared/ui/icons";
import { Online } from "../../shared/ui/online";
import { base, controls } from "../../shared/ui/styles";
import { newId } from "../firestore/catalogue-documents";
import { readPicture } from "../firestore/gallery-documents";
import type { ManagerContext } from "../manager-context";
import { Watching } from "../shell/watching";
import type { RecordTable } from "../tables/record-table";
import { managerWords } from "../words";
import type { SetInAll, ShowAll } from "./bulk-bar";
import { columnsOf, nameOf, type Table } from "./catalogue-columns";
import { catalogueSection } from "./catalogue-section.styles";
import type { Row } from "./drafts";
import type { CatalogueField } from "./field";
import { Keeping } from "./keeping";
import { isAway, type Kind } from "./kind";
import type { PictureMade } from "./pictures/picture-drop";
import { type Found, watchKind } from "./reading";
import type { FieldTyped, RowForm } from "./row-form";
import { shownOf } from "./shown";
import { catalogueWords } from "./words";
import "../changing/undo-bar";
import "../tables/record-table";
import "./bulk-bar";
import "./row-form";

@customElement("catalogue-section")
export class CatalogueSection extends LitElement {
  static override styles = [base, controls, catalogueSection];

  @property({ attribute: false }) manager!: ManagerContext;
  @property({ attribute: false }) kind!: Kind;
  /** null: not read yet */
  @state() private found: Found | null = null;
  @state() private failed = false;
  @state() private chosen: ReadonlySet<string> = new Set();
  /** the row whose form is open */
  @state() private editing: string | null = null;
  @state() private isArchiveOpen = false;
  @state() private isWithdrawing = false;
  @query("row-form") private readonly form!: RowForm | null;
  @query("record-table") private readonly table!: RecordTable<Row> | null;
  readonly #watching = new Watching(this, () => this.#listen());
  readonly #online = new Online(this);
  readonly #keeping = new Keeping(
    this,
    () => this.kind,
    () => this.manager,
    () => this.#format,
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("keydown", this.#key);
    // The phone is the larger part, and stands beside: the table does not wait for it.
    void import("./phone/live-phone").catch(() => {});
    if (this.kind.path === "targeted_offers") void import("./audience/audience-panel").catch(() => {});
    if (this.kind.sides) void import("./pictures/picture-drop").catch(() => {});
  }

  override render(): TemplateResult {
    const { kind, found } = this;
    return html`<div class="rows">
        <div class="head">
          <h2 id="kind">${kind.title}</h2>
          <button type="button" class="primary new" ?disabled=${!found} @click=${this.#begin}>${icons.plus} ${catalogueWords.add(kind.one)}</button>
        </div>
        ${this.failed ? this.#failure() : nothing}
        ${found ? this.#body(found) : html`<p class="unseen" role="status">${managerWords.loading}</p>`}
        <undo-bar .done=${this.#keeping.done} @undo=${() => this.#keeping.undo()} @over=${() => this.#keeping.over()}></undo-bar>
      </div>
      ${found ? this.#phone(found) : nothing}`;
  }

  #body(found: Found): TemplateResult {
    const rows = this.#rows(found);
    const seen = rows.filter(({ stored }) => stored && !isAway(stored));
    const away = rows.filter(({ stored }) => stored && isAway(stored));
    return html`${this.#formView(rows, found)} ${this.#problemView()} ${this.#saveBar(rows)}
      ${seen.length === 0 && this.editing === null ? html`<p class="none">${this.kind.empty}</p>` : nothing}
      ${this.chosen.size > 0 ? this.#bulk() : nothing}
      ${seen.length > 0 ? this.#tableView(this.kind.title, seen, found) : nothing}
      ${away.length > 0 ? this.#archive(away, found) : nothing}`;
  }

  #tableView(caption: string, rows: readonly Row[], found: Found): TemplateResult {
    const table: Table = {
      kind: this.kind,
      found,
      keeping: this.#keeping,
      format: this.#format,
      today: this.#today,
      chosen: this.chosen,
      choose: this.#choose,
      edit: this.#edit,
      save: () => void this.#save(),
    };
    return html`<record-table .caption=${caption} .file=${caption.toLowerCase()} .rows=${rows} .columns=${columnsOf(table)}></record-table>`;
  }

  #archive(rows: readonly Row[], found: Found): TemplateResult {
    const toggle = (): void => {
      this.isArchiveOpen = !this.isArchiveOpen;
    };
    return html`<div>
        <button type="button" class="plain" aria-expanded=${this.isArchiveOpen} @click=${toggle}>${catalogueWords.archivedCount(rows.length)}</button>
      </div>
      ${this.isArchiveOpen ? this.#tableView(catalogueWords.archived, rows, found) : nothing}`;
  }

  #formView(rows: readonly Row[], found: Found): TemplateResult | typeof nothing {
    const row = rows.find(({ id }) => id === this.editing);
    if (!row) return nothing;
    const drafted = this.#keeping.drafted(row);
    const title = row.stored ? nameOf(this.kind, { document: row.stored }) : catalogueWords.newOne(this.kind.one);
    return html`<section class="form" aria-labelledby="form">
      <h3 id="form">${title}</h3>
      <row-form .fields=${this.#fields(found)} .drafted=${drafted} .draft=${this.#keeping.draftOf(row.id)} .format=${this.#format}
        .tierNames=${found.tierNames} .isTried=${this.#keeping.isTried}
        @typed=${({ field, typed }: FieldTyped) => this.#keeping.put(row.id, field, typed)}></row-form>
      ${this.kind.sides ? this.#pair(row, this.kind.sides) : nothing}
      ${
        this.kind.path === "targeted_offers"
          ? html`<audience-panel .manager=${this.manager} .offer=${drafted.document} .offerId=${row.stored ? row.id : null}></audience-panel>`
          : nothing
      }
    </section>`;
  }

  /** The pictures of a pair, and the one act that takes them away. */
  #pair(row: Row, sides: readonly Side[]): TemplateResult | typeof nothing {
    if (row.stored && isAway(row.stored)) return nothing;
    return html`<div class="pair" role="group" aria-label=${catalogueWords.pictures}>
        ${repeat(
          sides,
          (side) => `${row.id} ${side}`,
          (side) => html`<picture-drop .label=${catalogueWords[side]}
            @picture-made=${({ picture }: PictureMade) => this.#keeping.putPicture(row.id, side, picture)}></picture-drop>`,
        )}
      </div>
      ${row.stored ? this.#withdrawal(row) : nothing}`;
  }

  #withdrawal(row: Row): TemplateResult {
    const ask = (isAsked: boolean) => (): void => {
      this.isWithdrawing = isAsked;
    };
    if (!this.isWithdrawing)
      return html`<div><button type="button" class="outline withdraw" @click=${ask(true)}>${catalogueWords.withdraw}</button></div>`;
    return html`<div class="withdrawal">
      <p>${catalogueWords.withdrawSure}</p>
      <button type="button" class="outline withdraw" ?disabled=${this.#keeping.isSaving} @click=${() => this.#withdraw(row)}>${catalogueWords.withdrawNow}</button>
      <button type="button" class="plain" @click=${ask(false)}>${catalogueWords.keep}</button>
    </div>`;
  }

  #problemView(): TemplateResult {
    const { problem } = this.#keeping;
    return html`<p class="problem" role="alert" ?hidden=${!problem}>${icons.refused}<span>${problem}</span></p>`;
  }

  #saveBar(rows: readonly Row[]): TemplateResult | typeof nothing {
    const changed = this.#keeping.changed(rows);
    if (changed.length === 0 && this.editing === null) return nothing;
    const { isSaving } = this.#keeping;
    return html`<div class="bar">
      <span class="count">${changed.length > 0 ? catalogueWords.changed(changed.length) : nothing}</span>
      <button type="button" class="plain" ?disabled=${isSaving} @click=${this.#discard}>${changed.length > 0 ? catalogueWords.discard : catalogueWords.close}</button>
      <button type="button" class="primary" ?disabled=${isSaving || changed.length === 0 || !this.#online.value}
        @click=${() => this.#save()}>${isSaving ? catalogueWords.saving : catalogueWords.save} <kbd>Ctrl Enter</kbd></button>
    </div>`;
  }

  #bulk(): TemplateResult {
    const fields = this.kind.fields.filter(({ isInTable }) => isInTable);
    return html`<bulk-bar .count=${this.chosen.size} .fields=${fields} .isBusy=${this.#keeping.isSaving}
      @set-in-all=${this.#setInAll} @show-all=${this.#showAll}></bulk-bar>`;
  }

  #phone(found: Found): TemplateResult {
    const drafted = this.#rows(found).map((row) => this.#keeping.drafted(row));
    const edited = drafted.find(({ row }) => row.id === this.editing)?.document["tier_ids"];
    const [tierId = null] = Array.isArray(edited) ? edited.map(String) : [];
    return html`<live-phone .screen=${this.kind.screen} .clinic=${this.manager.clinic} .locations=${found.locations}
      .shown=${shownOf(this.kind, found, drafted, { pictures: this.#keeping.pictures, read: this.#readPicture })} .tierId=${tierId}></live-phone>`;
  }

  #failure(): TemplateResult {
    return html`<div class="failure" role="alert">
      <p>${managerWords.notRead}</p>
      <button type="button" class="outline" @click=${() => this.#watching.again()}>${managerWords.tryAgain}</button>
    </div>`;
  }

  get #format(): MoneyFormat {
    const { currency, locale } = this.manager.clinic;
    return moneyFormat(currency, locale);
  }

  get #today(): string {
    return dateIn(this.manager.clinic.timeZone, new Date());
  }

  /** The rows that are stored, in the order of their kind, and those that are new. */
  #rows(found: Found): Row[] {
    const stored = [...found.rows].sort((one, other) => this.kind.inOrder(one.stored ?? {}, other.stored ?? {}));
    const known = new Set(stored.map(({ id }) => id));
    const fresh = [...this.#keeping.drafts.keys()].filter((id) => !known.has(id));
    return [...stored, ...fresh.map((id) => ({ id, stored: null, beside: null }))];
  }

  /** The fields, with the choices that were read. */
  #fields({ services }: Found): readonly CatalogueField[] {
    const options = new Map([...services].map(([id, data]) => [id, String(data["name"] ?? id)]));
    return this.kind.fields.map((field) => (field.kind === "choice" && !field.options ? { ...field, options } : field));
  }

  readonly #readPicture = (pairId: string, side: Side): Promise<Blob | null> =>
    readPicture(this.manager.documents, pairId, side);

  async #withdraw(row: Row): Promise<void> {
    const name = nameOf(this.kind, { document: row.stored ?? {} });
    if (await this.#keeping.withdraw(row, name)) this.#close();
  }

  readonly #begin = (): void => {
    const id = newId(this.manager.documents, this.kind.path);
    this.#keeping.begin(id);
    this.editing = id;
  };

  readonly #edit = (id: string): void => {
    [this.editing, this.isWithdrawing] = [id, false];
    void this.updateComplete.then(() => this.form?.focusFirst());
  };

  readonly #choose = (id: string, isOn: boolean): void => {
    const others = [...this.chosen].filter((each) => each !== id);
    this.chosen = new Set(isOn ? [...others, id] : others);
  };

  readonly #setInAll = ({ field, typed }: SetInAll): void => {
    for (const id of this.chosen) this.#keeping.put(id, field, typed);
  };

  readonly #showAll = async ({ active }: ShowAll): Promise<void> => {
    const rows = (this.found ? this.#rows(this.found) : []).filter(({ id }) => this.chosen.has(id));
    await this.#keeping.show(rows, active);
    if (!this.#keeping.problem) this.chosen = new Set();
  };

  readonly #discard = (): void => {
    this.#keeping.drop([...this.#keeping.drafts.keys()]);
    this.#close();
  };

  async #save(): Promise<void> {
    if (!this.found || this.#keeping.isSaving || !this.#online.value) return;
    const wrong = await this.#keeping.save(this.#rows(this.found));
    if (wrong) {
      this.editing = wrong.id;
      await this.updateComplete;
      await this.form?.updateComplete;
      this.form?.focusFirst();
    } else if (!this.#keeping.problem) this.#close();
  }

  /** The form is gone; the hands are where they were. */
  #close(): void {
    const left = this.editing;
    if (left === null) return;
    [this.editing, this.isWithdrawing] = [null, false];
    void this.updateComplete.then(async () => {
      await this.table?.updateComplete;
      const own = this.table?.shadowRoot?.querySelector<HTMLElement>(`[data-row="${CSS.escape(left)}"]`);
      (own ?? this.shadowRoot?.querySelector<HTMLElement>(".new"))?.focus();
    });
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void this.#save();
    } else if (event.key === "Escape" && this.editing !== null) this.#close();
  };

  #listen(): () => void {
    return watchKind(
      this.manager.documents,
      this.kind,
      (found) => {
        [this.found, this.failed] = [found, false];
      },
      () => {
        this.failed = true;
      },
    );
  }
}
