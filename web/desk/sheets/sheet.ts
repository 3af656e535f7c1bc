/** A sheet: a native dialog over the counter, one form in it, and the act that it may have on its way. */
import { consume } from "@lit/context";
import { type CSSResultGroup, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import type { CheckedIn } from "../../shared/api/contracts.gen";
import { words } from "../../shared/language/words.en";
import { formatMoney, formatPoints, type MoneyFormat, moneyFormat } from "../../shared/points/money";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import type { Pending } from "../acts/act";
import type { Checkout } from "../acts/checkout";
import { type ActName, learnPending } from "../acts/pending-words";
import { learn } from "../acts/refusals";
import { sheetPending } from "../acts/sheet-pending";
import { sheetRefusals } from "../acts/sheet-refusals";
import "../acts/visit-refusals";
import { type DeskContext, deskContext } from "../desk-context";
import { sheet } from "./sheet.styles";
import "../acts/act-pending";

learn(sheetRefusals);
learnPending(sheetPending);

/** A sheet is filled in: this begins its act. */
export class ActTyped extends Event {
  constructor(readonly begin: (checkout: Checkout) => void) {
    super("act");
  }
}

export interface Field {
  name: string;
  label: TemplateResult | string;
  value: string;
  mode?: "decimal" | "numeric" | "text";
  longest?: number;
  hint?: string;
  /** over the whole width, where fields stand beside each other */
  whole?: boolean;
}

/** The longest text that a patient reads, and the longest note that they do not. */
export const LONGEST_TEXT = 200;
export const LONGEST_NOTE = 1_000;

export abstract class Sheet extends LitElement {
  static override styles: CSSResultGroup = [base, controls, sheet];

  @property({ attribute: false }) pending: Pending | null = null;
  /** what the last act was refused with */
  @property() problem = "";
  /** the code of that refusal */
  @property() code = "";
  /** what is wrong with a field, before anything is sent */
  @state() protected wrong: { field: string; text: string } | null = null;
  @query("dialog") protected readonly dialog!: HTMLDialogElement;
  #hands: HTMLElement | null = null;

  /** what is known at this counter */
  @consume({ context: deskContext }) readonly desk!: DeskContext;

  /** The format of money here: the clinic’s own. */
  get format(): MoneyFormat {
    const { currency, locale } = this.desk.clinic;
    return moneyFormat(currency, locale);
  }

  /** Begin what the form asks for; not while an act is on its way. */
  protected abstract submit(): void;

  /** Takes what was typed into a field. */
  protected abstract type(field: string, text: string): void;

  /** Takes a scanned text, where the sheet waits for one; answers whether it did. */
  takes(_: string): boolean {
    return false;
  }

  override firstUpdated(): void {
    this.dialog.showModal();
  }

  /** Fields are switched off while an act is on its way; after a refusal the hands are back where they were. */
  override updated(changed: PropertyValues<this>): void {
    if (changed.get("pending") && !this.pending && this.problem) this.#hands?.focus();
  }

  /** The dialog around a sheet's own content. */
  protected frame(...content: unknown[]): TemplateResult {
    return html`<dialog aria-labelledby="title" @keydown=${this.key} @close=${this.#closed}>
      <form @submit=${this.#submitted} novalidate>${content}</form>
    </dialog>`;
  }

  protected head(title: string, text = ""): TemplateResult {
    return html`<div class="head">
      <h2 id="title">${title}</h2>
      ${text ? html`<p class="quiet">${text}</p>` : nothing}
    </div>`;
  }

  protected field({
    name,
    label,
    value,
    mode = "text",
    longest = 18,
    hint = "",
    whole = false,
  }: Field): TemplateResult {
    const isWrong = this.wrong?.field === name;
    const described = isWrong ? "wrong" : hint ? `${name}-hint` : nothing;
    return html`<div class="field ${whole ? "whole" : ""}">
      <label for=${name}>${label}</label>
      <input id=${name} inputmode=${mode} autocomplete="off" maxlength=${longest} .value=${value}
        aria-invalid=${isWrong ? "true" : "false"} aria-describedby=${described}
        @input=${(event: Event) => this.#typed(name, event)}>
      ${hint ? html`<p id="${name}-hint" class="quiet small">${hint}</p>` : nothing}
    </div>`;
  }

  /** A choice of few, each a value and its words. */
  protected select(
    name: string,
    label: string,
    value: string,
    options: readonly (readonly [string, string])[],
  ): TemplateResult {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <select id=${name} @change=${(event: Event) => this.#typed(name, event)}>
        ${options.map(([each, said]) => html`<option value=${each} .selected=${each === value}>${said}</option>`)}
      </select>
    </div>`;
  }

  /** The sentence below the fields: how the act stands, or why it was refused. */
  protected told(doing: ActName, problem = this.wrong?.text ?? this.problem): TemplateResult | typeof nothing {
    if (this.pending) {
      return html`<act-pending .pending=${this.pending} .format=${this.format} .doing=${doing}
        @ask-again=${() => this.dispatchEvent(new Event("ask-again"))}
        @stop=${() => this.dispatchEvent(new Event("stop"))}></act-pending>`;
    }
    return problem ? this.warned(problem, "wrong") : nothing;
  }

  protected warned(problem: string, id = ""): TemplateResult {
    return html`<p id=${id || nothing} class="problem" role="alert">${icons.refused}<span>${problem}</span></p>`;
  }

  /** The buttons, the last of which closes the sheet; none while an act is on its way. */
  protected actions(...buttons: unknown[]): TemplateResult | typeof nothing {
    if (this.pending) return nothing;
    return html`<div class="actions">
      ${buttons}
      <button type="button" class="plain" @click=${() => this.dialog.close()}>${words.close} <kbd>Esc</kbd></button>
    </div>`;
  }

  /**
   * Escape closes only what nothing is on its way from; Enter sends the form from a choice of few, too. Where nothing is
   * chosen yet, the first arrow key chooses what the hands are on.
   */
  protected key(event: KeyboardEvent): void {
    if (event.key === "Escape" && this.pending) event.preventDefault();
    if (event.key.startsWith("Arrow")) this.#chooseFirst(event);
    if (event.key !== "Enter" || !(event.target as HTMLElement).matches("select")) return;
    event.preventDefault();
    this.renderRoot.querySelector("form")?.requestSubmit();
  }

  protected refuse(field: string, text: string): void {
    this.wrong = { field, text };
    this.focusOn(`#${field}`);
    void this.updateComplete.then(() => this.renderRoot.querySelector("#wrong")?.scrollIntoView({ block: "nearest" }));
  }

  protected focusOn(selector: string): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }

  protected money(minor: number): string {
    return formatMoney(minor, this.format);
  }

  protected points(points: number): string {
    return formatPoints(points, this.format.locale);
  }

  #chooseFirst(event: KeyboardEvent): void {
    const radio = event.target as HTMLInputElement;
    if (radio.type !== "radio" || this.renderRoot.querySelector(`[name="${radio.name}"]:checked`)) return;
    event.preventDefault();
    radio.click();
  }

  #typed(name: string, event: Event): void {
    this.wrong = null;
    this.type(name, (event.target as HTMLInputElement | HTMLSelectElement).value);
  }

  readonly #submitted = (event: SubmitEvent): void => {
    event.preventDefault();
    if (this.pending) return;
    this.#hands = this.renderRoot.querySelector<HTMLElement>(":focus");
    this.submit();
  };

  readonly #closed = (): void => {
    if (this.pending) this.dialog.showModal();
    else this.dispatchEvent(new Event("close"));
  };
}

/** A sheet over the visit of a patient. */
export abstract class VisitSheet extends Sheet {
  @property({ attribute: false }) visit!: CheckedIn;

  override get format(): MoneyFormat {
    return moneyFormat(this.visit.currency, this.desk.clinic.locale);
  }
}
