/** The form of a rule: every field with its unit, its bound and an example, and the tiers or plans in their order. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import type { Field } from "../rules/field";
import { exampleOf, fieldsOf } from "../rules/fields";
import { type Content, partShapesOf, type RuleName, type Shapes, shapesOf } from "../rules/rule";
import { ROLES, roleNames, type Saying } from "../rules/saying";
import type { Shape } from "../rules/shapes.gen";
import { boundOf, textOf, typed } from "../rules/typed";
import { checks } from "./checks.styles";
import { withMovedPart, withNewPart, withoutPart, withPart } from "./parts";
import { ruleForm } from "./rule-form.styles";
import { formWords } from "./words";

/** The content as it is typed so far; `wrong` are the fields whose text has no value, which keep the one before. */
export class ContentTyped extends Event {
  constructor(
    readonly content: Content,
    readonly wrong: ReadonlyMap<string, string>,
  ) {
    super("content-typed");
  }
}

/** Where a field stands: what it is in, the way there, and how its new value is put in. */
interface Spot {
  content: Content;
  path: string;
  put: (value: unknown) => void;
}

const NEVER_EARNING = new Set(["wallet", "points", "insurance"]);
const TENDERS = { cash: "cash", card: "card", financing: "financing" } as const;

@customElement("rule-form")
export class RuleForm extends LitElement {
  static override styles = [base, controls, ruleForm, checks];

