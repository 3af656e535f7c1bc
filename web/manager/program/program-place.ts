/** The program: every rule as sentences, with edit and history where it is read, and live while it can be seen. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { RuleManaged } from "../../shared/api/contracts.gen";
import { words } from "../../shared/language/words.en";
import { dateIn, formatDay } from "../../shared/points/dates";
import { moneyFormat } from "../../shared/points/money";
import { whenIdle } from "../../shared/ui/idle";
import { base, controls } from "../../shared/ui/styles";
import { manageRule } from "../edit/office-acts";
import { outcome, type Published } from "../edit/publishing";
import { refusalWords } from "../edit/refusals";
import { type Drafts, watchDrafts } from "../firestore/draft-documents";
import {
  type LiveRule,
  type LiveRules,
  type Release,
  type Version,
  versionAt,
  watchReleases,
  watchRules,
} from "../firestore/program-documents";
import type { ManagerContext } from "../manager-context";
import { type Content, isRuleName, RULE_NAMES, type RuleName, rules, usualContent } from "../rules/rule";
import type { Saying } from "../rules/saying";
import { sentencesOf } from "../rules/sentences";
import { tierNamesOf } from "../rules/tier-names";
import { addressOf, leaveFor } from "../shell/address";
import { Covering } from "../shell/covered";
import { Watching } from "../shell/watching";
import type { Begun } from "../templates/program-templates";
import { managerWords } from "../words";
import { program } from "./program-place.styles";
import { programWords } from "./words";
import "./release-list";

type SheetName = "history" | "edit";

const SHEETS: Readonly<Record<SheetName, () => Promise<unknown>>> = {
  edit: () => import("../edit/rule-sheet"),
  history: () => import("./history-sheet"),
};

@customElement("program-place")
export class ProgramPlace extends LitElement {
  static override styles = [base, controls, program];

  @property({ attribute: false }) manager!: ManagerContext;
  /** the words of the address after the place's: a rule, then what is open of it */
  @property({ attribute: false }) inside: readonly string[] = [];
  /** null: not read yet */
  @state() private live: LiveRules | null = null;
  @state() private failed = false;
  @state() private sheetsHere: ReadonlySet<SheetName> = new Set();

  /** null: not read yet; a sheet begins from the open draft */
  @state() private drafts: Drafts | null = null;
  @state() private releases: readonly Release[] = [];
  /** what became of the last act here */
  @state() private news: { text: string; managed?: RuleManaged } | null = null;
  @state() private isTakingBack = false;
  /** who published the live versions, and why, by rule */
  @state() private signed: ReadonlyMap<RuleName, Version> = new Map();
  readonly #watching = new Watching(this, () => {
    const { documents } = this.manager;
    const failed = (): void => {
      this.failed = true;
    };
    const stops = [
      watchRules(documents, (live) => this.#hearRules(live), failed),
      watchDrafts(documents, (drafts) => (this.drafts = drafts), failed),
      watchReleases(documents, ["waiting", "scheduled", "stale"], (releases) => (this.releases = releases), failed),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  });

  constructor() {
    super();
    new Covering(this, () => this.#openSheet !== null);
  }

  override firstUpdated(): void {
    whenIdle(async () => {
      for (const name of Object.keys(SHEETS) as SheetName[]) await this.#bring(name).catch(() => {});
    });
  }

  /** A sheet whose address is left closes as by its own key, so that the hands are where they were. */
  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("inside") && this.inside.length === 0) this.#openSheet?.shut();
  }

  override render(): TemplateResult {
    return html`<div class="top">
        <h1 tabindex="-1">${programWords.title}</h1>
        <p class="quiet">${programWords.text}</p>
      </div>
      ${this.#newsView()}
      ${this.failed ? this.#failure() : nothing}
      ${this.live && !this.live.has("earning") ? this.#templates(this.live) : nothing}
      ${this.live && this.releases.length ? this.#coming(this.live) : nothing}
      ${this.live ? RULE_NAMES.map((rule) => this.#rule(rule, this.live?.get(rule))) : this.#waiting()}
      ${this.#sheet()}`;
  }

  /** What became of the last act; what is on its way can be taken back in the same place. */
  #newsView(): TemplateResult | typeof nothing {
    const { news } = this;
    if (!news) return nothing;
    const { release_id: releaseId, state: became } = news.managed ?? {};
    const isOnItsWay = became === "scheduled" || became === "waiting";
    return html`<div class="news">
      <p>${news.text}</p>
      ${
        releaseId && isOnItsWay
          ? html`<button type="button" class="outline" ?disabled=${this.isTakingBack} @click=${() => this.#takeBack(releaseId)}>${programWords.undo}</button>`
          : nothing
      }
      <button type="button" class="plain" @click=${() => (this.news = null)}>${words.close}</button>
    </div>`;
  }

  async #takeBack(releaseId: string): Promise<void> {
    this.isTakingBack = true;
    try {
      this.#tell(await manageRule(this.manager, { action: "cancel", release_id: releaseId }));
    } catch (error) {
      this.news = { text: refusalWords(error) };
    } finally {
      this.isTakingBack = false;
    }
  }

  #tell(managed: RuleManaged): void {
    this.news = { text: outcome(managed, this.manager), managed };
    this.manager.say(this.news.text);
  }

  #failure(): TemplateResult {
    return html`<div class="failure" role="alert">
      <p>${managerWords.notRead}</p>
      <button type="button" class="outline" @click=${() => this.#watching.again()}>${managerWords.tryAgain}</button>
    </div>`;
  }

  #coming(live: LiveRules): TemplateResult {
    return html`<release-list .manager=${this.manager} .releases=${this.releases} .live=${live} .saying=${this.#saying}
      @decided=${this.#decided}></release-list>`;
  }

  /** Of a clinic without a program alone; their code comes only then. */
  #templates(live: LiveRules): TemplateResult {
    void import("../templates/program-templates").catch(() => (this.news = { text: managerWords.notRead }));
    return html`<program-templates .manager=${this.manager} .live=${live} .saying=${this.#saying} @begun=${this.#begun}></program-templates>`;
  }

  #waiting(): TemplateResult | typeof nothing {
    if (this.failed) return nothing;
    return html`<p class="unseen" role="status">${managerWords.loading}</p>
      ${RULE_NAMES.slice(0, 4).map(() => html`<div class="rule waiting" aria-hidden="true"><i></i><i></i><i></i></div>`)}`;
  }

  #rule(rule: RuleName, version: LiveRule | undefined): TemplateResult {
    const { title, without } = rules[rule];
    return html`<section class="rule" aria-labelledby=${rule}>
      <div class="heading">
        <h2 id=${rule}>${title}</h2>
        ${this.#ways(rule, version)}
      </div>
      <div class="says">
        ${
          version
            ? html`${this.#sentences(rule, version.content)}${this.#signature(rule, version)}`
            : html`<p class="quiet">${without} ${programWords.usual}</p>${this.#sentences(rule, usualContent(rule))}`
        }
      </div>
    </section>`;
  }

  #sentences(rule: RuleName, content: Content): TemplateResult {
    const said = sentencesOf(rule, content, this.#saying);
    const isList = rule === "tiers" || rule === "memberships";
    return isList ? html`${said.map((sentence) => html`<p>${sentence}</p>`)}` : html`<p>${said.join(" ")}</p>`;
  }

  #signature(rule: RuleName, { version, at }: LiveRule): TemplateResult {
    const { clinic, names } = this.manager;
    const signed = this.signed.get(rule);
    const { by = "", note = "" } = signed?.version === version ? signed : {};
    const when = at ? formatDay(dateIn(clinic.timeZone, at), clinic.locale, false) : "";
    const who = by ? (names.get(by) ?? programWords.somebody) : "";
    return html`<p class="small quiet">
      ${programWords.version(version)}${when ? html` · ${programWords.since(when, who)}` : nothing}${note ? html` · “${note}”` : nothing}
    </p>`;
  }

  #ways(rule: RuleName, version: LiveRule | undefined): TemplateResult {
    const { title } = rules[rule];
    return html`<p class="ways">
      <a href=${addressOf("program", rule)} aria-label=${version ? programWords.editOf(title) : programWords.beginOf(title)}>${version ? programWords.edit : programWords.begin}</a>
      ${version ? html`<a href=${addressOf("program", rule, "history")} aria-label=${programWords.historyOf(title)}>${programWords.history}</a>` : nothing}
    </p>
    ${this.drafts?.has(rule) ? html`<p class="small notice">${programWords.draft(this.#whoDrafts(rule))}</p>` : nothing}`;
  }

  #whoDrafts(rule: RuleName): string {
    const { names, uid } = this.manager;
    const by = this.drafts?.get(rule)?.by ?? "";
    return by === uid ? programWords.you : (names.get(by) ?? programWords.somebody);
  }

  #sheet(): TemplateResult | typeof nothing {
    const [rule, what = ""] = this.inside;
    if (!isRuleName(rule) || !this.live || !this.drafts) return nothing;
    const isHistory = what === "history";
    const name = isHistory ? "history" : "edit";
    if (!this.sheetsHere.has(name)) {
      void this.#bring(name).catch(() => (this.news = { text: managerWords.notRead }));
      return nothing;
    }
    const live = this.live.get(rule) ?? null;
    if (isHistory) {
      return html`<history-sheet .manager=${this.manager} .rule=${rule} .live=${live} .saying=${this.#saying}
        @close=${this.#closed} @published=${this.#decided}></history-sheet>`;
    }
    return html`<rule-sheet .manager=${this.manager} .rule=${rule} .live=${live} .draft=${this.drafts.get(rule) ?? null}
      .saying=${this.#saying} .minorPer100Points=${Number(this.live.get("redemption")?.content["minor_per_100_points"] ?? 0)} field=${what} @close=${this.#closed} @published=${this.#decided}></rule-sheet>`;
  }

  async #bring(name: SheetName): Promise<void> {
    await SHEETS[name]();
    this.sheetsHere = new Set([...this.sheetsHere, name]);
  }

  #hearRules(live: LiveRules): void {
    this.failed = false;
    this.live = live;
    void this.#readSignatures(live);
  }

  /** The history of a rule says who published it and why; a version is read once. */
  async #readSignatures(live: LiveRules): Promise<void> {
    const unread = [...live].filter(([rule, { version }]) => this.signed.get(rule)?.version !== version);
    const read = unread.map(async ([rule, { version }]) => {
      const found = await versionAt(this.manager.documents, rule, version).catch(() => null);
      if (found) this.signed = new Map([...this.signed, [rule, found]]);
    });
    await Promise.all(read);
  }

  /** A release went on its way, or was decided on: the page says what became of it, aloud, too. */
  readonly #decided = ({ managed }: Published): void => {
    this.#tell(managed);
    this.#openSheet?.shut();
  };

  /** The templates are gone with it: the hands are at the title. */
  readonly #begun = async ({ sentence }: Begun): Promise<void> => {
    this.news = { text: sentence };
    this.manager.say(sentence);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("h1")?.focus();
  };

  readonly #closed = (): void => leaveFor(addressOf("program"));

  get #openSheet(): (HTMLElement & { shut(): void }) | null {
    return this.renderRoot?.querySelector<HTMLElement & { shut(): void }>("history-sheet, rule-sheet") ?? null;
  }

  get #saying(): Saying {
    const { currency, locale } = this.manager.clinic;
    return { format: moneyFormat(currency, locale), tierNames: tierNamesOf(this.live?.get("tiers")?.content) };
  }
}
