/** The sheet of the appointments that patients ask for: it listens while it is open, and each is answered in it. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { AnswerAppointment, Answered, OpenRequest } from "../../shared/api/contracts.gen";
import { Refused } from "../../shared/api/outcome";
import { formatDay, formatMoment } from "../../shared/points/dates";
import { lines } from "./rows.styles";
import { WaitingSheet } from "./waiting-sheet";
import { instantOf, typedOf } from "./zoned";

const requestsWords = {
  title: "Appointment requests",
  text: (place: string) => `What patients ask ${place} for. The list keeps itself up to date.`,
  list: "Requests",
  none: "Nobody waits for an answer.",
  unread: "The requests could not be read. Close this and open it again.",
  more: "Show more",
  aPatient: "A patient",
  aService: "A service",
  wishes: (days: string) => `Wishes for ${days}`,
  asked: (when: string) => `Asked ${when}`,
  proposed: (when: string) => `Proposed ${when}; waits for the patient`,
  date: "Date",
  time: "Time",
  accept: "Accept",
  propose: "Propose this time",
  decline: "Decline",
  declineAll: (count: number) => `Decline all ${count} of this person`,
  declinedAll: (name: string, count: number) => `${name}: ${count} requests declined.`,
  noTime: "Type a date and a time that there is.",
  said: {
    accepted: (name: string, when: string) => `${name}: accepted for ${when}.`,
    proposed: (name: string, when: string) => `${name}: ${when} proposed.`,
    declined: (name: string, _: string) => `${name}: declined.`,
    cancelled: (name: string, _: string) => `${name}: canceled.`,
  },
} as const;

/** Milliseconds from one look to the next where nothing can be listened to. */
const LOOK = 15_000;
const USUAL = "10:00";

@customElement("requests-sheet")
export class RequestsSheet extends WaitingSheet<OpenRequest, AnswerAppointment, Answered> {
  static override styles = [...WaitingSheet.styles, lines];

  @state() private more = false;
  /** how many pages are shown */
  #pages = 1;
  /** how many requests the last decision declined at once */
  #declined = 0;
  @state() private typed = { date: "", time: USUAL };
  #stop: () => void = () => {};
  /** how often it was read: only the last answer counts */
  #reads = 0;

  override firstUpdated(): void {
    super.firstUpdated();
    void this.#listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  override render(): TemplateResult {
    return this.frame(
      this.head(requestsWords.title, requestsWords.text(this.desk.location.name)),
      this.news(),
      this.list({ name: requestsWords.list, none: requestsWords.none, unread: requestsWords.unread }),
      this.more
        ? html`<button type="button" class="plain" @click=${this.#showMore}>${requestsWords.more}</button>`
        : nothing,
      this.chosen ? this.#when() : nothing,
      this.told("decision"),
      this.actions(...this.#answers()),
    );
  }

  protected override row(one: OpenRequest): TemplateResult {
    const { locale } = this.desk.clinic;
    const days = one.wished_on.map((day) => formatDay(day, locale, false)).join(", ");
    return html`<span class="name">${nameOf(one)} · ${one.service_name || requestsWords.aService}</span>
      <span class="small">${requestsWords.wishes(days)}</span>
      <span class="small quiet">${one.visit_at ? requestsWords.proposed(this.#moment(one.visit_at)) : requestsWords.asked(this.#moment(one.asked_at))}</span>`;
  }

  #when(): TemplateResult {
    return html`<fieldset class="fields" ?disabled=${this.pending !== null}>
      <legend class="unseen">${requestsWords.time}</legend>
      ${this.#part("date", requestsWords.date)} ${this.#part("time", requestsWords.time)}
    </fieldset>`;
  }

