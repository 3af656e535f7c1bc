/** The sheet that closes the account of the patient who is there, and before a scan finds a closed one and reopens it. */
import { css, html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type {
  AccountClosing,
  CheckedIn,
  CloseAccount,
  FoundPatient,
  FoundPatients,
} from "../../shared/api/contracts.gen";
import { Refused, Unanswered } from "../../shared/api/outcome";
import { words } from "../../shared/language/words.en";
import { formatMoment } from "../../shared/points/dates";
import { icons } from "../../shared/ui/icons";
import { isOnline } from "../../shared/ui/online";
import { Act, type ActState } from "../acts/act";
import { isManaging, refusalText } from "../acts/refusals";
import { namesOf } from "../firestore/queries";
import { showAnother } from "../first-moments";
import { PickSheet } from "../sheets/pick-sheet";
import { LONGEST_TEXT } from "../sheets/sheet";
import { deskWords } from "../words";
import { closingWords } from "./words";

type Doing = "close" | "reopen";
type Whose = Pick<FoundPatient, "patient_id" | "name">;
const LONGEST_NAME = 40;

@customElement("closing-sheet")
export class ClosingSheet extends PickSheet<FoundPatient> {
  static override styles = [
    ...PickSheet.styles,
    css`
      ul.does {
        display: grid;
        gap: var(--space-2);
        margin: 0;
        padding: 0;
        list-style: none;
      }
    `,
  ];

  /** the patient whose account is to be closed; null where a closed one is looked for */
  @property({ attribute: false }) patient: CheckedIn["patient"] | null = null;
  @state() private found: FoundPatients | null = null;
  @state() private searching = false;
  @state() private whose: Whose | null = null;
  /** who closed it, when and why, as far as it could be read */
  @state() private history = "";
  @state() private reason = "";
  /** the act was asked for once, and is looked at again */
  @state() private isLookedAt = false;
  @state() private done = "";
  #looked = "";
  #act: Act<CloseAccount, AccountClosing> | null = null;

  /** True while an act is on its way, or its outcome is not known. */
  get isHeld(): boolean {
    return this.pending !== null;
  }

  override firstUpdated(): void {
    super.firstUpdated();
    this.whose = this.patient;
    this.addEventListener("ask-again", () => void this.#act?.run());
    if (this.patient) this.focusOn(this.#mayDecide ? "#reason" : ".actions button");
  }

  override render(): TemplateResult {
    const { whose } = this;
    if (!this.#mayDecide)
      return this.frame(this.head(closingWords[this.#doing], closingWords.forManagers), this.#close());
    if (this.done) return this.#told();
    return whose ? this.#form(whose) : this.#search();
  }

  get #doing(): Doing {
    return this.patient ? "close" : "reopen";
  }

  get #mayDecide(): boolean {
    return isManaging(this.desk.staff);
  }

  #told(): TemplateResult {
    return this.frame(
      this.head(closingWords[this.#doing]),
      html`<div class="news" role="status"><p class="done">${icons.check}<span>${this.done}</span></p></div>`,
      this.#close(),
    );
  }

  /** Where nothing is left to do, Enter closes, too. */
  #close(): TemplateResult {
    return html`<div class="actions"><button type="submit" class="plain">${words.close} <kbd>Esc</kbd></button></div>`;
  }

  #search(): TemplateResult {
    const picking = { label: closingWords.letters, list: closingWords.found, longest: LONGEST_NAME };
    return this.frame(
      this.head(closingWords.reopen, closingWords.reopenText),
      this.picker(picking, this.#news()),
      this.warning(),
      this.actions(
        html`<button type="submit" class="primary">${this.pointed ? closingWords.choose : closingWords.lookUp} <kbd>Enter</kbd></button>`,
      ),
    );
  }

  #form(whose: Whose): TemplateResult {
    const doing = this.#doing;
    const follows = doing === "close" ? closingWords.does : [closingWords.reopens(whose.name)];
    const text = doing === "close" ? closingWords.closeText(whose.name) : this.history;
    return this.frame(
      this.head(closingWords[doing], text),
      html`<ul class="does">${follows.map((each) => html`<li>${each}</li>`)}</ul>
        <fieldset class="fields" ?disabled=${this.pending !== null}>
          <legend class="unseen">${closingWords[doing]}</legend>
          ${this.field({
            name: "reason",
            label: closingWords.reason,
            value: this.reason,
            longest: LONGEST_TEXT,
            hint: closingWords.reasonHint,
            whole: true,
          })}
        </fieldset>
        <p role="status">${this.isLookedAt ? closingWords.look[doing](whose.name) : ""}</p>`,
      this.told("closing"),
      this.actions(
        html`<button type="submit" class="primary">${(this.isLookedAt ? closingWords.now : closingWords.act)[doing]} <kbd>Enter</kbd></button>`,
      ),
    );
  }

  protected override get items(): readonly FoundPatient[] {
    return this.found?.patients ?? [];
  }

  protected override row({ name, joined_month: month }: FoundPatient): TemplateResult {
    return html`<span class="name">${name}</span> <span class="small quiet">${closingWords.joined(month)}</span>`;
  }

  protected override narrowed(): void {
    [this.found, this.#looked] = [null, ""];
  }

  protected override type(_: string, text: string): void {
    [this.reason, this.isLookedAt] = [text, false];
  }

  protected override submit(): void {
    if (!this.#mayDecide || this.done) this.dialog.close();
    else if (!this.whose) this.#submitName();
    else if (this.reason.trim() === "") this.refuse("reason", closingWords.reasonMissing);
    else if (!this.isLookedAt) this.#lookAgain();
    else this.#decide(this.whose);
  }

  /** The same key does it, once what it does was read: a hand that stutters does not. */
  #lookAgain(): void {
    [this.isLookedAt, this.problem] = [true, ""];
    showAnother();
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector(".actions")?.scrollIntoView({ block: "nearest" }),
    );
  }

  #submitName(): void {
    if (this.pointed && this.typed.trim() === this.#looked) this.pick(this.pointed);
    else if (this.typed.trim().length < 2) this.refuse("picker", closingWords.fewLetters);
    else void this.#look();
  }

  protected override pick(patient: FoundPatient): void {
    [this.whose, this.problem, this.wrong] = [patient, "", null];
    showAnother();
    this.focusOn("#reason");
    void this.#readHistory(patient.patient_id);
  }

  #news(): string {
    if (this.searching) return closingWords.searching;
    if (!this.found) return "";
    const { length } = this.found.patients;
    if (length === 0) return closingWords.none;
    return this.found.more ? `${closingWords.count(length)} ${closingWords.more}` : closingWords.count(length);
  }

  async #look(): Promise<void> {
    const letters = this.typed.trim();
    [this.#looked, this.searching, this.problem] = [letters, true, ""];
    const { callables, documents, location } = this.desk;
    try {
      const asked = { clinic_id: documents.clinicId, location_id: location.locationId, letters, closed: true };
      const found = await callables.call("find_patients", asked);
      if (letters === this.#looked) [this.found, this.chosen] = [found, 0];
    } catch (error) {
      [this.found, this.#looked] = [null, ""];
      this.problem = error instanceof Refused ? refusalText(error, this.desk) : noAnswer();
    }
    this.searching = false;
  }

  /** Why it was closed helps to decide; where it cannot be read, nothing is said. */
  async #readHistory(patientId: string): Promise<void> {
    const { callables, clinic, documents } = this.desk;
    try {
      const { closings } = await callables.call("get_patient", {
        clinic_id: documents.clinicId,
        patient_id: patientId,
      });
      const last = closings.find(({ active }) => !active);
      if (!last) return;
      const names = await namesOf(documents, [`staff/${last.decided_by}`]);
      const who = names.get(`staff/${last.decided_by}`) || closingWords.somebody;
      const when = formatMoment(new Date(last.recorded_at), clinic.locale, clinic.timeZone);
      this.history = closingWords.closedFor(last.text, who, when);
    } catch {
      this.history = "";
    }
  }

  #decide({ patient_id, name }: Whose): void {
    const { callables, documents, location, tools } = this.desk;
    const body: CloseAccount = {
      request_id: tools.newId(),
      clinic_id: documents.clinicId,
      location_id: location.locationId,
      patient_id,
      text: this.reason.trim(),
    };
    const act = this.#doing === "close" ? "close_account" : "reopen_account";
    const lookUp = (): Promise<never> => Promise.reject(new Unanswered());
    const asking = { ask: (it: CloseAccount) => callables.call(act, it), lookUp };
    this.#act = new Act(body, asking, null, tools, (now) => this.#heard(name, now));
    this.desk.send(() => void this.#act?.run());
  }

  #heard(name: string, now: ActState<AccountClosing>): void {
    this.pending = now.name === "sending" || now.name === "unknown" ? now : null;
    this.problem = now.name === "refused" ? refusalText(now.refusal, this.desk) : "";
    if (now.name === "refused") this.isLookedAt = false;
    if (now.name === "sending") return;
    if (now.name !== "done") {
      this.desk.tools.signals.refused();
      return;
    }
    this.done = closingWords.done[this.#doing](name);
    this.desk.tools.signals.credited();
    showAnother();
    this.focusOn(".actions button");
  }
}

function noAnswer(): string {
  return isOnline() ? deskWords.notLoaded : deskWords.offlineNothing;
}
