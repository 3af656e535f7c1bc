/** The history of a rule: each version in the words of what it changed, newest first. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { words } from "../../shared/language/words.en";
import { dateIn, formatDay, formatTime } from "../../shared/points/dates";
import { base, controls } from "../../shared/ui/styles";
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
    </li>`;
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
