/** The log: one stream of what was changed, corrected and looked at, by person and kind, each line kept for good. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { dateIn, formatDay, formatTime } from "../../shared/points/dates";
import { base, controls } from "../../shared/ui/styles";
import { csvOf, save } from "../charts/csv";
import { logPage, OF_ALL, OF_ONE } from "../firestore/log-documents";
import type { ManagerContext } from "../manager-context";
import { isRuleName, rules } from "../rules/rule";
import { addressOf } from "../shell/address";
import { merged, withMore } from "../tables/merged";
import { tableWords } from "../tables/words";
import { managerWords } from "../words";
import { section } from "./clinic-place.styles";
import { kindWords, logWords, sayFacts } from "./log-words";
import { KINDS, type Kind, type Logged } from "./logged";

@customElement("log-section")
export class LogSection extends LitElement {
  static override styles = [
    base,
    controls,
    section,
    css`
      .filters {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-4);
      }
      select {
        min-height: var(--target);
        min-width: min(14rem, 100%);
        max-width: 100%;
        padding: 0 var(--space-4);
        border: 1.5px solid var(--line-strong);
        border-radius: var(--radius-small);
        background: var(--surface);
        color: inherit;
        font: inherit;
      }
      li {
        display: grid;
        gap: var(--space-1);
        padding-block: var(--space-3);
        border-top: 1px solid var(--line);
        overflow-wrap: anywhere;
      }
      li a {
        justify-self: start;
        display: inline-flex;
        align-items: center;
        min-height: var(--target);
        color: var(--brand);
        font-weight: 550;
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
      }
    `,
  ];

  @property({ attribute: false }) manager!: ManagerContext;
  /** the filter's kind; empty: all */
  @state() private kind: Kind | "" = "";
  /** the filter's person; empty: everybody */
  @state() private by = "";
  @state() private known: readonly Logged[] = [];
  @state() private more: ReadonlySet<Kind> = new Set();
  @state() private step: "reading" | "failed" | "told" = "reading";
  /** the reading whose answer is waited for: an answer to another filter comes too late */
  #turn = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#begin();
  }

  override render(): TemplateResult {
    return html`<div class="head"><h2>${logWords.title}</h2></div>
      <p class="quiet">${logWords.text}</p>
      <div class="filters">
        ${this.#filter("by", logWords.who, logWords.everybody, [...this.manager.names], this.by)}
        ${this.#filter(
          "kind",
          logWords.what,
          logWords.everything,
          KINDS.map((kind) => [kind, kindWords[kind]]),
          this.kind,
        )}
      </div>
      ${this.#list()}`;
  }

  #filter(
    id: "by" | "kind",
    label: string,
    all: string,
    options: readonly (readonly [string, string])[],
    chosen: string,
  ): TemplateResult {
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <select id=${id} @change=${(event: Event) => this.#choose(id, (event.target as HTMLSelectElement).value)}>
        <option value="" ?selected=${chosen === ""}>${all}</option>
        ${options.map(([value, word]) => html`<option value=${value} ?selected=${value === chosen}>${word}</option>`)}
      </select>
    </div>`;
  }

  #list(): TemplateResult {
    if (this.step === "failed") {
      return html`<div class="failure" role="alert">
        <p>${managerWords.notRead}</p>
        <button type="button" class="outline" @click=${() => this.#begin()}>${managerWords.tryAgain}</button>
      </div>`;
    }
    const { shown, next } = merged<Kind, Logged>(this.known, this.more);
    const isReading = this.step === "reading";
    if (shown.length === 0) {
      return html`<p class="none" role="status">${isReading ? logWords.reading : logWords.none}</p>`;
    }
    return html`<ol aria-busy=${isReading}>${shown.map((each) => this.#line(each))}</ol>
      <p class="ways">
        ${next ? html`<button type="button" class="outline" ?disabled=${isReading} @click=${() => this.#older(next)}>${logWords.older}</button>` : nothing}
        <button type="button" class="outline" @click=${() => this.#save(shown)}>${tableWords.csv}<span class="unseen"> ${logWords.title}</span></button>
      </p>`;
  }

  #line(each: Logged): TemplateResult {
    const { locale, timeZone } = this.manager.clinic;
    const at = new Date(each.at);
    return html`<li>
      <span class="small quiet"><time datetime=${each.at}>${formatDay(dateIn(timeZone, at), locale, false)}, ${formatTime(at, locale, timeZone)}</time> · ${this.#nameOf(each.by)}</span>
      <span>${this.#say(each)}</span>
      ${each.patientId ? html`<a href=${addressOf("patients", "of", each.patientId)}>${logWords.patient}</a>` : nothing}
    </li>`;
  }

  #say({ facts }: Logged): string {
    const titleOf = (rule: string): string => (isRuleName(rule) ? `“${rules[rule].title}”` : rule);
    return sayFacts(facts, titleOf, (uid) => this.#nameOf(uid));
  }

  #nameOf(uid: string): string {
    return this.manager.names.get(uid) || logWords.somebody;
  }

  #save(shown: readonly Logged[]): void {
    const rows = shown.map((each) => [
      each.at,
      this.#nameOf(each.by),
      each.part,
      this.#say(each),
      each.patientId ?? "",
    ]);
    save(
      `${this.manager.clinic.clinicId}-${logWords.file}.csv`,
      csvOf(["at", "by", "kind", "what", "patient_id"], rows),
    );
  }

  #choose(id: "by" | "kind", value: string): void {
    if (id === "by") this.by = value;
    else this.kind = KINDS.find((each) => each === value) ?? "";
    void this.#begin();
  }

  async #begin(): Promise<void> {
    this.known = [];
    this.more = new Set();
    await this.#read(this.kind ? [this.kind] : KINDS, null);
  }

  async #older(next: Logged): Promise<void> {
    await this.#read([next.part], next);
  }

  async #read(kinds: readonly Kind[], before: Logged | null): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.step = "reading";
    const most = kinds.length === 1 ? OF_ONE : OF_ALL;
    try {
      const pages = await Promise.all(
        kinds.map((kind) => logPage(this.manager.documents, kind, this.by, before, most)),
      );
      if (turn !== this.#turn) return;
      const more = new Set(this.more);
      for (const [index, kind] of kinds.entries()) {
        if (pages[index]?.hasMore) more.add(kind);
        else more.delete(kind);
      }
      this.more = more;
      this.known = withMore(
        this.known,
        pages.flatMap(({ found }) => found),
      );
      this.step = "told";
    } catch {
      if (turn === this.#turn) this.step = "failed";
    }
  }
}
