/** One thing that waits, and its decisions in place: a button is pressed, says what follows, and is pressed again. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { askAgain, isRefusal } from "../../shared/api/outcome";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import type { Decision, Row } from "./rows";
import { refusalOf, todayWords } from "./words";

/** A row is being decided on, here: it stays in its place whatever the listeners say. */
export class Deciding extends Event {
  constructor(readonly id: string) {
    super("deciding");
  }
}

/** A row was decided on, here. */
export class Settled extends Event {
  constructor(readonly id: string) {
    super("settled");
  }
}

type Step =
  | { name: "open"; problem: string }
  | { name: "sure"; decision: Decision }
  | { name: "sending"; decision: Decision }
  | { name: "unknown"; decision: Decision }
  | { name: "done"; sentence: string };

/** Milliseconds after the first press in which a second one is the same: a double-click decides nothing. */
const FIRST_MOMENTS = 600;

@customElement("waiting-row")
export class WaitingRow extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: grid;
        gap: var(--space-2);
        padding: var(--space-4) 0;
        border-top: 1px solid var(--line);
      }
      .about {
        display: grid;
        gap: var(--space-2);
        min-width: 0;
      }
      .title {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--space-3);
        color: var(--ink-soft);
        font-size: var(--text-small);
        overflow-wrap: anywhere;
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        padding-top: var(--space-1);
      }
      .ways > * {
        flex: 0 1 auto;
        /* The bar of a phone covers nothing that has the focus. */
        scroll-margin-block: 6rem;
      }
      a {
        display: inline-flex;
        align-items: center;
        min-height: var(--target);
        padding-inline: var(--space-2);
        color: var(--brand);
        font-weight: 550;
        text-underline-offset: 0.25em;
      }
      .done {
        display: flex;
        gap: var(--space-3);
        color: var(--calm);
        font-weight: 550;
      }
      .done:focus-visible {
        outline-offset: 4px;
      }
      @media (min-width: 60rem) {
        :host {
          grid-template-columns: minmax(0, 1fr) auto;
          align-items: center;
          gap: var(--space-5);
        }
        .ways {
          padding: 0;
        }
      }
    `,
  ];

  @property({ attribute: false }) row!: Row;
  @property({ type: Boolean }) online = true;
  @state() private step: Step = { name: "open", problem: "" };
  @query(".sure") private readonly sureButton!: HTMLElement | null;
  @query(".done") private readonly doneLine!: HTMLElement | null;
  #sureSince = 0;
  /** one request for a decision, however often it is asked */
  #requestId = "";

  override render(): TemplateResult {
    const { step, row } = this;
    if (step.name === "done")
      return html`<p class="done" tabindex="-1">${icons.check}<span>${step.sentence}</span></p>`;
    return html`<div class="about">
        <p class="title">${row.title}</p>
        ${row.facts.length > 0 ? html`<p class="facts">${row.facts.map((fact) => html`<span>${fact}</span>`)}</p>` : nothing}
        ${row.note ? html`<p class="small quiet">${row.note}</p>` : nothing}
        ${this.#problem()}
      </div>
      <div class="ways">${this.#ways()}</div>`;
  }

  #problem(): TemplateResult | typeof nothing {
    const { step } = this;
    const text = step.name === "open" ? step.problem : step.name === "unknown" ? todayWords.unknown : "";
    return text ? html`<p class="problem" role="alert">${icons.refused}<span>${text}</span></p>` : nothing;
  }

  #ways(): TemplateResult {
    const { step, row } = this;
    switch (step.name) {
      case "sure":
        return html`<button type="button" class="sure primary" @click=${() => this.#confirm(step.decision)}>${step.decision.sure}</button>
          <button type="button" class="plain" @click=${this.#back}>${todayWords.back}</button>`;
      case "sending":
        return html`<p role="status">${todayWords.sending}</p>`;
      case "unknown":
        return html`<button type="button" class="outline" @click=${() => void this.#send(step.decision)}>${todayWords.askAgain}</button>`;
      default:
        return html`${row.decisions.map((decision) => this.#decision(decision))}
          ${row.way ? html`<a href=${row.way.address}>${row.way.word}</a>` : nothing}`;
    }
  }

  #decision(decision: Decision): TemplateResult {
    return html`<button type="button" class="outline" ?disabled=${!this.online} aria-label=${`${decision.word}: ${this.row.title}`}
      @click=${() => this.#begin(decision)}>${decision.word}</button>`;
  }

  #begin(decision: Decision): void {
    this.step = { name: "sure", decision };
    this.#requestId = crypto.randomUUID();
    this.#sureSince = performance.now();
    void this.updateComplete.then(() => this.sureButton?.focus());
  }

  #confirm(decision: Decision): void {
    if (performance.now() - this.#sureSince >= FIRST_MOMENTS) void this.#send(decision);
  }

  async #send(decision: Decision): Promise<void> {
    this.step = { name: "sending", decision };
    this.dispatchEvent(new Deciding(this.row.id));
    try {
      await askAgain(() => decision.ask(this.#requestId));
    } catch (error) {
      this.step = isRefusal(error) ? { name: "open", problem: refusalOf(error) } : { name: "unknown", decision };
      return;
    }
    this.step = { name: "done", sentence: decision.done };
    this.dispatchEvent(new Settled(this.row.id));
    await this.updateComplete;
    this.doneLine?.focus();
  }

  readonly #back = (): void => {
    this.step = { name: "open", problem: "" };
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(".ways button")?.focus());
  };
}
