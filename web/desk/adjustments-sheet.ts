/** The sheet of the adjustments that wait: a manager decides on each; everybody else sees what they asked for. */
import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { formatMoment } from "../shared/dates";
import { icons } from "../shared/icons";
import { Unanswered } from "../shared/outcome";
import { words } from "../shared/words";
import { Act, type ActState, type ActTools } from "./act";
import { reasonWords, waitingOf, type Waiting } from "./adjusting";
import type { Signals } from "./checkout";
import type { Adjusted, DecideAdjustment } from "./contracts";
import { adjustmentsWaiting, namesOf, ownAdjustmentsWaiting } from "./ledger-queries";
import type { Overlaid } from "./overlay";
import { tell, tellBound } from "./refusals";
import { Sheet, type Surroundings } from "./sheet";
import { sheetWords } from "./sheet-words";

export interface DecisionTools extends ActTools {
  signals: Signals;
}

export const draw = ({ at, tools, close }: Overlaid): TemplateResult =>
  html`<adjustments-sheet .at=${at} .tools=${tools} @close=${close}></adjustments-sheet>`;

const DECIDING = new Set(["manager", "owner"]);

@customElement("adjustments-sheet")
export class AdjustmentsSheet extends Sheet {
  static override styles = [
    ...[Sheet.styles].flat(),
    css`
      .choices > label {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--space-2) var(--space-4);
        justify-content: stretch;
      }
      .choices .small {
        grid-column: 1 / -1;
      }
      .facts {
        display: grid;
        gap: 0 var(--space-3);
        overflow-wrap: anywhere;
      }
      .facts > .quiet:not(:first-child) {
        margin-top: var(--space-1);
      }
      @media (min-width: 30rem) {
        .facts {
          grid-template-columns: auto 1fr;
        }
        .facts > .quiet:not(:first-child) {
          margin-top: 0;
        }
      }
      .news:empty {
        margin-top: calc(-1 * var(--space-5));
      }
      .decided {
        display: flex;
        gap: var(--space-3);
        padding: var(--space-3) var(--space-4);
        border-radius: var(--radius-small);
        background: var(--calm-wash);
      }
    `,
  ];

  @property({ attribute: false }) at!: Surroundings;
  @property({ attribute: false }) tools!: DecisionTools;
  /** undefined: not read yet; null: they could not be read */
  @state() private waiting: readonly Waiting[] | null | undefined;
  @state() private names: ReadonlyMap<string, string> = new Map();
  @state() private adjustmentId = "";
  @state() private decided = "";
  #act: Act<DecideAdjustment, Adjusted> | null = null;

  /** True while a decision is on its way, or its outcome is not known. */
  get isHeld(): boolean {
    return this.pending !== null;
  }

  override keep(): () => void {
    return () => {};
  }

  override firstUpdated(): void {
    super.firstUpdated();
    this.addEventListener("ask-again", () => void this.#act?.run());
    void this.#read();
  }

  override render(): TemplateResult {
    return this.frame(
      this.head(sheetWords.adjustments, this.#mayDecide ? sheetWords.waitingAll : sheetWords.waitingOwn),
      html`<div class="news" role="status">${this.decided ? html`<p class="decided">${icons.check}<span>${this.decided}</span></p>` : nothing}</div>`,
      this.#list(),
      this.told("decision"),
      this.actions(...this.#decisions()),
    );
  }

  #list(): TemplateResult {
    if (this.waiting === undefined) return html`<p class="quiet">${words.loading}…</p>`;
    if (this.waiting === null) return this.warned(sheetWords.waitingUnread);
    if (this.waiting.length === 0) {
      return html`<p role="status">${this.#mayDecide ? sheetWords.noneWaiting : sheetWords.noneOfYours}</p>`;
    }
    return html`<fieldset class="choices" ?disabled=${this.pending !== null}>
      <legend class="unseen">${sheetWords.adjustments}</legend>
      ${this.waiting.map((each) => this.#row(each))}
    </fieldset>`;
  }

  #row(one: Waiting): TemplateResult {
    const { adjustmentId, reason, text, privateNote } = one;
    return html`<label>
      <input type="radio" name="adjustment" .checked=${adjustmentId === this.adjustmentId} @change=${() => this.#point(adjustmentId)}>
      <span class="name figures">${this.#signed(one.points)}</span>
      <span class="name">${this.#mayDecide ? this.#patient(one) : reasonWords(reason)}</span>
      <span class="facts small">
        ${this.#mayDecide ? this.#fact(sheetWords.reason, reasonWords(reason)) : nothing}
        ${this.#fact(sheetWords.patientText, text)}
        ${privateNote ? this.#fact(sheetWords.privateNote, privateNote) : nothing}
      </span>
      <span class="small quiet">${this.#askedBy(one)}</span>
    </label>`;
  }

  #fact(name: string, said: string): TemplateResult {
    return html`<span class="quiet">${name}</span><span>${said}</span>`;
  }

