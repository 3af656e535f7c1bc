/** The history of a rule: each version in the words of what it changed, newest first. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { words } from "../../shared/language/words.en";
import { dateIn, formatDay, formatTime } from "../../shared/points/dates";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import { manageRule, newRequestId } from "../edit/office-acts";
import { Published } from "../edit/publishing";
import { refusalWords } from "../edit/refusals";
import { type LiveRule, VERSIONS, type Version, versionsOf } from "../firestore/program-documents";
import type { ManagerContext } from "../manager-context";
import { differences } from "../rules/difference";
import { type RuleName, rules } from "../rules/rule";
import type { Saying } from "../rules/saying";
import { sentencesOf } from "../rules/sentences";
import { managerWords } from "../words";
import { changed, differenceList } from "./difference-list";
import { sheet } from "./sheet.styles";
import { programWords } from "./words";

@customElement("history-sheet")
export class HistorySheet extends LitElement {
  static override styles = [
    base,
    controls,
    sheet,
    changed,
    css`
      ol {
        display: grid;
      }
      li {
        display: grid;
        gap: var(--space-2);
        padding: var(--space-5) 0;
        border-top: 1px solid var(--line);
      }
      h3 {
        font-size: 1.375rem;
      }
      .restore {
        display: grid;
        gap: var(--space-3);
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
      }
    `,
  ];

  @property({ attribute: false }) manager!: ManagerContext;
  @property({ attribute: false }) rule!: RuleName;
  @property({ attribute: false }) live: LiveRule | null = null;
  @property({ attribute: false }) saying!: Saying;
  /** null: not read yet */
  @state() private versions: readonly Version[] | null = null;
  @state() private hasMore = false;
  @state() private failed = false;
  /** the version that would be restored; 0 is none */
  @state() private chosen = 0;
  @state() private busy = false;
  @state() private problem = "";
  #requestId = newRequestId();
  @query("dialog") private readonly dialog!: HTMLDialogElement;

  override firstUpdated(): void {
    this.dialog.showModal();
    void this.#read();
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" @close=${() => this.dispatchEvent(new Event("close"))}>
      <div class="head"><h2 id="title">${programWords.historyOf(rules[this.rule].title)}</h2></div>
      ${this.failed ? html`<p class="problem" role="alert">${managerWords.notRead}</p>` : nothing}
      ${this.#list()}
      <div class="actions">
        ${
          this.hasMore || this.failed
            ? html`<button type="button" class="outline" @click=${() => this.#read()}>
              ${this.failed ? managerWords.tryAgain : programWords.older}
            </button>`
            : nothing
        }
        <button type="button" class="plain" @click=${() => this.dialog.close()}>${words.close}</button>
      </div>
    </dialog>`;
  }

  shut(): void {
    this.dialog.close();
  }

  #list(): TemplateResult | typeof nothing {
    const { versions } = this;
    if (versions === null)
      return this.failed ? nothing : html`<p class="quiet" role="status">${managerWords.loading}</p>`;
    if (versions.length === 0) return html`<p class="quiet">${programWords.noHistory}</p>`;
    return html`<ol>${versions.map((version, index) => this.#version(version, versions[index + 1]))}</ol>`;
  }

  #version(version: Version, before: Version | undefined): TemplateResult {
    const { clinic, names } = this.manager;
    const { locale, timeZone } = clinic;
    const when = version.at
      ? `${formatDay(dateIn(timeZone, version.at), locale, false)}, ${formatTime(version.at, locale, timeZone)}`
      : "";
    const who = names.get(version.by) ?? programWords.somebody;
    const isLive = version.version === this.live?.version;
    return html`<li>
      <h3>${programWords.version(version.version)}${isLive ? html` <span class="live small">${programWords.live}</span>` : nothing}</h3>
      <p class="small quiet">${when ? `${when} · ` : ""}${who} · “${version.note}”</p>
      ${before ? this.#changes(before, version) : this.#first(version)}
      ${isLive || !this.live ? nothing : this.#restoring(version)}
    </li>`;
  }

  /** Restoring is two actions: to see what it would change, and to do it. */
  #restoring(version: Version): TemplateResult {
    const { version: number } = version;
    if (this.chosen !== number) {
      return html`<p><button type="button" class="outline" data-restore=${number} @click=${() => this.#choose(number)}>${programWords.restore(number)}</button></p>`;
    }
    const lines = differences(this.rule, this.live?.content ?? null, version.content, this.saying);
    return html`<div class="restore">
      <p>${programWords.restoreSure(number)}</p>
      ${lines.length ? differenceList(lines) : html`<p class="quiet">${programWords.same}</p>`}
      ${this.problem ? html`<p class="problem" role="alert">${icons.refused}<span>${this.problem}</span></p>` : nothing}
      <p class="ways">
        <button type="button" class="primary" data-sure=${number} ?disabled=${this.busy} @click=${() => this.#restore(number)}>
          ${this.busy ? programWords.restoring : programWords.restoreNow}
        </button>
        <button type="button" class="plain" ?disabled=${this.busy} @click=${() => this.#choose(0)}>${programWords.keep}</button>
      </p>
    </div>`;
  }

  #choose(number: number): void {
    const before = this.chosen;
    this.chosen = number;
    this.problem = "";
    this.#requestId = newRequestId();
    const next = number ? `[data-sure="${number}"]` : `[data-restore="${before}"]`;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(next)?.focus());
  }

  async #restore(version: number): Promise<void> {
    this.busy = true;
    this.problem = "";
    try {
      const act = { action: "restore", rule: this.rule, base_version: this.live?.version ?? 0, version } as const;
      const note = programWords.restoreNote(version);
      this.dispatchEvent(new Published(await manageRule(this.manager, { ...act, note }, this.#requestId)));
    } catch (error) {
      this.problem = refusalWords(error);
    } finally {
      this.busy = false;
    }
  }

  #changes(before: Version, { content }: Version): TemplateResult {
    const lines = differences(this.rule, before.content, content, this.saying);
    return lines.length ? differenceList(lines) : html`<p class="quiet">${programWords.same}</p>`;
  }

  #first({ version, content }: Version): TemplateResult {
    const said = sentencesOf(this.rule, content, this.saying).join(" ");
    return html`<p>${version === 1 ? html`<span class="quiet">${programWords.first}</span> ` : nothing}${said}</p>`;
  }

  /** One version more than is shown, so that the last of them can be said as a difference. */
  async #read(): Promise<void> {
    this.failed = false;
    const known = this.versions ?? [];
    const below = known.at(-1)?.version ?? Number.MAX_SAFE_INTEGER;
    try {
      const found = await versionsOf(this.manager.documents, this.rule, below);
      this.versions = [...known, ...found];
      this.hasMore = found.length === VERSIONS && (found.at(-1)?.version ?? 1) > 1;
    } catch {
      this.failed = true;
    }
  }
}
