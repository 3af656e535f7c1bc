/** A sheet of what waits for somebody: a list that stays open while one after the other is decided on in it. */
import { css, html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { Unanswered } from "../../shared/api/outcome";
import { words } from "../../shared/language/words.en";
import { icons } from "../../shared/ui/icons";
import type { DeskBody } from "../acts/act";
import { Act, type ActState } from "../acts/act";
import { refusalText } from "../acts/refusals";
import { Sheet } from "./sheet";

/** The words about the list as a whole. */
export interface ListWords {
  name: string;
  none: string;
  unread: string;
}

export abstract class WaitingSheet<Item, Body extends DeskBody, Answer> extends Sheet {
  static override styles = [
    ...[Sheet.styles].flat(),
    css`
      .news:empty {
        margin-top: calc(-1 * var(--space-5));
      }
    `,
  ];

  /** undefined: not read yet; null: they could not be read */
  @state() protected items: readonly Item[] | null | undefined;
  @state() protected chosenId = "";
  @state() private done = "";
  #act: Act<Body, Answer> | null = null;
  /** the list still shows what was decided on just now: a second Enter is not for the next */
  #isStale = false;

  protected abstract idOf(item: Item): string;

  /** The row of an item. */
  protected abstract row(item: Item): TemplateResult;

  /** What stands below the row of the item that is chosen. */
  protected below(_: Item): TemplateResult | typeof nothing {
    return nothing;
  }

  /** Reads the list, and shows it. */
  protected abstract read(): Promise<void>;

  /** The sentence once an item is decided on. */
  protected abstract said(item: Item, answer: Answer): string;

  /** False where nothing may be chosen before somebody chooses it. */
  protected get choosesFirst(): boolean {
    return true;
  }

  /** True while a decision is on its way, or its outcome is not known. */
  get isHeld(): boolean {
    return this.pending !== null;
  }

  override firstUpdated(): void {
    super.firstUpdated();
    this.addEventListener("ask-again", () => void this.#act?.run());
    void this.read();
  }

  protected get chosen(): Item | undefined {
    return this.items?.find((item) => this.idOf(item) === this.chosenId);
  }

  protected news(): TemplateResult {
    return html`<div class="news" role="status">${this.done ? html`<p class="done">${icons.check}<span>${this.done}</span></p>` : nothing}</div>`;
  }

  protected list({ name, none, unread }: ListWords): TemplateResult {
    if (this.items === undefined) return html`<p class="quiet">${words.loading}…</p>`;
    if (this.items === null) return this.warned(unread);
    if (this.items.length === 0) return html`<p role="status">${none}</p>`;
    return html`<fieldset class="choices" ?disabled=${this.pending !== null}>
      <legend class="unseen">${name}</legend>
      ${this.items.map(
        (item) => html`<label>
        <input type="radio" name="waiting" .checked=${this.idOf(item) === this.chosenId} @change=${() => this.point(item)}>
        ${this.row(item)}
      </label>
      ${this.idOf(item) === this.chosenId ? this.below(item) : nothing}`,
      )}
    </fieldset>`;
  }

  protected point(item: Item): void {
    [this.chosenId, this.problem] = [this.idOf(item), ""];
  }

  /** Asks for a decision. Not each makes an entry, so there is nothing to look up: the same request is asked again. */
  protected decide(item: Item, body: Body, ask: (body: Body) => Promise<Answer>): void {
    if (this.#isStale) return;
    const lookUp = (): Promise<never> => Promise.reject(new Unanswered());
    this.#act = new Act(body, { ask, lookUp }, null, this.desk.tools, (state) => this.#heard(item, state));
    void this.#act.run();
  }

  /** Keeps the hands where they are as long as that one waits; otherwise they go to the first, which is chosen. */
  protected show(items: readonly Item[]): void {
    this.items = items;
    if (!this.chosen) this.#pointFirst(items);
    else if (!this.renderRoot.querySelector(":focus")) this.focusOn("input:checked");
  }

  #pointFirst([first]: readonly Item[]): void {
    this.chosenId = "";
    if (first && this.choosesFirst) this.point(first);
    this.focusOn(first ? "input" : ".actions button");
  }

  #heard(item: Item, state: ActState<Answer>): void {
    [this.done, this.problem] = ["", state.name === "refused" ? refusalText(state.refusal, this.desk) : ""];
    this.pending = state.name === "sending" || state.name === "unknown" ? state : null;
    if (state.name === "done") {
      this.done = this.said(item, state.answer);
      this.desk.tools.signals.credited();
    } else if (state.name !== "sending") this.desk.tools.signals.refused();
    if (this.pending) return;
    this.#isStale = true;
    void this.read().then(() => (this.#isStale = false));
  }
}
