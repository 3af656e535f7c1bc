/** The patient's own appointments, each with where it stands, and what they can still do about it. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { RefusalCode } from "../../shared/api/contracts.gen";
import { askAgain, Refused } from "../../shared/api/outcome";
import { formatDay } from "../../shared/points/dates";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import type { CatalogueContext } from "../screen-context";
import { type Appointment, appointmentsInOrder, isOpen } from "./appointments";
import type { Service } from "./services";
import { appointmentWords } from "./words.en";

@customElement("appointment-list")
export class AppointmentList extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: grid;
        gap: var(--space-6);
      }
      section:last-of-type {
        margin-bottom: var(--space-7);
      }
      ul {
        display: grid;
        gap: var(--space-4);
        margin-top: var(--space-3);
      }
      li {
        display: grid;
        gap: var(--space-2);
        padding: var(--space-5);
        border-radius: var(--radius-large);
        background: var(--surface);
        box-shadow: inset 0 0 0 1px var(--line);
      }
      .over li {
        padding: var(--space-4) 0 0;
        border-radius: 0;
        border-top: 1px solid var(--line);
        background: none;
        box-shadow: none;
      }
      li > * {
        text-wrap: pretty;
        overflow-wrap: anywhere;
      }
      h3 {
        font: 550 var(--text-body) / 1.4 var(--font-text);
        letter-spacing: 0;
      }
      .stands {
        font: 400 var(--display-small) / 1.2 var(--font-display);
      }
      .over .stands {
        font: inherit;
        color: var(--ink-soft);
      }
      [data-state="proposed"] .stands,
      [data-state="accepted"] .stands {
        color: var(--calm);
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
        margin-top: var(--space-3);
      }
      .acts p {
        flex-basis: 100%;
      }
    `,
  ];

  @property({ attribute: false }) appointments: readonly Appointment[] = [];
  @property({ attribute: false }) services: readonly Service[] | null = null;
  @property({ attribute: false }) context!: CatalogueContext;
  /** of which appointment it is asked whether to withdraw or cancel it */
  @state() private doubted = "";
  @state() private busy = "";
  @state() private problem: { appointmentId: string; text: string } | null = null;
  /** by the act, the appointment and the time that was proposed: asking again asks the same */
  readonly #requestIds = new Map<string, string>();

  override render(): TemplateResult {
    const { now } = this.context;
    const inOrder = appointmentsInOrder(this.appointments, now);
    return html`${this.#section(
      "open",
      appointmentWords.yours,
      inOrder.filter((each) => isOpen(each, now)),
    )}
      ${this.#section(
        "over",
        appointmentWords.earlier,
        inOrder.filter((each) => !isOpen(each, now)),
      )}`;
  }

  #section(name: string, title: string, appointments: readonly Appointment[]): TemplateResult | typeof nothing {
    if (appointments.length === 0) return nothing;
    return html`<section class=${name} aria-labelledby=${name}>
      <h2 class="eyebrow" id=${name}>${title}</h2>
      <ul>${appointments.map((each) => this.#appointment(each))}</ul>
    </section>`;
  }

  #appointment(appointment: Appointment): TemplateResult {
    const { appointmentId, serviceId, locationId, state, wishedOn, reason } = appointment;
    const { locale } = this.context.clinic;
    const service = this.services?.find((each) => each.serviceId === serviceId)?.name ?? serviceId;
    const location = this.context.locations.find((each) => each.locationId === locationId)?.name ?? locationId;
    const days = new Intl.ListFormat(locale, { type: "disjunction" }).format(
      wishedOn.map((day) => formatDay(day, locale, true)),
    );
    return html`<li data-state=${state}>
      <h3>${service} · ${location}</h3>
      <p class="stands" role="status">${this.#stands(appointment)}</p>
      ${state === "requested" ? html`<p class="quiet small">${appointmentWords.wished(days)}</p>` : nothing}
      ${reason ? html`<p class="small">“${reason}”</p>` : nothing}
      ${
        this.problem?.appointmentId === appointmentId
          ? html`<p class="problem" role="alert">${icons.refused}<span>${this.problem.text}</span></p>`
          : nothing
      }
      ${this.#acts(appointment)}
    </li>`;
  }

  #stands(appointment: Appointment): string {
    const { state, visitAt, sending } = appointment;
    const { locale, timeZone } = this.context.clinic;
    const style = { dateStyle: "full", timeStyle: "short", timeZone } as const;
    const time = visitAt === null ? "" : new Intl.DateTimeFormat(locale, style).format(visitAt);
    if (sending && state === "requested") return appointmentWords.states.sending(time);
    const isPast = state === "accepted" && !isOpen(appointment, this.context.now);
    return appointmentWords.states[isPast ? "past" : state](time);
  }

  #acts(appointment: Appointment): TemplateResult | typeof nothing {
    const { appointmentId, state, sending } = appointment;
    if (!isOpen(appointment, this.context.now)) return nothing;
    const disabled = sending || !this.context.online || this.busy !== "";
    const isVisit = state === "accepted";
    if (this.doubted === appointmentId) return this.#doubt(appointmentId, isVisit, disabled);
    return html`<div class="acts">
      ${isVisit ? html`<p class="quiet small">${appointmentWords.change}</p>` : nothing}
      ${
        state === "proposed"
          ? html`<button type="button" class="primary" ?disabled=${disabled} @click=${() => void this.#accept(appointment)}>
            ${this.busy === appointmentId ? appointmentWords.accepting : appointmentWords.accept}
          </button>`
          : nothing
      }
      <button type="button" class="outline" ?disabled=${disabled} @click=${() => this.#ask(appointmentId)}>${isVisit ? appointmentWords.cancelVisit : appointmentWords.withdraw}</button>
    </div>`;
  }

  #doubt(appointmentId: string, isVisit: boolean, disabled: boolean): TemplateResult {
    const [sure, yes] = isVisit
      ? [appointmentWords.cancelSure, appointmentWords.cancelYes]
      : [appointmentWords.withdrawSure, appointmentWords.withdrawYes];
    const act = (): void => void (isVisit ? this.#cancel(appointmentId) : this.#withdraw(appointmentId));
    return html`<div class="acts" role="group" aria-labelledby="sure">
      <p id="sure">${sure}</p>
      <button type="button" class="outline" id="yes" ?disabled=${disabled} @click=${act}>${yes}</button>
      <button type="button" class="plain" @click=${() => (this.doubted = "")}>${appointmentWords.keep}</button>
    </div>`;
  }

  async #ask(appointmentId: string): Promise<void> {
    this.doubted = appointmentId;
    await this.updateComplete;
    this.shadowRoot?.querySelector<HTMLElement>("#yes")?.focus();
  }

  async #withdraw(appointmentId: string): Promise<void> {
    this.doubted = "";
    await this.#act(appointmentId, () =>
      this.context.backend.live.appointments(this.context.uid).withdraw(appointmentId),
    );
  }

  async #cancel(appointmentId: string): Promise<void> {
    this.doubted = "";
    const body = {
      request_id: this.#requestIdOf(`cancel ${appointmentId}`),
      clinic_id: this.context.clinic.clinicId,
      appointment_id: appointmentId,
    };
    await this.#act(appointmentId, () =>
      askAgain(() => this.context.backend.callables.call("cancel_appointment", body)),
    );
  }

  #requestIdOf(act: string): string {
    const requestId = this.#requestIds.get(act) ?? crypto.randomUUID();
    this.#requestIds.set(act, requestId);
    return requestId;
  }

  async #accept({ appointmentId, visitAt }: Appointment): Promise<void> {
    if (!visitAt) return;
    const visit_at = visitAt.toISOString();
    const body = {
      request_id: this.#requestIdOf(`${appointmentId} ${visit_at}`),
      clinic_id: this.context.clinic.clinicId,
      appointment_id: appointmentId,
      visit_at,
    };
    await this.#act(appointmentId, () => askAgain(() => this.context.backend.callables.call("accept_proposal", body)));
  }

  /** The outcome is told by the list itself, which follows the documents. */
  async #act(appointmentId: string, act: () => Promise<unknown>): Promise<void> {
    [this.busy, this.problem] = [appointmentId, null];
    try {
      await act();
    } catch (error) {
      const refusals: Partial<Record<RefusalCode, string>> = appointmentWords.refusals;
      const text = (error instanceof Refused && refusals[error.code]) || appointmentWords.unsent;
      this.problem = { appointmentId, text };
    }
    this.busy = "";
  }
}
