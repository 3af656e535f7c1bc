/** The program: every rule as sentences, with edit and history where it is read, and live while it can be seen. */
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { dateIn, formatDay } from "../../shared/points/dates";
import { moneyFormat } from "../../shared/points/money";
import { base, controls } from "../../shared/ui/styles";
import { type LiveRule, type LiveRules, type Version, versionAt, watchRules } from "../firestore/program-documents";
import type { ManagerContext } from "../manager-context";
import { type Content, isRuleName, RULE_NAMES, type RuleName, rules, usualContent } from "../rules/rule";
import type { Saying } from "../rules/saying";
import { sentencesOf } from "../rules/sentences";
import { tierNamesOf } from "../rules/tier-names";
import { addressOf, leaveFor } from "../shell/address";
import { Covered } from "../shell/covered";
import { Watching } from "../shell/watching";
import { managerWords } from "../words";
import { program } from "./program-place.styles";
import { programWords } from "./words";

@customElement("program-place")
export class ProgramPlace extends LitElement {
  static override styles = [base, controls, program];

  @property({ attribute: false }) manager!: ManagerContext;
  /** the words of the address after the place's: a rule, then what is open of it */
  @property({ attribute: false }) inside: readonly string[] = [];
  /** null: not read yet */
  @state() private live: LiveRules | null = null;
  @state() private failed = false;
  @state() private isSheetHere = false;

  /** who published the live versions, and why, by rule */
  @state() private signed: ReadonlyMap<RuleName, Version> = new Map();
  #isCovered = false;
  readonly #watching = new Watching(this, () =>
    watchRules(
      this.manager.documents,
      (live) => {
        this.failed = false;
        this.live = live;
        void this.#readSignatures(live);
      },
      () => (this.failed = true),
    ),
  );

  override updated(): void {
    const isCovered = this.renderRoot.querySelector("history-sheet") !== null;
    if (isCovered !== this.#isCovered) this.dispatchEvent(new Covered(isCovered));
    this.#isCovered = isCovered;
  }

  override render(): TemplateResult {
    return html`<div class="top">
        <h1 tabindex="-1">${programWords.title}</h1>
        <p class="quiet">${programWords.text}</p>
      </div>
      ${this.failed ? this.#failure() : nothing}
      ${this.live ? RULE_NAMES.map((rule) => this.#rule(rule, this.live?.get(rule))) : this.#waiting()}
      ${this.#sheet()}`;
  }

  #failure(): TemplateResult {
    return html`<div class="failure" role="alert">
      <p>${managerWords.notRead}</p>
      <button type="button" class="outline" @click=${() => this.#watching.again()}>${managerWords.tryAgain}</button>
    </div>`;
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
        ${version ? this.#ways(rule) : nothing}
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

  #ways(rule: RuleName): TemplateResult {
    return html`<p class="ways">
      <a href=${addressOf("program", rule, "history")} aria-label=${programWords.historyOf(rules[rule].title)}>${programWords.history}</a>
    </p>`;
  }

  #sheet(): TemplateResult | typeof nothing {
    const [rule, what] = this.inside;
    if (!isRuleName(rule) || what !== "history" || !this.live) return nothing;
    if (!this.isSheetHere) {
      void import("./history-sheet").then(() => (this.isSheetHere = true));
      return nothing;
    }
    return html`<history-sheet .manager=${this.manager} .rule=${rule} .live=${this.live.get(rule) ?? null} .saying=${this.#saying}
      @close=${this.#closed}></history-sheet>`;
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

  readonly #closed = (): void => leaveFor(addressOf("program"));

  get #saying(): Saying {
    const { currency, locale } = this.manager.clinic;
    return { format: moneyFormat(currency, locale), tierNames: tierNamesOf(this.live?.get("tiers")?.content) };
  }
}
