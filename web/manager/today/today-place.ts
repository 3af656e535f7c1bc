/** Today: whether all is well, what waits and is decided here, and four figures with their line. */
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { dateIn } from "../../shared/points/dates";
import { Online } from "../../shared/ui/online";
import { base, controls } from "../../shared/ui/styles";
import { type Release, watchReleases } from "../firestore/program-documents";
import { watchAdjustments, watchApprovals } from "../firestore/today-documents";
import type { ManagerContext } from "../manager-context";
import { isRuleName, rules } from "../rules/rule";
import { Watching } from "../shell/watching";
import { managerWords } from "../words";
import {
  type Looked,
  type Question,
  readConfirmations,
  readCorrections,
  readFigures,
  readRequests,
  readSetup,
  readState,
} from "./reading";
import { keptInPlace, type Row } from "./rows";
import { RowsOf } from "./rows-of";
import { troublesOf } from "./state";
import { today } from "./today-place.styles";
import type { Deciding, Settled } from "./waiting-row";
import { endingWords, todayWords } from "./words";
import "./ending-section";
import "./state-section";
import "./waiting-row";

/** The parts of the place, each of which may fail while the others stand. */
type Part = keyof Looked;
/** The parts whose things wait to be decided. */
const WAITING = ["corrections", "questions", "releases", "requests"] as const;

@customElement("today-place")
export class TodayPlace extends LitElement {
  static override styles = [base, controls, today];

  @property({ attribute: false }) manager!: ManagerContext;
  @state() private looked: Looked = {};
  @state() private failed: ReadonlySet<Part> = new Set();
  @state() private waiting: readonly Row[] = [];
  @state() private coming: readonly Row[] = [];
  /** the rows that were begun to be decided on here, and those that were */
  readonly #begun = new Set<string>();
  readonly #settled = new Set<string>();
  readonly #online = new Online(this);
  /** the clinic's date of what was read once */
  #readOn = "";
  readonly #watching = new Watching(this, () => this.#listen());