  @property({ attribute: false }) rule!: RuleName;
  @property({ attribute: false }) content!: Content;
  @property({ attribute: false }) saying!: Saying;
  /** the ids of tiers or plans that are live: they keep them */
  @property({ attribute: false }) knownIds: ReadonlySet<string> = new Set();
  /** what the functions found wrong, by field */
  @property({ attribute: false }) found: ReadonlyMap<string, string> = new Map();
  @state() private wrong: ReadonlyMap<string, string> = new Map();
  /** the texts that have no value yet, by path */
  readonly #texts = new Map<string, string>();

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("rule")) this.#texts.clear();
  }

  override render(): TemplateResult {
    const put = (name: string, value: unknown): void => this.#change({ ...this.content, [name]: value });
    return html`<div class="fields">${this.#fields(fieldsOf(this.rule), shapesOf(this.rule), this.content, "", put)}</div>`;
  }

  /** Puts the hands on a field; on the first of all if none is named. */
  focusOn(path = ""): void {
    const named = path && this.renderRoot.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);
    const field = named || this.renderRoot.querySelector<HTMLElement>("input, select, textarea, button");
    field?.focus();
    if (field instanceof HTMLInputElement) field.select();
  }

  /** True where a field of that path is in the form: what is wrong with it is told there. */
  has(path: string): boolean {
    return path !== "" && this.renderRoot.querySelector(`[data-path="${CSS.escape(path)}"]`) !== null;
  }

  #fields(
    fields: readonly Field[],
    shapes: Shapes,
    content: Content,
    before: string,
    put: (name: string, value: unknown) => void,
  ): TemplateResult[] {
    return fields.flatMap((field) => {
      const shape = shapes[field.name];
      const spot = { content, path: before + field.name, put: (value: unknown) => put(field.name, value) };
      return shape ? [this.#field(field, shape, spot)] : [];
    });
  }

  #field(field: Field, shape: Shape, spot: Spot): TemplateResult {
    switch (field.as) {
      case "tenders":
        return this.#tenders(field, spot);
      case "flag":
        return this.#flag(field, spot);
      case "choice":
        return this.#choice(field, spot, this.#optionsOf(field, shape));
      case "tier":
        return this.#choice(field, spot, [...this.saying.tierNames]);
      case "points-by-role":
      case "money-by-role":
        return this.#map(
          field,
          shape,
          spot,
          ROLES.map((role) => [role, roleNames[role]] as const),
        );
      case "percent-by-tier":
        return this.#map(field, shape, spot, this.#tiersOf(spot.content[field.name]));
      case "parts":
        return this.#parts(field, shape, spot);
      case "lines":
      case "dates":
      case "reasons":
        return this.#lines(field, shape, spot);
      default:
        return this.#input(field, shape, spot);
    }
  }

  #input(field: Field, shape: Shape, spot: Spot): TemplateResult {
    const { path, content, put } = spot;
    const unit = this.#unitOf(field, content);
    const isText = field.as === "text";
    return html`<div class="field" data-wide=${isText}>
      <label for=${path}>${field.label}</label>
      <div class="line">
        <input id=${path} data-path=${path} inputmode=${isText ? "text" : "decimal"} autocomplete="off" maxlength=${isText ? 40 : 20}
          .value=${this.#texts.get(path) ?? textOf(field, content[field.name], content, this.saying)}
          aria-invalid=${this.#problemAt(path) ? "true" : "false"} aria-describedby="${path}-hint"
          @input=${(event: Event) => this.#read(field, shape, spot, (event.target as HTMLInputElement).value, put)}>
        ${unit ? html`<span class="unit">${unit}</span>` : nothing}
      </div>
      ${this.#hint(field, shape, spot)}
    </div>`;
  }

  #lines(field: Field, shape: Shape, spot: Spot): TemplateResult {
    const { path, content, put } = spot;
    const text = this.#texts.get(path) ?? textOf(field, content[field.name], content, this.saying);
    return html`<div class="field" data-wide="true">
      <label for=${path}>${field.label}</label>
      <textarea id=${path} data-path=${path} rows=${Math.min(8, Math.max(2, text.split("\n").length + 1))} maxlength="3000" .value=${text}
        aria-invalid=${this.#problemAt(path) ? "true" : "false"} aria-describedby="${path}-hint"
        @input=${(event: Event) => this.#read(field, shape, spot, (event.target as HTMLTextAreaElement).value, put)}></textarea>
      ${this.#hint(field, shape, spot)}
    </div>`;
  }

  #choice(field: Field, spot: Spot, options: readonly (readonly [string | null, string])[]): TemplateResult {
    const { path, content, put } = spot;
    const chosen = content[field.name] ?? null;
    const isKnown = options.some(([value]) => value === chosen);
    const all = isKnown || chosen === null ? options : [[String(chosen), String(chosen)] as const, ...options];
    return html`<div class="field">
      <label for=${path}>${field.label}</label>
      <select id=${path} data-path=${path} aria-describedby="${path}-hint" aria-invalid=${this.#problemAt(path) ? "true" : "false"}
        @change=${(event: Event) => put((event.target as HTMLSelectElement).value || null)}>
        ${all.map(([value, words]) => html`<option value=${value ?? ""} .selected=${value === chosen}>${words}</option>`)}
      </select>
      ${this.#example(field, spot)}
    </div>`;
  }

  #flag(field: Field, spot: Spot): TemplateResult {
    const { path, content, put } = spot;
    return html`<div class="field" data-wide="true">
      <label class="check">
        <input id=${path} data-path=${path} type="checkbox" .checked=${content[field.name] === true} aria-describedby="${path}-hint"
          @change=${(event: Event) => put((event.target as HTMLInputElement).checked)}>
        <span>${field.label}</span>
      </label>
      ${this.#example(field, spot)}
    </div>`;
  }

  #tenders(field: Field, { path, content, put, ...spot }: Spot): TemplateResult {
    const chosen = Array.isArray(content[field.name]) ? (content[field.name] as string[]) : [];
    const toggle = (tender: string, isOn: boolean): void => {
      const known = Object.keys(TENDERS).filter((each) => (each === tender ? isOn : chosen.includes(each)));
      put([...known, ...chosen.filter((each) => !(each in TENDERS) && !NEVER_EARNING.has(each))]);
    };
    return html`<fieldset class="field" data-wide="true">
      <legend>${field.label}</legend>
      <div class="checks">
        ${Object.entries(TENDERS).map(
          ([tender, words], index) => html`<label class="check">
            <input type="checkbox" data-path=${index === 0 ? path : `${path}.${tender}`} .checked=${chosen.includes(tender)}
              @change=${(event: Event) => toggle(tender, (event.target as HTMLInputElement).checked)}>
            <span>${words}</span>
          </label>`,
        )}
      </div>
      ${this.#example(field, { path, content, put, ...spot })}
    </fieldset>`;
  }

  #map(field: Field, shape: Shape, spot: Spot, keys: readonly (readonly [string, string])[]): TemplateResult {
    const map = (spot.content[field.name] ?? {}) as Readonly<Record<string, number>>;
    const as = field.as === "points-by-role" ? "points" : field.as === "money-by-role" ? "money" : "percent";
    const mayBeEmpty = field.as === "percent-by-tier";
    const each: Shape = { ...shape, kind: "integer", ...(mayBeEmpty && { nullable: true }) };
    const put = (key: string, value: unknown): void => {
      const { [key]: _, ...others } = map;
      spot.put(value === null ? others : { ...others, [key]: value });
    };
    return html`<fieldset class="field" data-wide="true">
      <legend>${field.label}</legend>
      ${keys.length === 0 ? html`<p class="quiet small">${formWords.noTiers}</p>` : nothing}
      <div class="fields">
        ${keys.map(([key, words], index) => {
          const part: Field = { ...field, name: key, label: words.slice(0, 1).toUpperCase() + words.slice(1), as };
          const path = index === 0 ? spot.path : `${spot.path}.${key}`;
          return this.#input(part, each, { content: map, path, put: (value) => put(key, value) });
        })}
      </div>
    </fieldset>`;
  }

  #parts(field: Field, shape: Shape, spot: Spot): TemplateResult {
    const { part } = field;
    if (!part) return html``;
    const parts = (Array.isArray(spot.content[field.name]) ? spot.content[field.name] : []) as readonly Content[];
    const shapes = partShapesOf(shape);
    const isFull = parts.length >= (shape.most ?? Number.MAX_SAFE_INTEGER);
    return html`<fieldset class="field parts" data-wide="true">
      <legend>${field.label}</legend>
      ${parts.map((each, index) => {
        const name = String(each["name"] ?? "") || formWords.unnamed(part.one);
        const fields = part.fields.filter((inner) => isShown(inner, each, index));
        const put = (inner: string, value: unknown): void =>
          spot.put(withPart(parts, index, part.id, { ...each, [inner]: value }, this.knownIds));
        const isLast = index === parts.length - 1;
        return html`<fieldset class="part">
          <legend>${name}</legend>
          <div class="fields">${this.#fields(fields, shapes, each, `${spot.path}.${index}.`, put)}</div>
          <div class="ways">
            <button type="button" class="plain small" ?disabled=${index === 0} aria-label=${formWords.upOf(name)}
              @click=${() => this.#reorder(spot, withMovedPart(parts, index, -1))}>${formWords.up}</button>
            <button type="button" class="plain small" ?disabled=${isLast} aria-label=${formWords.downOf(name)}
              @click=${() => this.#reorder(spot, withMovedPart(parts, index, 1))}>${formWords.down}</button>
            <button type="button" class="plain small" ?disabled=${parts.length <= (shape.least ?? 0)} aria-label=${formWords.removeOf(name)}
              @click=${() => this.#reorder(spot, withoutPart(parts, index))}>${formWords.remove}</button>
          </div>
        </fieldset>`;
      })}
      <button type="button" class="outline add" data-path=${spot.path} ?disabled=${isFull}
        @click=${() => this.#reorder(spot, withNewPart(parts, part.id, this.saying))}>${formWords.add(part.one)}</button>
      ${this.#hint(field, shape, spot)}
    </fieldset>`;
  }

  #hint(field: Field, shape: Shape, spot: Spot): TemplateResult {
    const problem = this.#problemAt(spot.path);
    if (problem) return this.#problem(spot.path, problem);
    const bound = boundOf(field, shape, spot.content, this.saying).replace(/^of /, "");
    const none = shape.nullable && field.none ? formWords.empty(field.none) : "";
    const said = [bound, none, exampleOf(field, spot.content, this.saying)].filter(Boolean).join(" · ");
    return html`<p id="${spot.path}-hint" class="hint small quiet">${said}</p>`;
  }

  #example(field: Field, { path, content }: Spot): TemplateResult {
    const problem = this.#problemAt(path);
    if (problem) return this.#problem(path, problem);
    return html`<p id="${path}-hint" class="hint small quiet">${exampleOf(field, content, this.saying)}</p>`;
  }

  #problem(path: string, problem: string): TemplateResult {
    return html`<p id="${path}-hint" class="hint small problem" role="alert">${icons.refused}<span>${problem}</span></p>`;
  }

  #problemAt(path: string): string {
    return this.wrong.get(path) ?? this.found.get(path) ?? "";
  }

  #read(field: Field, shape: Shape, { path, content }: Spot, text: string, put: (value: unknown) => void): void {
    const read = typed(field, shape, text, content, this.saying);
    const wrong = new Map(this.wrong);
    if ("problem" in read) wrong.set(path, read.problem);
    else wrong.delete(path);
    this.wrong = wrong;
    this.#texts.set(path, text);
    if ("problem" in read) this.#change(this.content);
    else put(read.value);
  }

  /** The parts stand elsewhere now: what was typed and had no value is gone with its place. */
  #reorder(spot: Spot, parts: readonly Content[]): void {
    this.#texts.clear();
    this.wrong = new Map();
    spot.put(parts);
  }

  #change(content: Content): void {
    this.dispatchEvent(new ContentTyped(content, this.wrong));
  }

  #unitOf({ as, unit }: Field, content: Content): string {
    if (unit) return unit;
    const { currency } = this.saying.format;
    const byKind: Partial<Record<Field["as"], string>> = {
      percent: "%",
      money: currency,
      life: content["life_unit"] === "days" ? "days" : "months",
      measured: content["measure"] === "spend_minor" ? currency : String(content["measure"] ?? ""),
    };
    return byKind[as] ?? (["text", "hour", "times"].includes(as) ? "" : as);
  }

  #optionsOf(field: Field, shape: Shape): [string | null, string][] {
    const words = Object.entries(field.options ?? {});
    return shape.nullable ? [[null, field.none ?? ""], ...words] : words;
  }

  #tiersOf(map: unknown): [string, string][] {
    const known = new Map(this.saying.tierNames);
    for (const id of Object.keys((map ?? {}) as object)) if (!known.has(id)) known.set(id, id);
    return [...known];
  }
}

/** Everybody has the first tier: nothing reaches it. One that only a membership gives asks for no amount. */
function isShown({ name }: Field, part: Content, index: number): boolean {
  if (name === "measure") return index > 0;
  if (name === "at_least") return index > 0 && part["measure"] !== null;
  return true;
}
