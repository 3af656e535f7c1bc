/** The sheet of the appointments that patients ask for: it listens while it is open, and each is answered in it. */
import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { formatDay, formatMoment } from "../shared/dates";
import { icons } from "../shared/icons";
import { Unanswered } from "../shared/outcome";
import { words } from "../shared/words";
import { Act, type ActState } from "./act";
import { answerAppointment, listRequests, type AnswerAppointment, type Answered, type OpenRequest, type Said } from "./desk-calls";
import type { Tools } from "./checkout";
import type { Overlaid } from "./overlay";
import { tell } from "./refusals";
import { requestsWords } from "./requests-words";
import { Sheet, type Surroundings } from "./sheet";
import { instantOf, typedOf } from "./zoned";

/** Milliseconds from one look to the next where nothing can be listened to. */
const LOOK = 15_000;
const USUAL = "10:00";

export const draw = ({ at, tools, close }: Overlaid): TemplateResult =>
  html`<requests-sheet .at=${at} .tools=${tools} @close=${close}></requests-sheet>`;

@customElement("requests-sheet")
export class RequestsSheet extends Sheet {
  static override styles = [
    ...[Sheet.styles].flat(),
    css`
      .choices > label {
        display: grid;
        gap: var(--space-1);
        justify-content: stretch;
        text-align: start;
      }
      .fields input {
        width: 100%;
      }
      .done {
        display: flex;
        gap: var(--space-3);
        padding: var(--space-3) var(--space-4);
        border-radius: var(--radius-small);
        background: var(--calm-wash);
      }
      .news:empty {
        margin-top: calc(-1 * var(--space-5));
      }
    `,
  ];

  @property({ attribute: false }) at!: Surroundings;
  @property({ attribute: false }) tools!: Tools;
  /** undefined: not read yet; null: they could not be read */
  @state() private requests: readonly OpenRequest[] | null | undefined;
  @state() private more = false;
  @state() private appointmentId = "";
  @state() private typed = { date: "", time: USUAL };
  @state() private done = "";
  #act: Act<AnswerAppointment, Answered> | null = null;
  #stop: () => void = () => {};
  /** how often it was read: only the last answer counts */
  #reads = 0;

  /** True while an answer is on its way, or its outcome is not known. */
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
    void this.#listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  override render(): TemplateResult {
    return this.frame(
      this.head(requestsWords.title, requestsWords.text(this.at.location.name)),
      html`<div class="news" role="status">${this.done ? html`<p class="done">${icons.check}<span>${this.done}</span></p>` : nothing}</div>`,
      this.#list(),
      this.more ? html`<p class="quiet small">${requestsWords.more}</p>` : nothing,
      this.#chosen ? this.#when() : nothing,
      this.told("decision"),
      this.actions(...this.#answers()),
    );
  }

