/** The form of an act on a patient: what it asks for, what it will do, and a second press that does it. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { PatientAccount } from "../../shared/api/contracts.gen";
import { isRefusal } from "../../shared/api/outcome";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import type { ManagerContext } from "../manager-context";
import { actWords } from "./act-words";
import { type Act, type Choices, doAct, EMPTY, type Filled, MOST_TEXT, missing, willDo } from "./acts";
import { actRefusalWords } from "./refusals";

type Step = "filling" | "sure" | "sending" | "unknown";

/** Milliseconds in which a second press is the end of a double-click. */
const FIRST_MOMENTS = 400;

/** An act was done; what became of it, in words. */
export class ActDone extends Event {
  constructor(readonly sentence: string) {
    super("done");
  }
}

@customElement("act-form")
export class ActForm extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      form {
        display: grid;
        gap: var(--space-4);
        max-width: 34rem;
        padding: var(--space-5);
        border: 1px solid var(--line-strong);
        border-radius: var(--radius-small);
        background: var(--surface);
      }
      h3 {
        font-size: 1.375rem;
      }
      select,
      .field > input {
        width: 100%;
        min-height: var(--target);
        padding: 0 var(--space-4);
        border: 1.5px solid var(--line-strong);
        border-radius: var(--radius-small);
        background: var(--paper);
        color: inherit;
        font: inherit;
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
      }
      .will {
        text-wrap: pretty;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) manager!: ManagerContext;
  @property({ attribute: false }) patient!: PatientAccount;
  @property({ attribute: false }) act!: Act;
  @property({ attribute: false }) choices!: Choices;
  @state() private filled: Filled = EMPTY;
  @state() private step: Step = "filling";
  @state() private problem = "";
  @query(".sure") private readonly sureButton!: HTMLElement | null;
  #requestId = "";
  #sureSince = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    const { act, choices, patient } = this;
    this.filled = {
      ...EMPTY,
      locationId: [...choices.locations.keys()][0] ?? "",
      points: act.name === "give-back" ? String(act.left) : "",
      reason: choices.reasons.length === 1 ? (choices.reasons[0] ?? "") : "",
      tierId: patient.granted?.tier_id ?? "",
      untilOn: patient.granted?.until_on ?? "",
    };
  }

  override firstUpdated(): void {
    this.#begin();
  }

  override render(): TemplateResult {
    return html`<form novalidate @submit=${this.#check}>
      <h3 id="title">${this.#title}</h3>
      ${this.step === "filling" ? this.#fields() : html`<p class="will">${willDo(this.act, this.filled, this.choices, this.patient)}</p>`}
      ${this.problem ? html`<p class="problem" role="alert">${icons.refused}<span>${this.problem}</span></p>` : nothing}
      <div class="ways">${this.#ways()}</div>
    </form>`;
  }

  get #title(): string {
    const { act } = this;
    return act.name === "give-back" ? actWords.giveBack(act.day) : actWords[act.name];
  }

  #ways(): TemplateResult {
    switch (this.step) {
      case "filling":
        return html`<button type="submit" class="primary">${actWords.check}</button>
          <button type="button" class="plain" @click=${this.#close}>${actWords.cancel}</button>`;
      case "sure":
        return html`<button type="button" class="sure primary" @click=${this.#confirm}>${actWords.sure(this.#title)}</button>
          <button type="button" class="plain" @click=${this.#back}>${actWords.back}</button>`;
      case "sending":
        return html`<p role="status">${actWords.sending}</p>`;
      case "unknown":
        return html`<button type="button" class="outline" @click=${() => void this.#send()}>${actWords.askAgain}</button>`;
    }
  }

  #fields(): TemplateResult {
    const { act, choices } = this;
    const isOfPoints = act.name === "adjust" || act.name === "give-back";
    const hint = act.name === "give-back" ? actWords.giveBackHint(act.left) : actWords.adjustHint;
    const isRead = isOfPoints;
    return html`
      ${isOfPoints ? this.#input("points", actWords.pointsLabel, hint, {}) : nothing}
      ${act.name === "adjust" ? this.#select("reason", actWords.reasonLabel, "", new Map([["", "–"], ...choices.reasons.map((each) => [each, each] as const)])) : nothing}
      ${act.name === "grant" ? this.#select("tierId", actWords.tierLabel, "", new Map([["", actWords.noGrant], ...choices.tiers])) : nothing}
      ${act.name === "grant" && this.filled.tierId ? this.#input("untilOn", actWords.untilLabel, actWords.untilHint, { type: "date" }) : nothing}
      ${this.#input("text", isRead ? actWords.textLabel : actWords.whyLabel, isRead ? actWords.textHint : actWords.whyHint, { most: MOST_TEXT })}
      ${act.name === "adjust" ? this.#input("note", actWords.noteLabel, actWords.noteHint, { most: 1_000 }) : nothing}
      ${choices.locations.size > 1 ? this.#select("locationId", actWords.locationLabel, actWords.locationHint, choices.locations) : nothing}
    `;
  }

  #input(
    name: keyof Filled,
    label: string,
    hint: string,
    { type = "text", most = 40 }: { type?: "text" | "date"; most?: number },
  ): TemplateResult {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input id=${name} type=${type} maxlength=${most} autocomplete="off" .value=${this.filled[name]}
        aria-describedby="${name}-hint" @input=${(event: Event) => this.#fill(name, event)} />
      <p class="small quiet" id="${name}-hint">${hint}</p>
    </div>`;
  }

  #select(name: keyof Filled, label: string, hint: string, options: ReadonlyMap<string, string>): TemplateResult {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <select id=${name} @change=${(event: Event) => this.#fill(name, event)}>
        ${[...options].map(([value, word]) => html`<option value=${value} ?selected=${value === this.filled[name]}>${word}</option>`)}
      </select>
      ${hint ? html`<p class="small quiet">${hint}</p>` : nothing}
    </div>`;
  }

  #fill(name: keyof Filled, { target }: Event): void {
    this.filled = { ...this.filled, [name]: (target as HTMLInputElement | HTMLSelectElement).value };
    this.problem = "";
  }

  readonly #check = (event: Event): void => {
    event.preventDefault();
    if (this.step !== "filling") return;
    this.problem = missing(this.act, this.filled);
    if (this.problem) return;
    this.step = "sure";
    this.#requestId = crypto.randomUUID();
    this.#sureSince = performance.now();
    void this.updateComplete.then(() => this.sureButton?.focus());
  };

  readonly #confirm = (): void => {
    if (performance.now() - this.#sureSince >= FIRST_MOMENTS) void this.#send();
  };

  async #send(): Promise<void> {
    this.step = "sending";
    this.problem = "";
    try {
      this.dispatchEvent(new ActDone(await doAct(this.manager, this.patient, this.act, this.filled, this.#requestId)));
    } catch (error) {
      this.step = isRefusal(error) ? "filling" : "unknown";
      this.problem = isRefusal(error) ? actRefusalWords(error, this.manager.clinic.locale) : actWords.unknown;
      await this.updateComplete;
      if (this.step === "filling") this.#begin();
      else this.renderRoot.querySelector<HTMLElement>(".ways button")?.focus();
    }
  }

  readonly #back = (): void => {
    this.step = "filling";
    void this.updateComplete.then(() => this.#begin());
  };

  /** What is filled in already is typed over. */
  #begin(): void {
    const first = this.renderRoot.querySelector<HTMLInputElement | HTMLSelectElement>("input, select");
    first?.focus();
    if (first instanceof HTMLInputElement) first.select();
  }

  readonly #close = (): boolean => this.dispatchEvent(new Event("close"));
}
