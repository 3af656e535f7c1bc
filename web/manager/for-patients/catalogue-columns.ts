/** Columns of a kind's table: the row's name, the fields that are edited in place, and its state. */
import { html, nothing, type TemplateResult } from "lit";
import { formatDay } from "../../shared/points/dates";
import { formatPoints, type MoneyFormat } from "../../shared/points/money";
import type { Column, Value } from "../tables/column";
import { type Drafted, type Row, typedIn } from "./drafts";
import type { CatalogueField, Typed } from "./field";
import type { Keeping } from "./keeping";
import type { Kind } from "./kind";
import type { Found } from "./reading";
import { catalogueWords, fieldWords } from "./words";

/** The table as it stands, and what it tells of what is done in it. */
export interface Table {
  readonly kind: Kind;
  readonly found: Found;
  readonly keeping: Keeping;
  readonly format: MoneyFormat;
  /** the clinic's date */
  readonly today: string;
  readonly chosen: ReadonlySet<string>;
  readonly choose: (id: string, isOn: boolean) => void;
  readonly edit: (id: string) => void;
  readonly save: () => void;
}

export function nameOf({ named }: Kind, { document }: Pick<Drafted, "document">): string {
  return String(document[named] ?? "");
}

export function columnsOf(table: Table): Column<Row>[] {
  const { kind } = table;
  const inPlace = kind.fields.filter(({ isInTable }) => isInTable);
  const tiers = kind.fields.filter((field) => field.kind === "tiers" && table.found.tierNames.size > 0);
  return [
    nameColumn(table),
    ...inPlace.map((field) => fieldColumn(table, field)),
    ...tiers.map(({ name, label }) => tiersColumn(table, name, label)),
    stateColumn(table),
  ];
}

function nameColumn({ kind, keeping, chosen, choose, edit }: Table): Column<Row> {
  const word = kind.fields.find(({ name }) => name === kind.named)?.label ?? "";
  return {
    name: kind.named,
    word,
    value: ({ stored }) => String(stored?.[kind.named] ?? ""),
    draw: (row) => {
      const name = nameOf(kind, keeping.drafted(row));
      const toggle = (event: Event): void => choose(row.id, (event.target as HTMLInputElement).checked);
      return html`<span class="named">
        <input type="checkbox" .checked=${chosen.has(row.id)} aria-label=${catalogueWords.choose(name)} @change=${toggle}>
        <button type="button" class="plain" data-row=${row.id} aria-label=${catalogueWords.edit(name)} @click=${() => edit(row.id)}>${name}</button>
      </span>`;
    },
  };
}

function fieldColumn(table: Table, field: CatalogueField): Column<Row> {
  const { kind, keeping, format, save } = table;
  const isFigure = field.kind === "number" || field.kind === "money";
  return {
    name: field.name,
    word: field.label,
    value: ({ stored }) => (stored?.[field.name] ?? null) as Value,
    draw: (row) => {
      const drafted = keeping.drafted(row);
      const typed = String(typedIn(row, field, keeping.draftOf(row.id), format));
      const isWrong = drafted.problems.has(field.name);
      const put = (event: Event): void => keeping.put(row.id, field.name, (event.target as HTMLInputElement).value);
      const press = (event: KeyboardEvent): void => {
        if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) save();
      };
      return html`<span class="cell">
        <input class=${isFigure ? "figure" : ""} type=${field.kind === "date" ? "date" : "text"} .value=${typed}
          inputmode=${field.kind === "number" ? "numeric" : "decimal"} autocomplete="off"
          aria-label="${field.label}: ${nameOf(kind, drafted)}" aria-invalid=${isWrong ? "true" : "false"}
          title=${drafted.problems.get(field.name) ?? nothing} @input=${put} @keydown=${press}>
        ${field.name === "stock" ? takenOf(table, row) : nothing}
      </span>`;
    },
  };
}

function takenOf({ kind, found, format }: Table, { id, stored }: Row): TemplateResult | typeof nothing {
  const taken = found.taken.get(id) ?? 0;
  if (!kind.isCounted || taken === 0) return nothing;
  const said = formatPoints(taken, format.locale);
  const stock = stored?.["stock"];
  const isGone = typeof stock === "number" && stock <= taken;
  return html`<span class="small quiet">${isGone ? fieldWords.fewerThanTaken(said) : catalogueWords.taken(said)}</span>`;
}

function tiersColumn({ kind, found, keeping }: Table, name: string, word: string): Column<Row> {
  const said = (typed: Typed | unknown): string => {
    const ids = Array.isArray(typed) ? typed.map(String) : [];
    if (ids.length === 0) return kind.path === "targeted_offers" ? catalogueWords.audience : catalogueWords.everybody;
    return new Intl.ListFormat("en").format(ids.map((id) => found.tierNames.get(id) ?? id));
  };
  return {
    name,
    word,
    value: ({ stored }) => said(stored?.[name]),
    draw: (row) => said(keeping.drafted(row).document[name]),
  };
}

function stateColumn(table: Table): Column<Row> {
  const state = (row: Row): string => stateOf(table, row);
  return { name: "state", word: catalogueWords.state, value: state, draw: state };
}

function stateOf({ found, today, format }: Table, { id, stored }: Row): string {
  if (!stored) return "";
  const { active, starts_on: starts, ends_on: ends, stock, withdrawn_at: withdrawn, consent_until_on: until } = stored;
  if ((withdrawn ?? null) !== null) return catalogueWords.isWithdrawn;
  if (active !== true) return catalogueWords.archived;
  // As the security rules count it: over where its last day begins at Greenwich.
  if (typeof until === "string" && until <= new Date().toISOString().slice(0, 10)) return catalogueWords.consentOver;
  if (typeof ends === "string" && ends < today) return catalogueWords.over;
  if (typeof stock === "number" && stock <= (found.taken.get(id) ?? 0)) return catalogueWords.gone;
  if (typeof starts === "string" && starts > today)
    return catalogueWords.later(formatDay(starts, format.locale, false));
  return catalogueWords.shown;
}