  #list(): TemplateResult {
    if (this.requests === undefined) return html`<p class="quiet">${words.loading}…</p>`;
    if (this.requests === null) return this.warned(requestsWords.unread);
    if (this.requests.length === 0) return html`<p role="status">${requestsWords.none}</p>`;
    return html`<fieldset class="choices" ?disabled=${this.pending !== null}>
      <legend class="unseen">${requestsWords.list}</legend>
      ${this.requests.map((each) => this.#row(each))}
    </fieldset>`;
  }

  #row(one: OpenRequest): TemplateResult {
    const { locale } = this.at.place.clinic;
    const days = one.wished_on.map((day) => formatDay(day, locale, false)).join(", ");
    return html`<label>
      <input type="radio" name="request" .checked=${one.appointment_id === this.appointmentId} @change=${() => this.#point(one)}>
      <span class="name">${nameOf(one)} · ${one.service_name || requestsWords.aService}</span>
      <span class="small">${requestsWords.wishes(days)}</span>
      <span class="small quiet">${one.visit_at ? requestsWords.proposed(this.#moment(one.visit_at)) : requestsWords.asked(this.#moment(one.asked_at))}</span>
    </label>`;
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
    if (!this.#chosen) return [];
    return [
      html`<button type="submit" class="primary">${requestsWords.accept} <kbd>Enter</kbd></button>`,
      html`<button type="button" class="outline" @click=${() => this.#say("proposed")}>${requestsWords.propose}</button>`,
      html`<button type="button" class="outline" @click=${() => this.#say("declined")}>${requestsWords.decline} <kbd>Del</kbd></button>`,
    ];
  }

  protected override get surroundings(): Surroundings {
    return this.at;
  }

  protected override type(field: string, text: string): void {
    [this.typed, this.wrong] = [{ ...this.typed, [field]: text }, null];
  }

  protected override submit(): void {
    this.#say("accepted");
  }

  /** Delete declines from the list; in a field it deletes. */
  protected override key(event: KeyboardEvent): void {
    super.key(event);
    const isInList = (event.target as HTMLElement).matches('[type="radio"]');
    if (event.key === "Delete" && isInList && !this.pending) this.#say("declined");
  }

  get #chosen(): OpenRequest | undefined {
    return this.requests?.find(({ appointment_id: id }) => id === this.appointmentId);
  }

  /** Another request is pointed at: its time is what was proposed, or the first wish at the usual hour. */
  #point(one: OpenRequest): void {
    const { timeZone } = this.at.place.clinic;
    const typed = one.visit_at ? typedOf(new Date(one.visit_at), timeZone) : { date: one.wished_on[0] ?? "", time: USUAL };
    [this.appointmentId, this.typed, this.problem, this.wrong] = [one.appointment_id, typed, "", null];
  }

  #say(answer: Said): void {
    const chosen = this.#chosen;
    if (!chosen || this.pending) return;
    const { callables, documents, location, place } = this.at;
    const at = answer === "declined" ? null : instantOf(this.typed.date, this.typed.time, place.clinic.timeZone);
    if (answer !== "declined" && !at) return this.refuse("date", requestsWords.noTime);
    const body: AnswerAppointment = {
      request_id: this.tools.newId(), clinic_id: documents.clinicId, location_id: location.locationId,
      patient_id: chosen.patient_id, appointment_id: chosen.appointment_id, answer, visit_at: at?.toISOString() ?? null,
    };
    // Not every answer makes an entry, so there is nothing to look up: the same request is asked again.
    const lookUp = (): Promise<never> => Promise.reject(new Unanswered());
    const asking = { ask: (it: AnswerAppointment) => answerAppointment(callables, it), lookUp };
    this.#act = new Act(body, asking, null, this.tools, (state) => this.#heard(chosen, state));
    void this.#act.run();
  }

  #heard(one: OpenRequest, state: ActState<Answered>): void {
    [this.done, this.problem] = ["", state.name === "refused" ? tell(state.refusal, this.at.place) : ""];
    this.pending = state.name === "sending" || state.name === "unknown" ? state : null;
    if (state.name === "done") {
      const { state: said, visit_at: when } = state.answer;
      this.done = requestsWords.said[said](nameOf(one), when ? this.#moment(when) : "");
      this.tools.signals.credited();
    } else if (state.name !== "sending") this.tools.signals.refused();
    if (!this.pending) void this.#read();
  }

  #moment(instant: string): string {
    const { locale, timeZone } = this.at.place.clinic;
    return formatMoment(new Date(instant), locale, timeZone);
  }

  /** Reads again at each change that Firestore tells of; where it cannot be listened to, now and then. */
  async #listen(): Promise<void> {
    const { documents, location } = this.at;
    const again = (): void => void (this.pending || this.#read());
    try {
      const { watchRequests } = await import("../shared/firebase/requests-live");
      if (!this.isConnected) return;
      this.#stop = watchRequests(documents.session, documents.clinicId, location.locationId, again, () => this.#look(again));
    } catch {
      this.#look(again);
    }
  }

  #look(again: () => void): void {
    if (!this.isConnected) return;
    const timer = setInterval(again, LOOK);
    this.#stop = () => clearInterval(timer);
  }

  async #read(): Promise<void> {
    const { callables, documents, location } = this.at;
    this.#reads += 1;
    const read = this.#reads;
    try {
      const { requests, more } = await listRequests(callables, { clinic_id: documents.clinicId, location_id: location.locationId });
      if (read === this.#reads) this.#show(requests, more);
    } catch {
      if (read === this.#reads && !this.requests) this.requests = null;
    }
  }

  /** Keeps the hands where they are as long as that request waits; otherwise they go to the first. */
  #show(requests: readonly OpenRequest[], more: boolean): void {
    [this.requests, this.more] = [requests, more];
    if (this.#chosen) return;
    const [first] = requests;
    if (first) this.#point(first);
    this.focusOn(first ? "input:checked" : ".actions button");
  }
}

function nameOf({ patient_name: name }: OpenRequest): string {
  return name || requestsWords.aPatient;
}
