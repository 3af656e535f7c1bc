/** The brand: the clinic's name, colors, mark, type and voice, with the phone beside; owners alone change it. */
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { clinicOf } from "../../../shared/api/documents";
import { type MoneyFormat, moneyFormat } from "../../../shared/points/money";
import { applyBrand } from "../../../shared/ui/brand";
import { icons } from "../../../shared/ui/icons";
import { Online } from "../../../shared/ui/online";
import { base, controls } from "../../../shared/ui/styles";
import { change } from "../../changing/changing";
import { ChangedMeanwhileError } from "../../changing/edits";
import type { Done } from "../../changing/undo-bar";
import { watchClinic } from "../../firestore/catalogue-documents";
import type { ManagerContext } from "../../manager-context";
import { Watching } from "../../shell/watching";
import { managerWords } from "../../words";
import { catalogueSection } from "../catalogue-section.styles";
import { type Draft, type Drafted, drafted, type Stored } from "../drafts";
import type { Shown } from "../phone/drafted-catalogue";
import type { FieldTyped } from "../row-form";
import { catalogueWords } from "../words";
import { brand, clinicWith, fieldsOf, type Reading, readingsOf } from "./brand";
import { brandSection } from "./brand-section.styles";
import { type MarkProblem, markOf } from "./mark";
import { brandWords } from "./words";
import "../../changing/undo-bar";
import "../row-form";

const NOTHING_SHOWN: Shown = {
  rewards: [],
  taken: new Map(),
  offers: [],
  services: [],
  tierNames: new Map(),
  pairs: [],
  image: () => Promise.reject(new Error("a home screen has no picture")),
};

@customElement("brand-section")
export class BrandSection extends LitElement {
  static override styles = [base, controls, catalogueSection, brandSection];

  @property({ attribute: false }) manager!: ManagerContext;
  /** null: not read yet */
  @state() private stored: Stored | null = null;
  @state() private failed = false;
  @state() private draft: Draft = {};
  /** undefined: as it is stored; null: none */
  @state() private logo: string | null | undefined;
  @state() private problem = "";
  @state() private isSaving = false;
  @state() private done: Done | null = null;
  readonly #watching = new Watching(this, () => this.#listen());
  readonly #online = new Online(this);

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("keydown", this.#key);
    void import("../phone/live-phone").catch(() => {});
  }

  override render(): TemplateResult {
    const { stored } = this;
    const found = stored && this.#drafted(stored);
    return html`<div class="rows">
        <div class="head"><h2>${brandWords.title}</h2></div>
        <p class="quiet">${brandWords.text}</p>
        ${this.failed ? this.#failure() : nothing}
        ${found ? this.#form(found) : html`<p class="unseen" role="status">${managerWords.loading}</p>`}
        <p class="problem" role="alert" ?hidden=${!this.problem}>${icons.refused}<span>${this.problem}</span></p>
        ${found ? this.#saveBar(found) : nothing}
        <undo-bar .done=${this.done} @undo=${this.#undo} @over=${this.#over}></undo-bar>
      </div>
      ${stored && found ? this.#phone(stored, found) : nothing}`;
  }