  #part(name: "date" | "time", label: string): TemplateResult {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input id=${name} type=${name} .value=${this.typed[name]} aria-describedby=${this.wrong ? "wrong" : nothing}
        @input=${(event: Event) => this.type(name, (event.target as HTMLInputElement).value)}>
    </div>`;
  }

  #answers(): TemplateResult[] {
    if (!this.chosen) return [];
    return [
      html`<button type="submit" class="primary">${requestsWords.accept} <kbd>Enter</kbd></button>`,
      html`<button type="button" class="outline" @click=${() => this.#say("proposed")}>${requestsWords.propose}</button>`,
      html`<button type="button" class="outline" @click=${() => this.#say("declined")}>${requestsWords.decline} <kbd>Del</kbd></button>`,
      ...this.#declineAll(),
    ];
  }

  #declineAll(): TemplateResult[] {
    const { length } = this.#ofThisPerson();
    if (length < 2) return [];
    return [
      html`<button type="button" class="outline" @click=${this.#sayNoToAll}>${requestsWords.declineAll(length)} <kbd>Shift Del</kbd></button>`,
    ];
  }

  #ofThisPerson(): readonly OpenRequest[] {
    return (this.items ?? []).filter(({ patient_id }) => patient_id === this.chosen?.patient_id);
  }

  readonly #showMore = (): void => {
    this.#pages += 1;
    void this.read();
  };

  protected override type(field: string, text: string): void {
    [this.typed, this.wrong] = [{ ...this.typed, [field]: text }, null];
  }

  protected override submit(): void {
    this.#say("accepted");
  }

  /** Delete declines from the list, with Shift everything of the person; in a field it deletes. */
  protected override key(event: KeyboardEvent): void {
    super.key(event);
    const isInList = (event.target as HTMLElement).matches('[type="radio"]');
    if (event.key !== "Delete" || !isInList || this.pending) return;
    if (event.shiftKey && this.#ofThisPerson().length > 1) this.#sayNoToAll();
    else this.#say("declined");
  }

  protected override idOf(one: OpenRequest): string {
    return one.appointment_id;
  }

  /** Another request is pointed at: its time is what was proposed, or the first wish at the usual hour. */
  protected override point(one: OpenRequest): void {
    super.point(one);
    const { timeZone } = this.desk.clinic;
    const typed = one.visit_at
      ? typedOf(new Date(one.visit_at), timeZone)
      : { date: one.wished_on[0] ?? "", time: USUAL };
    [this.typed, this.wrong] = [typed, null];
  }

  #say(answer: AnswerAppointment["answer"]): void {
    const chosen = this.chosen;
    if (!chosen || this.pending) return;
    const { callables, clinic } = this.desk;
    const at = answer === "declined" ? null : instantOf(this.typed.date, this.typed.time, clinic.timeZone);
    if (answer !== "declined" && !at) {
      this.refuse("date", requestsWords.noTime);
      return;
    }
    this.#declined = 0;
    this.decide(chosen, this.#answerTo(chosen, answer, at), (it) => callables.call("answer_appointment", it));
  }

  #answerTo(one: OpenRequest, answer: AnswerAppointment["answer"], at: Date | null): AnswerAppointment {
    const { documents, location, tools } = this.desk;
    return {
      request_id: tools.newId(),
      clinic_id: documents.clinicId,
      location_id: location.locationId,
      patient_id: one.patient_id,
      appointment_id: one.appointment_id,
      answer,
      visit_at: at?.toISOString() ?? null,
    };
  }

  /** One after the other, each by a request of its own; what somebody settled meanwhile stays as it is. */
  readonly #sayNoToAll = (): void => {
    const chosen = this.chosen;
    if (!chosen || this.pending) return;
    const others = this.#ofThisPerson().filter((one) => one !== chosen);
    const answers = others.map((one) => this.#answerTo(one, "declined", null));
    this.#declined = answers.length + 1;
    const { callables } = this.desk;
    this.decide(chosen, this.#answerTo(chosen, "declined", null), async (it) => {
      for (const each of answers) await callables.call("answer_appointment", each).catch(passOverSettled);
      return callables.call("answer_appointment", it);
    });
  };

  protected override said(one: OpenRequest, { state, visit_at: when }: Answered): string {
    if (this.#declined > 1) return requestsWords.declinedAll(nameOf(one), this.#declined);
    return requestsWords.said[state](nameOf(one), when ? this.#moment(when) : "");
  }

  #moment(instant: string): string {
    const { locale, timeZone } = this.desk.clinic;
    return formatMoment(new Date(instant), locale, timeZone);
  }

  /** Reads again at each change that Firestore tells of; where it cannot be listened to, now and then. */
  async #listen(): Promise<void> {
    const { documents, location } = this.desk;
    const again = (): void => void (this.pending || this.read());
    try {
      const { watchRequests } = await import("../firestore/requests-live");
      if (!this.isConnected) return;
      this.#stop = watchRequests(documents.session, documents.clinicId, location.locationId, again, () =>
        this.#look(again),
      );
    } catch {
      this.#look(again);
    }
  }

  #look(again: () => void): void {
    if (!this.isConnected) return;
    const timer = setInterval(again, LOOK);
    this.#stop = () => clearInterval(timer);
  }

  protected override async read(): Promise<void> {
    this.#reads += 1;
    const read = this.#reads;
    try {
      const { requests, more } = await this.#readPages();
      if (read !== this.#reads) return;
      this.more = more;
      this.show(requests);
    } catch {
      if (read === this.#reads && !this.items) this.items = null;
    }
  }

  async #readPages(): Promise<{ requests: readonly OpenRequest[]; more: boolean }> {
    const { callables, documents, location } = this.desk;
    const at = { clinic_id: documents.clinicId, location_id: location.locationId };
    let [requests, more]: [OpenRequest[], boolean] = [[], true];
    for (let page = 0; page < this.#pages && more; page += 1) {
      const last = requests.at(-1);
      const after = last ? { after_asked_at: last.asked_at, after_id: last.appointment_id } : {};
      const answer = await callables.call("list_requests", { ...at, ...after });
      [requests, more] = [[...requests, ...answer.requests], answer.more];
    }
    return { requests, more };
  }
}

function nameOf({ patient_name: name }: OpenRequest): string {
  return name || requestsWords.aPatient;
}

function passOverSettled(error: unknown): void {
  if (!(error instanceof Refused) || error.code !== "appointment-settled") throw error;
}