  #askedBy({ requestedBy, requestedAt }: Waiting): string {
    const { locale, timeZone } = this.at.place.clinic;
    const isMine = requestedBy === this.at.place.uid;
    const name = isMine ? sheetWords.you : (this.names.get(`staff/${requestedBy}`) ?? sheetWords.somebody);
    return sheetWords.askedBy(name, formatMoment(requestedAt, locale, timeZone));
  }

  #decisions(): TemplateResult[] {
    const chosen = this.#chosen;
    if (!chosen || !this.#mayDecide) return [];
    return [
      html`<button type="submit" class="primary">${sheetWords.approve(this.#signed(chosen.points))} <kbd>Enter</kbd></button>`,
      html`<button type="button" class="outline" @click=${() => this.#decide(false)}>${sheetWords.decline} <kbd>Del</kbd></button>`,
    ];
  }

  protected override get surroundings(): Surroundings {
    return this.at;
  }

  protected override type(): void {}

  protected override submit(): void {
    this.#decide(true);
  }

  /** Delete declines: a key that no scanner sends. */
  protected override key(event: KeyboardEvent): void {
    super.key(event);
    if (event.key === "Delete" && !this.pending) this.#decide(false);
  }

  get #mayDecide(): boolean {
    return DECIDING.has(this.at.role);
  }

  get #chosen(): Waiting | undefined {
    return this.waiting?.find(({ adjustmentId }) => adjustmentId === this.adjustmentId);
  }

  #point(adjustmentId: string): void {
    [this.adjustmentId, this.problem] = [adjustmentId, ""];
  }

  /** Whoever asked is told at once that somebody else must decide; the server would say no more. */
  #decide(approve: boolean): void {
    const chosen = this.#chosen;
    if (!chosen || !this.#mayDecide) return;
    const code = chosen.requestedBy === this.at.place.uid ? "second-person-required" : "";
    if (code) {
      this.problem = tellBound({ code, details: {} }, this.at.place);
      return;
    }
    const { callables, documents, location } = this.at;
    const body: DecideAdjustment = {
      request_id: this.tools.newId(), clinic_id: documents.clinicId, location_id: location.locationId,
      patient_id: chosen.patientId, adjustment_id: chosen.adjustmentId, approve,
    };
    // No entry bears this request's id, so there is nothing to look up: the same request is asked again.
    const lookUp = (): Promise<never> => Promise.reject(new Unanswered());
    const asking = { ask: (it: DecideAdjustment) => callables.decideAdjustment(it), lookUp };
    this.#act = new Act(body, asking, null, this.tools, (state) => this.#heard(chosen, state));
    void this.#act.run();
  }

  #heard(one: Waiting, state: ActState<Adjusted>): void {
    [this.decided, this.problem] = ["", state.name === "refused" ? tell(state.refusal, this.at.place) : ""];
    this.pending = state.name === "sending" || state.name === "unknown" ? state : null;
    if (state.name === "done") {
      const status = state.answer.status === "declined" ? "declined" : "approved";
      this.decided = sheetWords.decided[status](sheetWords.pointsFor(this.#signed(one.points), this.#patient(one)));
      this.#show((this.waiting ?? []).filter(({ adjustmentId }) => adjustmentId !== one.adjustmentId));
      this.tools.signals.credited();
    } else if (state.name !== "sending") this.tools.signals.refused();
    if (!this.pending) void this.#read();
  }

  #patient({ patientId }: Waiting): string {
    return this.names.get(`patients/${patientId}`) ?? sheetWords.aPatient;
  }

  /** "+500" or "−500". */
  #signed(points: number): string {
    return new Intl.NumberFormat(this.at.format.locale, { signDisplay: "always" }).format(points);
  }

  async #read(): Promise<void> {
    const { documents, place } = this.at;
    try {
      const found = await (this.#mayDecide ? adjustmentsWaiting(documents) : ownAdjustmentsWaiting(documents, place.uid));
      const waiting = found.map(({ id, fields }) => waitingOf(id, fields));
      if (this.#mayDecide) {
        const paths = waiting.flatMap(({ patientId, requestedBy }) => [`patients/${patientId}`, `staff/${requestedBy}`]);
        this.names = await namesOf(documents, paths);
      }
      this.#show(waiting);
    } catch {
      this.waiting = null;
    }
  }

  /** Keeps the hands where they are as long as that one waits; otherwise they go to the first. */
  #show(waiting: readonly Waiting[]): void {
    this.waiting = waiting;
    this.adjustmentId = this.#chosen?.adjustmentId ?? waiting[0]?.adjustmentId ?? "";
    this.focusOn(waiting.length > 0 ? "input:checked" : "button");
  }
}