  #form(found: Drafted): TemplateResult {
    const readings = readingsOf(String(found.document["primary"]));
    return html`<row-form .fields=${brand.fields} .drafted=${found} .draft=${this.draft} .format=${this.#format}
        @typed=${this.#type}></row-form>
      ${readings ? html`<div role="status"><dl>${reading(brandWords.light, readings.light)}${reading(brandWords.dark, readings.dark)}</dl></div>` : nothing}
      <div class="field">
        <label for="mark">${brandWords.mark}</label>
        <div class="mark">
          <input id="mark" type="file" accept=".svg,image/svg+xml" aria-describedby="mark-hint" @change=${this.#chooseMark}>
          ${found.document["logo"] ? html`<button type="button" class="outline" @click=${this.#removeMark}>${brandWords.removeMark}</button>` : nothing}
        </div>
        <p class="small quiet" id="mark-hint">${brandWords.markHint}</p>
      </div>`;
  }

  #saveBar({ isChanged, problems }: Drafted): TemplateResult | typeof nothing {
    if (!isChanged && problems.size === 0) return nothing;
    return html`<div class="bar">
      <button type="button" class="plain" ?disabled=${this.isSaving} @click=${this.#discard}>${catalogueWords.discard}</button>
      <button type="button" class="primary" ?disabled=${this.isSaving || problems.size > 0 || !this.#online.value}
        @click=${() => this.#save()}>${this.isSaving ? catalogueWords.saving : catalogueWords.save} <kbd>Ctrl Enter</kbd></button>
    </div>`;
  }

  #phone(stored: Stored, { document }: Drafted): TemplateResult {
    const clinic = clinicOf(this.manager.clinic.clinicId, clinicWith(stored, document));
    return html`<live-phone .screen=${"home"} .clinic=${clinic} .shown=${NOTHING_SHOWN}></live-phone>`;
  }

  #failure(): TemplateResult {
    return html`<div class="failure" role="alert">
      <p>${managerWords.notRead}</p>
      <button type="button" class="outline" @click=${() => this.#watching.again()}>${managerWords.tryAgain}</button>
    </div>`;
  }

  /** The fields as they are typed; the mark is chosen, not typed. */
  #drafted(stored: Stored): Drafted {
    const fields = fieldsOf(stored);
    const found = drafted(brand, { id: "brand", stored: fields, beside: null }, this.draft, this.#format);
    if (this.logo === undefined || this.logo === fields["logo"]) return found;
    return { ...found, document: { ...found.document, logo: this.logo }, isChanged: true };
  }

  get #format(): MoneyFormat {
    const { currency, locale } = this.manager.clinic;
    return moneyFormat(currency, locale);
  }

  readonly #type = ({ field, typed }: FieldTyped): void => {
    this.draft = { ...this.draft, [field]: typed };
  };

  readonly #chooseMark = async (event: Event): Promise<void> => {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (!file) return;
    const mark = markOf(await file.text());
    this.problem = "problem" in mark ? wordsOf(mark.problem) : "";
    if ("address" in mark) this.logo = mark.address;
  };

  readonly #removeMark = (): void => {
    this.logo = null;
  };

  readonly #over = (): void => {
    this.done = null;
  };

  readonly #discard = (): void => {
    [this.draft, this.logo, this.problem] = [{}, undefined, ""];
  };

  async #save(): Promise<void> {
    const { stored } = this;
    if (!stored || this.isSaving || !this.#online.value) return;
    const found = this.#drafted(stored);
    if (!found.isChanged || found.problems.size > 0) return;
    const { documents, uid, say } = this.manager;
    await this.#attempt(async () => {
      const after = clinicWith(stored, found.document);
      const { undo } = await change(documents, uid, [{ path: "", before: stored, after }]);
      this.#discard();
      this.done = { sentence: brandWords.saved, undo };
      say(brandWords.saved);
    });
  }

  readonly #undo = async (): Promise<void> => {
    const { done } = this;
    this.done = null;
    if (done) await this.#attempt(() => done.undo());
  };

  async #attempt(act: () => Promise<void>): Promise<void> {
    [this.isSaving, this.problem] = [true, ""];
    try {
      await act();
    } catch (error) {
      this.problem = error instanceof ChangedMeanwhileError ? catalogueWords.meanwhile : catalogueWords.refused;
    }
    this.isSaving = false;
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void this.#save();
  };

  /** This page wears the brand, too. */
  #listen(): () => void {
    return watchClinic(
      this.manager.documents,
      (stored) => {
        [this.stored, this.failed] = [stored, false];
        applyBrand(clinicOf(this.manager.clinic.clinicId, stored).brand, document.documentElement);
      },
      () => {
        this.failed = true;
      },
    );
  }
}

function reading(where: string, { given, shown, ratio }: Reading): TemplateResult {
  const said = (value: number): string => value.toFixed(1);
  const words = ratio === given ? brandWords.asItIs(said(given)) : brandWords.moved(said(given), shown, said(ratio));
  return html`<div><dt>${where}</dt><dd>${words}</dd></div>`;
}

function wordsOf(problem: MarkProblem): string {
  if (problem.is === "too-large") return brandWords.tooLarge((problem.bytes / 1_000).toFixed(0));
  return problem.is === "many-colors" ? brandWords.manyColors(problem.count) : brandWords.notSvg;
}