  override render(): TemplateResult {
    return html`<div class="top"><h1 tabindex="-1">${todayWords.title}</h1>${this.#state()}</div>
      ${this.#setup()}
      <section aria-labelledby="waiting">
        <h2 id="waiting">${todayWords.waiting} ${this.#count > 0 ? html`<span class="count">${this.#count}</span>` : nothing}</h2>
        ${this.#failure(...WAITING)} ${this.#rows(this.waiting)}
        ${this.waiting.length === 0 ? this.#nothingWaits() : nothing}
      </section>
      ${
        this.coming.length > 0
          ? html`<section aria-labelledby="coming"><h2 id="coming">${todayWords.coming}</h2>${this.#rows(this.coming)}</section>`
          : nothing
      }
      <section aria-labelledby="figures">
        <h2 id="figures">${todayWords.figures}</h2>
        ${this.#failure("figures")} ${this.#figures()}
      </section>
      <section aria-labelledby="ending">
        <h2 id="ending">${endingWords.title}</h2>
        <ending-section .manager=${this.manager} ?online=${this.#online.value}></ending-section>
      </section>`;
  }

  #state(): TemplateResult {
    const { state, releases = [] } = this.looked;
    if (!state) return html`${this.#failure("state")}${this.failed.has("state") ? nothing : ghost()}`;
    const due = releases.flatMap(({ state: step, rule, due_at: at }) =>
      step === "scheduled" && at ? [{ rule, at }] : [],
    );
    return html`<state-section .manager=${this.manager} .proof=${state.proof} .exceptions=${state.exceptions}
      .troubles=${troublesOf(state.proof, due, new Date())} .titleOf=${titleOf}></state-section>`;
  }

  /** Of a new clinic alone; its code comes only then. */
  #setup(): TemplateResult | typeof nothing {
    const { setup = [] } = this.looked;
    if (setup.length === 0) return this.#failure("setup");
    void import("./setup-section").catch(this.#failing("setup"));
    return html`<setup-section .missing=${setup}></setup-section>`;
  }

  #figures(): TemplateResult | typeof nothing {
    const { figures } = this.looked;
    if (!figures) return this.failed.has("figures") ? nothing : ghost();
    // The lines come after all else: a library draws them.
    void import("./figures-section").catch(this.#failing("figures"));
    return html`<figures-section .days=${figures.days} .worthOf100=${figures.worthOf100} .clinic=${this.manager.clinic}></figures-section>`;
  }

  #rows(rows: readonly Row[]): unknown {
    return repeat(
      rows,
      ({ id }) => id,
      (row) =>
        html`<waiting-row .row=${row} ?online=${this.#online.value} @deciding=${this.#begin} @settled=${this.#settle}></waiting-row>`,
    );
  }

  #nothingWaits(): TemplateResult | typeof nothing {
    if (WAITING.every((part) => this.looked[part])) return html`<p class="none">${todayWords.nothingWaits}</p>`;
    return this.#hasFailed(...WAITING) ? nothing : ghost();
  }

  /** The number of things that this person can decide, or go and see. */
  get #count(): number {
    return this.waiting.filter(({ id }) => !this.#settled.has(id)).length;
  }

  #hasFailed(...parts: readonly Part[]): boolean {
    return parts.some((part) => this.failed.has(part));
  }

  #failure(...parts: readonly Part[]): TemplateResult | typeof nothing {
    if (!this.#hasFailed(...parts)) return nothing;
    return html`<div class="failure" role="alert">
      <p>${todayWords.partFailed}</p>
      <button type="button" class="outline" @click=${this.#again}>${managerWords.tryAgain}</button>
    </div>`;
  }

  /** What waits is listened to while it can be seen; names come with a call. All else is read once a date. */
  #listen(): () => void {
    const { documents, clinic } = this.manager;
    const stops = [
      watchAdjustments(documents, () => this.#read("corrections", readCorrections), this.#failing("corrections")),
      watchApprovals(documents, () => this.#read("questions", readConfirmations), this.#failing("questions")),
      watchReleases(
        documents,
        ["waiting", "scheduled", "stale"],
        (releases) => this.#have("releases", releases),
        this.#failing("releases"),
      ),
    ];
    const on = dateIn(clinic.timeZone, new Date());
    if (this.#readOn !== on || this.failed.size > 0) {
      this.#readOn = on;
      this.#read("requests", readRequests);
      this.#read("state", readState);
      this.#read("figures", readFigures);
      this.#read("setup", readSetup);
    }
    return () => {
      for (const stop of stops) stop();
    };
  }

  readonly #again = (): void => {
    this.#watching.again();
  };

  #read<Name extends Part>(part: Name, read: (manager: ManagerContext) => Promise<Looked[Name]>): void {
    read(this.manager).then((found) => this.#have(part, found), this.#failing(part));
  }

  #have<Name extends Part>(part: Name, found: Looked[Name]): void {
    this.looked = { ...this.looked, [part]: found };
    this.failed = new Set([...this.failed].filter((each) => each !== part));
    this.#assemble();
  }

  readonly #failing = (part: Part) => (): void => {
    this.failed = new Set([...this.failed, part]);
    this.#assemble();
  };

  /** The rows are shown when each of their parts is known, or known to have failed: so none comes above another. */
  #assemble(): void {
    if (!WAITING.every((part) => this.looked[part] || this.failed.has(part))) return;
    const rowsOf = new RowsOf(this.manager);
    const { corrections = [], questions = [], releases = [], requests = [] } = this.looked;
    const of = (state: Release["state"]): Row[] =>
      releases.filter((each) => each.state === state).map((each) => rowsOf.release(each));
    const now = [
      ...corrections.map((each) => rowsOf.adjustment(each)),
      ...questions.map((each: Question) =>
        "approval_id" in each.waiting
          ? rowsOf.approval(each.waiting, each.locationId)
          : rowsOf.confirmation(each.waiting, each.locationId),
      ),
      ...of("waiting"),
      ...of("stale"),
      ...requests.map(({ location, count }) => rowsOf.requests(location, count)),
    ];
    this.waiting = keptInPlace(this.waiting, now, this.#begun);
    this.coming = keptInPlace(this.coming, of("scheduled"), this.#begun);
  }

  readonly #begin = ({ id }: Deciding): void => {
    this.#begun.add(id);
  };

  readonly #settle = ({ id }: Settled): void => {
    this.#settled.add(id);
    this.requestUpdate();
  };
}

function titleOf(rule: string): string {
  return isRuleName(rule) ? rules[rule].title : rule;
}

function ghost(): TemplateResult {
  return html`<p class="unseen" role="status">${todayWords.reading}</p><div class="ghost" aria-hidden="true"></div>`;
}
