/** The sheet of accepted visits to come, of the location or of the patient who is there: each can move, or be canceled. */
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Answered, ChangeAppointment, CheckedIn, ComingVisit } from "../../shared/api/contracts.gen";
import { showAnother } from "../first-moments";
import { lines } from "../sheets/rows.styles";
import { LONGEST_TEXT } from "../sheets/sheet";
import { WaitingSheet } from "../sheets/waiting-sheet";
import { sheetWords } from "../sheets/words";
import { typedOf } from "../sheets/zoned";
import { daysSaid, keptSaid, momentSaid, movedTo } from "./visit-change";
import { visitsWords } from "./words";

@customElement("visits-sheet")
export class VisitsSheet extends WaitingSheet<ComingVisit, ChangeAppointment, Answered> {
  static override styles = [
    ...WaitingSheet.styles,
    lines,
    css`
      .below {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
        padding: 0 0 var(--space-4);
      }
    `,
  ];

  /** the patient whose visits are asked for; null for everybody's */
  @property({ attribute: false }) patient: CheckedIn["patient"] | null = null;
  @state() private marginDays: number | null = null;
  @state() private more = false;
  @state() private doing: "move" | "cancel" = "move";
  @state() private typed = { date: "", time: "", reason: "" };

  /** Nothing is chosen before somebody chooses it: each of these acts writes. */
  protected override get choosesFirst(): boolean {
    return false;
  }

  override render(): TemplateResult {
    const { name: place } = this.desk.location;
    const text = this.patient ? visitsWords.textOf(this.patient.name, place) : visitsWords.text(place);
    return this.frame(
      this.head(visitsWords.title, text),
      this.news(),
      this.list({ name: visitsWords.list, none: visitsWords.none, unread: visitsWords.unread }),
      this.more ? html`<p class="quiet small">${visitsWords.more}</p>` : nothing,
      this.chosen ? nothing : this.told("visit"),
      this.actions(...this.#buttons()),
    );
  }

  protected override row(one: ComingVisit): TemplateResult {
    return html`<span class="name">${nameOf(one)} · ${one.service_name || visitsWords.aService}</span>
      <span class="small">${this.#moment(new Date(one.visit_at))}</span>`;
  }

  /** What is typed for the change, what follows from it, and how it stands. */
  protected override below(one: ComingVisit): TemplateResult {
    return html`<div class="below">
      <div class="fields">${
        this.doing === "move"
          ? [this.#part("date", visitsWords.date), this.#part("time", visitsWords.time)]
          : this.#reason()
      }</div>
      <p role="status">${this.#follows(one)}</p>
      ${this.told("visit")}
    </div>`;
  }

  /** What is told about the change stays in sight. */
  override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    this.renderRoot.querySelector(".below")?.scrollIntoView({ block: "nearest" });
  }

  #part(name: "date" | "time", label: string): TemplateResult {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input id=${name} type=${name} .value=${this.typed[name]} aria-describedby=${this.wrong ? "wrong" : nothing}
        @input=${(event: Event) => this.type(name, (event.target as HTMLInputElement).value)}>
    </div>`;
  }

  #reason(): TemplateResult {
    return this.field({
      name: "reason",
      label: sheetWords.reason,
      value: this.typed.reason,
      longest: LONGEST_TEXT,
      hint: sheetWords.reasonHint,
      whole: true,
    });
  }

  /** The time that it moves to, and what becomes of the points' last day. */
  #follows(one: ComingVisit): string {
    if (this.doing === "cancel") return visitsWords.freed;
    const { locale, timeZone } = this.desk.clinic;
    const to = movedTo(this.typed, one.visit_at, timeZone);
    if ("problem" in to) return "";
    return `${visitsWords.movesTo(this.#moment(to.at))} ${keptSaid(this.typed.date, this.marginDays, locale)}`;
  }

  #buttons(): TemplateResult[] {
    const { chosen } = this;
    if (!this.items?.length) return [];
    if (!chosen) return [html`<button type="submit" class="primary">${sheetWords.choose} <kbd>Enter</kbd></button>`];
    if (this.doing === "cancel") {
      return [
        html`<button type="submit" class="primary">${visitsWords.cancel} <kbd>Enter</kbd></button>`,
        html`<button type="button" class="outline" @click=${() => this.#turn("move")}>${sheetWords.back}</button>`,
      ];
    }
    return [
      html`<button type="submit" class="primary">${visitsWords.move} <kbd>Enter</kbd></button>`,
      html`<button type="button" class="outline" @click=${() => this.#turn("cancel")}>${visitsWords.cancel} <kbd>Del</kbd></button>`,
    ];
  }

