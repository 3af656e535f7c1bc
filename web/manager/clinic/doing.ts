/** An act in a section: busy while it is on its way, a problem where it failed, and news with *Undo* for a while after. */
import { css, html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";
import { words } from "../../shared/language/words.en";
import { ChangedMeanwhileError } from "../changing/edits";
import { doingWords } from "./words";

/** Milliseconds in which the last act can be taken back here. */
const UNDO = 10_000;

type Undo = () => Promise<void>;

export const news = css`
  .news {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-4);
    padding: var(--space-2) var(--space-4);
    border-radius: var(--radius-small);
    background: var(--calm-wash);
  }
`;

export class Doing implements ReactiveController {
  busy = false;
  problem = "";
  #news = "";
  #undo: Undo | null = null;
  #ends: ReturnType<typeof setTimeout> | undefined;

  /** `aloud` says a sentence to screen readers. */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly aloud: (sentence: string) => void,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#ends);
  }

  /** Does it, and tells what went wrong where something did; one act at a time. */
  async run(act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.#set({ busy: true, problem: "" });
    let problem = "";
    try {
      await act();
    } catch (error) {
      problem = error instanceof ChangedMeanwhileError ? doingWords.changedMeanwhile : doingWords.notSaved;
    }
    this.#set({ busy: false, problem });
  }

  say(text: string, undo: Undo | null = null): void {
    clearTimeout(this.#ends);
    [this.#news, this.#undo] = [text, undo];
    this.aloud(text);
    this.#ends = setTimeout(() => this.#forget(), UNDO);
    this.host.requestUpdate();
  }

  forgetProblem(): void {
    this.#set({ busy: this.busy, problem: "" });
  }

  draw(): TemplateResult | typeof nothing {
    if (!this.#news) return nothing;
    return html`<div class="news">
      <p>${this.#news}</p>
      ${this.#undo ? html`<button type="button" class="outline" ?disabled=${this.busy} @click=${this.#takeBack}>${doingWords.undo}</button>` : nothing}
      <button type="button" class="plain" @click=${this.#close}>${words.close}</button>
    </div>`;
  }

  readonly #takeBack = async (): Promise<void> => {
    const undo = this.#undo;
    if (!undo) return;
    await this.run(async () => {
      await undo();
      this.say(doingWords.undone);
    });
    if (this.problem) this.say(this.problem);
  };

  readonly #close = (): void => {
    [this.#news, this.#undo] = ["", null];
    this.host.requestUpdate();
  };

  #forget(): void {
    this.#undo = null;
    this.host.requestUpdate();
  }

  #set({ busy, problem }: { busy: boolean; problem: string }): void {
    [this.busy, this.problem] = [busy, problem];
    this.host.requestUpdate();
  }
}
