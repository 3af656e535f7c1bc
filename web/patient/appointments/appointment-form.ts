/** Asking for an appointment: where, and one to three days that suit the patient. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Clinic, Location } from "../../shared/api/documents";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import { formatWallet } from "../balance/changes";
import { FURTHEST_DAYS, type Wish, wishesOf } from "./appointments";
import { formatMinutes, type Service } from "./services";
import { appointmentWords } from "./words.en";

const MOST_DAYS = 3;
const DAY = 86_400_000;

/** The patient sends what they wish for. */
export class Asked extends Event {
  constructor(readonly wish: Wish) {
    super("asked");
  }
}

@customElement("appointment-form")
export class AppointmentForm extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      form,
      fieldset {
        display: grid;
        gap: var(--space-4);
      }
      form {
        gap: var(--space-6);
      }
      legend,
      .legend {
        padding: 0;
        margin-bottom: var(--space-3);
        font-weight: 550;
      }
      h2:focus-visible {
        outline: none;
      }
      .locations {
        display: grid;
        gap: var(--space-3);
      }
      .location {
        position: relative;
        display: grid;
        align-content: center;
        min-height: 4.5rem;
        padding: var(--space-3) var(--space-4) var(--space-3) 3.25rem;
      }
      .location input {
        appearance: none;
        position: absolute;
        inset: 0;
        margin: 0;
        border: 1.5px solid var(--line-strong);
        border-radius: var(--radius-small);
        cursor: pointer;
      }
      .location input:checked {
        border: 2.5px solid var(--brand);
      }
      .location input::after {
        content: "";
        position: absolute;
        inset: 50% auto auto var(--space-4);
        width: 1.25rem;
        height: 1.25rem;
        translate: 0 -50%;
        border: 1.5px solid var(--line-strong);
        border-radius: 50%;
      }
      .location input:checked::after {
        border: 0.375rem solid var(--brand);
      }
      .location span {
        pointer-events: none;
      }
      .name {
        font-weight: 550;
      }
      .more {
        justify-self: start;
      }
      .description {
        margin-top: var(--space-3);
        max-width: 56ch;
        white-space: pre-line;
        text-wrap: pretty;
        overflow-wrap: anywhere;
      }
      .send {
        display: grid;
        gap: var(--space-3);
      }
      input[type="date"] {
        color-scheme: inherit;
      }
    `,
  ];

  @property({ attribute: false }) service!: Service;
  @property({ attribute: false }) clinic!: Clinic;
  @property({ attribute: false }) locations: readonly Location[] = [];
  /** the clinic's date */
  @property({ attribute: false }) today = "";
  @property({ type: Boolean }) online = true;
  @property({ type: Boolean }) sending = false;
  @property({ attribute: false }) problem = "";
  @state() private days: readonly string[] = [""];
  @state() private locationId = "";
  @state() private wrong = "";

  override firstUpdated(): void {
    this.locationId = this.locations[0]?.locationId ?? "";
    this.shadowRoot?.querySelector("h2")?.focus();
  }

  override render(): TemplateResult {
    const { name, minutes, priceMinor, description } = this.service;
    const { locale } = this.clinic;
    const problem = this.wrong || this.problem;
    return html`<form novalidate @submit=${this.#submit}>
      <div>
        <h2 tabindex="-1">${name}</h2>
        <p class="quiet">${formatMinutes(minutes, locale)} · ${formatWallet(priceMinor, this.clinic)}</p>
        ${description ? html`<p class="description">${description}</p>` : nothing}
      </div>
      ${this.#where()} ${this.#when()}
      <div class="send">
        <p class="problem" id="problem" role="alert" ?hidden=${!problem}>${icons.refused}<span>${problem}</span></p>
        <button type="submit" class="primary wide" ?disabled=${this.sending || !this.online}>${this.sending ? appointmentWords.sending : appointmentWords.send}</button>
        <p class="quiet small" role="status">${this.sending && !this.online ? appointmentWords.waits : ""}</p>
        <button type="button" class="plain" @click=${this.#close}>${appointmentWords.backToServices}</button>
      </div>
    </form>`;
  }

  #where(): TemplateResult {
    const choose = (locationId: string) => () => (this.locationId = locationId);
    return html`<fieldset ?disabled=${this.sending}>
      <legend>${appointmentWords.where}</legend>
      <div class="locations">
        ${this.locations.map(
          ({ locationId, name, address }) => html`<label class="location">
            <input type="radio" name="location" .checked=${this.locationId === locationId} @change=${choose(locationId)}>
            <span class="name">${name}</span><span class="quiet small">${address}</span>
          </label>`,
        )}
      </div>
    </fieldset>`;
  }

  #when(): TemplateResult {
    return html`<fieldset ?disabled=${this.sending}>
      <legend>${appointmentWords.when}</legend>
      ${this.days.map((day, index) => this.#day(day, index))}
      ${
        this.days.length < MOST_DAYS
          ? html`<button type="button" class="plain more" @click=${this.#more}>${icons.plus} ${appointmentWords.anotherDay}</button>`
          : nothing
      }
    </fieldset>`;
  }

  #day(day: string, index: number): TemplateResult {
    const id = `day-${index + 1}`;
    const latest = new Date(Date.parse(`${this.today}T00:00:00Z`) + FURTHEST_DAYS * DAY).toISOString().slice(0, 10);
    const change = (event: Event): void => {
      const typed = (event.target as HTMLInputElement).value;
      this.days = this.days.map((each, place) => (place === index ? typed : each));
      this.wrong = "";
    };
    return html`<div class="field">
      <label for=${id}>${appointmentWords.day(index + 1)}</label>
      <input id=${id} type="date" min=${this.today} max=${latest} .value=${day} @change=${change}
        aria-invalid=${this.wrong ? "true" : "false"} aria-describedby="problem">
    </div>`;
  }

  readonly #more = async (): Promise<void> => {
    this.days = [...this.days, ""];
    await this.updateComplete;
    this.shadowRoot?.querySelector<HTMLElement>(`#day-${this.days.length}`)?.focus();
  };

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const wished = wishesOf(this.days, this.today);
    if ("problem" in wished) {
      this.wrong = appointmentWords.wishes[wished.problem];
      this.shadowRoot?.querySelector<HTMLElement>("#day-1")?.focus();
      return;
    }
    const { serviceId } = this.service;
    this.dispatchEvent(new Asked({ serviceId, locationId: this.locationId, wishedOn: wished.wishes }));
  };

  readonly #close = (): void => {
    this.dispatchEvent(new Event("close"));
  };
}