  protected override type(field: string, text: string): void {
    [this.typed, this.wrong] = [{ ...this.typed, [field]: text }, null];
  }

  protected override submit(): void {
    const { chosen } = this;
    if (!chosen) {
      if (this.items?.length) this.wrong = { field: "waiting", text: visitsWords.choose };
      this.focusOn("input");
    } else if (this.doing === "cancel") this.#cancel(chosen);
    else this.#move(chosen);
  }

  /** Delete asks for the reason of a cancellation, from the list; in a field it deletes. */
  protected override key(event: KeyboardEvent): void {
    super.key(event);
    const isInList = (event.target as HTMLElement).matches('[type="radio"]');
    if (event.key === "Delete" && isInList && this.chosen && !this.pending) this.#turn("cancel");
  }

  protected override idOf(one: ComingVisit): string {
    return one.appointment_id;
  }

  /** Another visit is pointed at: its time is the one it has. */
  protected override point(one: ComingVisit): void {
    super.point(one);
    const when = typedOf(new Date(one.visit_at), this.desk.clinic.timeZone);
    [this.typed, this.doing, this.wrong] = [{ ...when, reason: "" }, "move", null];
  }

  #turn(doing: "move" | "cancel"): void {
    [this.doing, this.wrong, this.problem] = [doing, null, ""];
    showAnother();
    this.focusOn(doing === "cancel" ? "#reason" : "#date");
  }

  #move(one: ComingVisit): void {
    const to = movedTo(this.typed, one.visit_at, this.desk.clinic.timeZone);
    if ("problem" in to) this.refuse("date", to.problem);
    else this.#change(one, { visit_at: to.at.toISOString() });
  }

  #cancel(one: ComingVisit): void {
    const text = this.typed.reason.trim();
    if (text === "") this.refuse("reason", sheetWords.reasonMissing);
    else this.#change(one, { visit_at: null, text });
  }

  #change(one: ComingVisit, more: Pick<ChangeAppointment, "visit_at" | "text">): void {
    const { callables, documents, location, tools } = this.desk;
    const body: ChangeAppointment = {
      request_id: tools.newId(),
      clinic_id: documents.clinicId,
      location_id: location.locationId,
      patient_id: one.patient_id,
      appointment_id: one.appointment_id,
      ...more,
    };
    this.decide(one, body, (it) => callables.call("change_appointment", it));
  }

  protected override said(one: ComingVisit, answered: Answered): string {
    const { visit_at: at } = answered;
    const what = at ? visitsWords.moved(nameOf(one), this.#moment(new Date(at))) : visitsWords.cancelled(nameOf(one));
    return `${what} ${daysSaid(answered, this.desk.clinic.locale)}`;
  }

  #moment(instant: Date): string {
    const { locale, timeZone } = this.desk.clinic;
    return momentSaid(instant, locale, timeZone);
  }

  protected override async read(): Promise<void> {
    const { callables, documents, location } = this.desk;
    try {
      const { visits, more, margin_days } = await callables.call("list_coming_visits", {
        clinic_id: documents.clinicId,
        location_id: location.locationId,
        patient_id: this.patient?.patient_id ?? null,
      });
      [this.more, this.marginDays] = [more, margin_days];
      this.show(visits);
    } catch {
      this.items = null;
    }
  }
}

function nameOf({ patient_name: name }: ComingVisit): string {
  return name || visitsWords.aPatient;
}
