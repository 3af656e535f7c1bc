/** The sheet in which a rule is edited: its form, what changes, what the past would have been, and when. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { RuleManaged } from "../../shared/api/contracts.gen";
import { Refused } from "../../shared/api/outcome";
import { dateIn } from "../../shared/points/dates";
import { icons } from "../../shared/ui/icons";
import { Online } from "../../shared/ui/online";
import { base, controls } from "../../shared/ui/styles";
import { type Draft, dropDraft, saveDraft } from "../firestore/draft-documents";
import { type LiveRule, versionAt } from "../firestore/program-documents";
import type { ManagerContext } from "../manager-context";
import { changed } from "../program/difference-list";
import { sheet } from "../program/sheet.styles";
import { differences, equal, isSame } from "../rules/difference";
import { type Content, contentOf, OWNERS_RULE, type RuleName, rules, usualContent } from "../rules/rule";
import type { Saying } from "../rules/saying";
import { type Answers, changesBlock, noteField, openOnChanges, pastBlock, theirsBlock, whenBlock } from "./blocks";
import { checks } from "./checks.styles";
import { DraftKeeper } from "./draft-keeper";
import { draftState, othersLine } from "./draft-state";
import { Estimating } from "./estimating";
import { merged } from "./merge";
import { effectiveOf, type Moment, nextMonth } from "./moment";
import { manageRule, newRequestId } from "./office-acts";
import { idsOf } from "./parts";
import { Previewing } from "./previewing";
import { Published, primaryWord } from "./publishing";
import { refusalWords } from "./refusals";
import { problemWords } from "./remark-words";
import type { ContentTyped, RuleForm } from "./rule-form";
import { ruleSheet } from "./rule-sheet.styles";
import { sheetWords } from "./words";
import "./rule-form";

@customElement("rule-sheet")
export class RuleSheet extends LitElement {
  static override styles = [base, controls, sheet, changed, ruleSheet, checks];

  @property({ attribute: false }) manager!: ManagerContext;
  @property({ attribute: false }) rule!: RuleName;
  /** null: the clinic has no such rule */
  @property({ attribute: false }) live: LiveRule | null = null;
  /** the open draft of the rule, whoever wrote it last */
  @property({ attribute: false }) draft: Draft | null = null;
  @property({ attribute: false }) saying!: Saying;
  /** the worth of a hundred points now, in minor units; 0 where none is said */
  @property({ attribute: false }) minorPer100Points = 0;
  /** the field to begin at */
  @property() field = "";
  @state() private content: Content = {};
  @state() private note = "";
  @state() private wrong: ReadonlyMap<string, string> = new Map();
  @state() private found: ReadonlyMap<string, string> = new Map();
  @state() private moment: Moment = { isNow: true, on: "", time: "00:00" };
  @state() private accepted: ReadonlySet<string> = new Set();
  /** the functions' judgement of the draft as it is */
  @state() private checked: RuleManaged | null = null;
  @state() private busy: "" | "checking" | "publishing" = "";
  @state() private problem = "";
  @query("dialog") private readonly dialog!: HTMLDialogElement;
  @query("rule-form") private readonly form!: RuleForm;
  /** the live version that the draft was begun from, with its content */
  #base: { version: number; content: Content | null } = { version: 0, content: null };
  /** the draft as both this page and the database had it last */
  #common: Content = {};
  #requestId = newRequestId();
  #isMomentChosen = false;

  readonly #online = new Online(this);
  readonly #previewing = new Previewing(this, () => this.#previewed());
  readonly #estimating = new Estimating(this);
  readonly #keeper = new DraftKeeper(this, ({ content, note }) => {
    this.#common = content;
    const { documents, uid } = this.manager;
    if (this.#isUntouched && !this.draft) return Promise.resolve();
    return saveDraft(documents, this.rule, { content, note, baseVersion: this.#base.version, by: uid });
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#begin();
  }

  override firstUpdated(): void {
    this.dialog.showModal();
    const isRead = !this.field && this.#isChanged;
    void this.form.updateComplete.then(
      () => (isRead && openOnChanges(this.renderRoot)) || this.form.focusOn(this.field),
    );
  }

  override willUpdate(changedProperties: PropertyValues<this>): void {
    if (this.hasUpdated && changedProperties.has("draft")) this.#hearDraft();
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" @keydown=${this.#key} @close=${() => this.dispatchEvent(new Event("close"))}>
      <div class="head">
        <h2 id="title">${rules[this.rule].title}</h2>
        <p class="small quiet" role="status">${this.#state()}</p>
      </div>
      ${this.#isMoved ? theirsBlock(this.#theirs) : nothing}
      <div class="columns">
        <div class="typed">
          ${this.#mayEdit ? nothing : html`<p class="quiet">${sheetWords.ownersOnly}</p>`}
          <rule-form ?inert=${!this.#mayEdit || this.busy === "publishing"} .rule=${this.rule} .content=${this.content} .saying=${this.saying}
            .knownIds=${idsOf(this.#base.content)} .found=${this.found} @content-typed=${this.#typed}></rule-form>
        </div>
        <div class="blocks">
          ${changesBlock(this.#lines, this.checked, this.#answers)}
          ${pastBlock({
            rule: this.rule,
            isFirst: !this.live,
            estimate: this.#estimating.of(this.rule, this.#base.content, this.content, this.minorPer100Points),
            needsIt: this.checked?.needs.preview ?? null,
            previewing: this.#previewing,
            answers: this.#answers,
            saying: this.saying,
            documents: this.manager.documents,
          })}
          ${whenBlock(this.moment, this.checked, this.manager.clinic, this.#choose)}
        </div>
      </div>
      ${this.problem ? html`<p class="problem" role="alert">${icons.refused}<span>${this.problem}</span></p>` : nothing}
      <div class="actions">
        ${noteField(this.note, this.found.get("note") ?? "", this.#mayEdit, this.#noteTyped)}
        <button type="button" class="primary" ?disabled=${this.#isPrimaryOff} @click=${this.#primary}>${this.#word} <kbd>Ctrl Enter</kbd></button>
        <button type="button" class="plain" @click=${() => this.dialog.close()}>${sheetWords.close} <kbd>Esc</kbd></button>
        ${
          this.draft && this.#mayEdit
            ? html`<button type="button" class="plain discard" ?disabled=${this.busy !== ""} @click=${this.#discard}>${sheetWords.discard}</button>`
            : nothing
        }
      </div>
    </dialog>`;
  }

  shut(): void {
    this.dialog.close();
  }

  #state(): TemplateResult | string {
    const others = othersLine(this.draft, this.manager);
    return html`${draftState(this.#keeper, this.draft, this.#online.value)}${others ? html`<br>${others}` : nothing}`;
  }

  /** Begins from the open draft, else from what is live, else from the usual rule. */
  #begin(): void {
    const { draft, live } = this;
    this.#base = {
      version: draft?.baseVersion ?? live?.version ?? 0,
      content: live ? contentOf(this.rule, live.content) : null,
    };
    const content = draft?.content ?? live?.content ?? usualContent(this.rule);
    this.content = this.#common = contentOf(this.rule, content);
    this.note = draft?.note ?? "";
    const today = dateIn(this.manager.clinic.timeZone, new Date());
    this.moment = { isNow: true, on: nextMonth(today), time: "00:00" };
    if (draft && live && draft.baseVersion !== live.version) void this.#readBase(draft.baseVersion);
  }

  async #readBase(version: number): Promise<void> {
    const found = await versionAt(this.manager.documents, this.rule, version).catch(() => null);
    if (found && this.#base.version === version) this.#base = { version, content: contentOf(this.rule, found.content) };
    this.requestUpdate();
  }

  /** Somebody else wrote the draft: their fields come in beside mine. */
  #hearDraft(): void {
    const { draft } = this;
    if (!draft || draft.isPending || equal(contentOf(this.rule, draft.content), this.#common)) return;
    const theirs = contentOf(this.rule, draft.content);
    const content = merged(this.#common, this.content, theirs);
    const isSameNote = this.note === "" || draft.by === this.manager.uid;
    this.#common = theirs;
    if (isSameNote && draft.note) this.note = draft.note;
    if (equal(content, this.content)) return;
    this.content = content;
    this.#unchecked();
    if (!equal(content, theirs)) this.#keeper.typed({ content, note: this.note });
  }

  readonly #typed = ({ content, wrong }: ContentTyped): void => {
    this.wrong = wrong;
    this.found = new Map();
    this.problem = "";
    if (equal(content, this.content)) return;
    this.content = content;
    this.#unchecked();
    this.#keeper.typed({ content, note: this.note });
  };

  readonly #noteTyped = (event: Event): void => {
    this.note = (event.target as HTMLInputElement).value;
    this.found = new Map();
    this.#requestId = newRequestId();
    this.#keeper.typed({ content: this.content, note: this.note });
  };

  /** What was judged is another draft now. */
  #unchecked(): void {
    this.checked = null;
    this.accepted = new Set();
    this.#requestId = newRequestId();
    this.#previewing.cancel();
  }

  readonly #accept = (code: string, isMeant: boolean): void => {
    const accepted = new Set(this.accepted);
    if (isMeant) accepted.add(code);
    else accepted.delete(code);
    this.accepted = accepted;
    this.#requestId = newRequestId();
  };

  readonly #choose = (moment: Moment): void => {
    this.#isMomentChosen = true;
    this.moment = moment;
    this.#requestId = newRequestId();
    this.problem = "";
    if (this.checked) void this.#judge();
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.#primary();
  };

  readonly #primary = (): void => {
    if (this.#isPrimaryOff) return;
    this.problem = "";
    const [path] = [...this.wrong.keys(), ...this.found.keys()];
    if (this.wrong.size > 0) {
      this.problem = sheetWords.mend;
      this.form.focusOn(path);
    } else if (this.#isReady) void this.#publish();
    else void this.#check();
  };

  async #check(): Promise<void> {
    this.busy = "checking";
    await this.#keeper.flush();
    if (await this.#judge()) this.#preview();
    this.busy = "";
  }

  /** Asks the functions what stands against the draft; answers whether nothing does. */
  async #judge(): Promise<boolean> {
    const { content } = this;
    try {
      const act = { action: "check", rule: this.rule, base_version: this.#base.version, content } as const;
      let judged = await manageRule(this.manager, { ...act, ...effectiveOf(this.moment) });
      const noticeOn = judged.needs.notice_until_on;
      if (noticeOn && !this.#isMomentChosen) {
        this.moment = { isNow: false, on: noticeOn, time: "00:00" };
        judged = await manageRule(this.manager, { ...act, ...effectiveOf(this.moment) });
      }
      if (content !== this.content) return false;
      this.checked = judged.problems.length ? null : judged;
      this.found = new Map(judged.problems.map((problem) => [problem.field, problemWords(problem)]));
      const [first] = judged.problems;
      if (first) {
        this.problem = this.form.has(first.field) ? sheetWords.mend : problemWords(first);
        await this.updateComplete;
        this.form.focusOn(first.field);
      }
      return judged.problems.length === 0;
    } catch (error) {
      this.problem = refusalWords(error);
      return false;
    }
  }

  #preview(): void {
    if (!this.checked?.needs.preview || this.#previewing.isDone || this.#previewing.isRunning) return;
    this.#previewing.ask({ rule: this.rule, baseVersion: this.#base.version, content: this.content });
  }

  /** The answer is read aloud, and the hands are at the button that comes next. */
  #previewed(): void {
    void this.updateComplete.then(() => {
      const answer = this.renderRoot.querySelector("#past");
      answer?.parentElement?.scrollIntoView({ block: "nearest" });
      this.manager.say(answer?.textContent?.replace(/\s+/g, " ").trim() ?? "");
    });
  }

  async #publish(): Promise<void> {
    if (!this.note.trim()) {
      this.found = new Map([["note", sheetWords.whyMissing]]);
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>("#note")?.focus();
      return;
    }
    this.busy = "publishing";
    this.#keeper.drop();
    try {
      const managed = await manageRule(
        this.manager,
        {
          action: this.moment.isNow ? "publish" : "schedule",
          rule: this.rule,
          base_version: this.#base.version,
          content: this.content,
          note: this.note.trim(),
          preview_id: this.checked?.needs.preview ? this.#previewing.previewId : null,
          accepted: [...this.accepted],
          ...effectiveOf(this.moment),
        },
        this.#requestId,
      );
      this.dispatchEvent(new Published(managed));
    } catch (error) {
      this.problem = refusalWords(error);
      const isOver =
        error instanceof Refused && ["preview-required", "rule-questioned", "rule-invalid"].includes(error.code);
      if (isOver) this.#unchecked();
    } finally {
      this.busy = "";
    }
  }

  readonly #discard = async (): Promise<void> => {
    this.#keeper.drop();
    this.#previewing.cancel();
    await dropDraft(this.manager.documents, this.rule).catch(() => {});
    this.dialog.close();
  };

  /** The live rule is another than the draft was begun from. */
  get #isMoved(): boolean {
    return this.live !== null && this.live.version !== this.#base.version;
  }

  get #theirs(): Parameters<typeof theirsBlock>[0] {
    const { live, saying } = this;
    const before = this.#base.content ?? {};
    const theirs = live ? contentOf(this.rule, live.content) : {};
    return {
      version: live?.version ?? 0,
      theirs: differences(this.rule, before, theirs, saying),
      yours: differences(this.rule, before, this.content, saying),
      keepMine: () => this.#rebase(merged(before, this.content, theirs)),
      takeTheirs: () => this.#rebase(theirs),
    };
  }

  #rebase(content: Content): void {
    const { live } = this;
    if (!live) return;
    this.#base = { version: live.version, content: contentOf(this.rule, live.content) };
    this.content = content;
    this.problem = "";
    this.#unchecked();
    this.#keeper.typed({ content, note: this.note });
  }

  get #mayEdit(): boolean {
    return this.rule !== OWNERS_RULE || this.manager.staff.role === "owner";
  }

  get #lines(): ReturnType<typeof differences> {
    return differences(this.rule, this.#base.content, this.content, this.saying);
  }

  get #isUntouched(): boolean {
    return this.#base.content !== null && this.note === "" && isSame(this.rule, this.#base.content, this.content);
  }

  get #isChanged(): boolean {
    return this.#base.content === null || !isSame(this.rule, this.#base.content, this.content);
  }

  get #isReady(): boolean {
    if (!this.checked) return false;
    const isLookedAt = !this.checked.needs.preview || this.#previewing.isDone;
    const questions = [...this.checked.questions, ...this.#previewing.questions];
    return isLookedAt && questions.every(({ code }) => this.accepted.has(code));
  }

  get #answers(): Answers {
    return { accepted: this.accepted, accept: this.#accept };
  }

  get #isPrimaryOff(): boolean {
    if (!this.#mayEdit || this.busy || this.#isMoved || !this.#online.value || this.#previewing.isRunning) return true;
    if (!this.#isChanged && this.wrong.size === 0) return true;
    return this.checked !== null && !this.#isReady && (!this.checked.needs.preview || this.#previewing.isDone);
  }

  get #word(): string {
    if (this.busy === "publishing") return sheetWords.publishing;
    if (this.busy === "checking" || this.#previewing.isRunning) return sheetWords.checking;
    const isLookedAt = this.checked && (!this.checked.needs.preview || this.#previewing.isDone);
    return isLookedAt && this.checked ? primaryWord(this.checked, this.moment, this.manager) : sheetWords.check;
  }
}
