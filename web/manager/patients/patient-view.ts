/** A patient whole: balance and worth, lots to their ends, wallet, everything that happened, and the acts in place. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { GetPatient, PatientAccount, PatientFile, PatientPart } from "../../shared/api/contracts.gen";
import { askAgain, Refused } from "../../shared/api/outcome";
import { dateIn, formatTime } from "../../shared/points/dates";
import { worthMinor } from "../../shared/points/redemption";
import { base, controls } from "../../shared/ui/styles";
import { adjustmentTerms, serviceNames, tierNames } from "../firestore/patient-documents";
import { locationsOf, worthOf100 } from "../firestore/today-documents";
import type { ManagerContext } from "../manager-context";
import { addressOf } from "../shell/address";
import { managerWords } from "../words";
import type { ActDone } from "./act-form";
import { actWords } from "./act-words";
import type { Act, Choices } from "./acts";
import { patientView } from "./patient-view.styles";
import { originWords, patientWords, statusWords } from "./patient-words";
import { LineSaying, type Names } from "./saying";
import { type Happened, leftOf, timelineOf, withPage } from "./timeline";
import "./lots-bars";

const NO_NAMES: Names = { tiers: new Map(), locations: new Map(), services: new Map() };

@customElement("patient-view")
export class PatientView extends LitElement {
  static override styles = [base, controls, patientView];

  @property({ attribute: false }) manager!: ManagerContext;
  @property() patientId = "";
  @state() private account: PatientAccount | null = null;
  @state() private known: readonly Happened[] = [];
  @state() private more: ReadonlySet<PatientPart> = new Set();
  @state() private names = NO_NAMES;
  @state() private worthOf100: number | null = null;
  @state() private problem = "";
  @state() private isReading = false;
  @state() private news = "";
  /** the act whose form is open, and what it is chosen from */
  @state() private act: Act | null = null;
  @state() private choices: Choices | null = null;

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("patientId")) return;
    this.account = this.act = null;
    this.known = [];
    this.news = "";
    void this.#read();
  }

  override render(): TemplateResult {
    const { account } = this;
    return html`<a class="back" href=${addressOf("patients")}>${patientWords.back}</a>
      ${this.problem ? this.#failure() : nothing}
      ${account ? this.#whole(account) : this.problem ? nothing : html`<p class="quiet" role="status">${patientWords.reading}</p>`}`;
  }

  #failure(): TemplateResult {
    return html`<div class="failure" role="alert">
      <p>${this.problem}</p>
      <button type="button" class="outline" @click=${() => this.#read()}>${managerWords.tryAgain}</button>
    </div>`;
  }

  #whole(account: PatientAccount): TemplateResult {
    const saying = new LineSaying(this.manager, this.names);
    return html`<div class="who">
        <h1 tabindex="-1">${account.name}</h1>
        <p class="quiet">${this.#facts(account, saying).join(" · ")}</p>
        ${account.active ? nothing : html`<p class="closed">${patientWords.closed}</p>`}
        ${this.news ? html`<p class="news" role="status">${this.news}</p>` : nothing}
      </div>
      ${this.#figures(account, saying)}
      ${this.#acts(account)}
      <section aria-labelledby="lots">
        <h2 id="lots">${patientWords.lots}</h2>
        <lots-bars .lots=${account.lots} .saying=${saying} today=${this.#today}></lots-bars>
      </section>
      ${this.#timeline(account, saying)}`;
  }

  #facts(account: PatientAccount, saying: LineSaying): string[] {
    const { granted, seen_on, joined_at, tier_id } = account;
    const given =
      granted &&
      patientWords.granted(saying.tier(granted.tier_id), granted.until_on ? saying.day(granted.until_on) : "");
    return [
      saying.tier(tier_id) || patientWords.noTier,
      given ?? "",
      seen_on ? patientWords.seen(saying.day(seen_on)) : patientWords.neverSeen,
      patientWords.joined(saying.dayOf(joined_at)),
    ].filter(Boolean);
  }

  #figures(account: PatientAccount, saying: LineSaying): TemplateResult {
    const { membership, wallet_lots, wallet_minor, points, debt_points } = account;
    const worth =
      this.worthOf100 === null || points <= 0
        ? ""
        : saying.money(worthMinor(points, { minor_per_100_points: this.worthOf100 }));
    return html`<dl class="figures">
      <div><dt>${patientWords.points}</dt><dd class="value">${saying.points(points)}</dd>
        ${worth ? html`<dd class="quiet">${patientWords.worth(worth)}</dd>` : nothing}
        ${debt_points ? html`<dd>${patientWords.debt(saying.points(debt_points))}</dd>` : nothing}</div>
      <div><dt>${patientWords.wallet}</dt><dd class="value">${saying.money(wallet_minor)}</dd>
        ${wallet_lots.map(
          ({ origin, remaining_minor, expires_on }) =>
            html`<dd class="quiet">${patientWords.moneyUntil(saying.money(remaining_minor), originWords[origin] ?? origin, expires_on ? saying.day(expires_on) : "")}</dd>`,
        )}</div>
      ${
        membership
          ? html`<div><dt>${patientWords.member}</dt><dd>${patientWords.plan(membership.plan_name, statusWords[membership.status] ?? membership.status, saying.day(membership.paid_until_on))}</dd></div>`
          : nothing
      }
    </dl>`;
  }

  #acts(account: PatientAccount): TemplateResult {
    const { act } = this;
    const title = html`<h2 class="unseen" id="acts">${patientWords.acts}</h2>`;
    if (act && act.name !== "give-back")
      return html`<section aria-labelledby="acts">${title}${this.#form(account, act)}</section>`;
    const open: Act[] = account.active
      ? [{ name: "adjust" }, { name: "grant" }, { name: "close" }]
      : [{ name: "reopen" }];
    return html`<section aria-labelledby="acts">${title}<p class="ways">
      ${open.map((each) => html`<button type="button" class="outline" data-act=${each.name} @click=${() => this.#open(each)}>${each.name === "give-back" ? "" : actWords[each.name]}</button>`)}
    </p></section>`;
  }

  #form(account: PatientAccount, act: Act): TemplateResult {
    if (!this.choices) return html`<p class="quiet" role="status">${managerWords.loading}</p>`;
    return html`<act-form .manager=${this.manager} .patient=${account} .act=${act} .choices=${this.choices}
      @done=${this.#done} @close=${() => this.#shut()} @keydown=${this.#key}></act-form>`;
  }

  #timeline(account: PatientAccount, saying: LineSaying): TemplateResult {
    const { shown, next } = timelineOf(this.known, this.more);
    return html`<section aria-labelledby="timeline" class="timeline">
      <h2 id="timeline">${patientWords.timeline}</h2>
      ${
        shown.length
          ? html`<ol>${repeat(
              shown,
              ({ part, id }) => `${part}/${id}`,
              (each) => this.#line(each, account, saying),
            )}</ol>`
          : html`<p class="quiet">${patientWords.nothingYet(saying.dayOf(account.joined_at))}</p>`
      }
      ${next ? html`<p><button type="button" class="outline" ?disabled=${this.isReading} @click=${() => this.#older(next)}>${patientWords.older}</button></p>` : nothing}
      <p class="small quiet">${patientWords.kept}</p>
    </section>`;
  }

  #line(each: Happened, account: PatientAccount, saying: LineSaying): TemplateResult {
    const { word, sentence, change, by } = saying.line(each);
    const { locale, timeZone } = this.manager.clinic;
    return html`<li>
      <span class="when small quiet"><time datetime=${each.at}>${saying.dayOf(each.at)}, ${formatTime(new Date(each.at), locale, timeZone)}</time></span>
      <span class="what">${word ? html`<span class="word">${word}.</span> ` : nothing}${sentence}</span>
      <span class="change">${change}</span>
      ${by ? html`<span class="by small quiet">${by}</span>` : nothing}
      ${this.#givingBack(each, account, saying)}
    </li>`;
  }

  /** Points that ended can have a new life, so far as they have none yet. */
  #givingBack(each: Happened, account: PatientAccount, saying: LineSaying): TemplateResult | typeof nothing {
    if (each.part !== "entries" || each.record.kind !== "expiry" || each.record.points >= 0) return nothing;
    const left = leftOf(this.known, each.id, each.record.points);
    const { act } = this;
    if (act?.name === "give-back" && act.expiryId === each.id) return this.#form(account, act);
    if (left === 0 || !account.active) return nothing;
    const day = saying.dayOf(each.at);
    return html`<span class="give"><button type="button" class="outline" data-act=${each.id} aria-label=${patientWords.giveBackOf(saying.points(left), day)}
      @click=${() => this.#open({ name: "give-back", expiryId: each.id, left, day })}>${patientWords.giveBack}</button></span>`;
  }

  get #today(): string {
    return dateIn(this.manager.clinic.timeZone, new Date());
  }

  /** Reads the patient anew, from the latest records on. */
  async #read(): Promise<void> {
    const { documents } = this.manager;
    const { patientId } = this;
    this.problem = "";
    const names = Promise.all([tierNames(documents), locationsOf(documents), worthOf100(documents)]);
    names.catch(() => {}); // told below, unless the patient could not be read either
    try {
      const file = await this.#ask();
      const [tiers, locations, worth] = await names;
      if (patientId !== this.patientId) return;
      this.worthOf100 = worth;
      this.names = {
        ...this.names,
        tiers,
        locations: new Map(locations.map(({ locationId, name }) => [locationId, name])),
      };
      this.account = file.account;
      this.known = [];
      this.more = new Set(file.more);
      await this.#add(file);
    } catch (error) {
      if (patientId !== this.patientId) return;
      const isUnknown = error instanceof Refused && error.code === "account-not-found";
      this.problem = isUnknown ? patientWords.notFound : managerWords.notRead;
    }
  }

  async #older(older: NonNullable<GetPatient["older"]>): Promise<void> {
    this.isReading = true;
    try {
      const file = await this.#ask(older);
      if (!file.more.includes(older.part)) this.more = new Set([...this.more].filter((each) => each !== older.part));
      await this.#add(file);
    } catch {
      this.problem = managerWords.notRead;
    } finally {
      this.isReading = false;
    }
  }

  #ask(older: GetPatient["older"] = null): Promise<PatientFile> {
    const { counter, documents } = this.manager;
    const body = { clinic_id: documents.clinicId, patient_id: this.patientId, older };
    return askAgain(() => counter.call("get_patient", body));
  }

  /** Adds a page; of services only those are read that it names and that are not known. */
  async #add(file: PatientFile): Promise<void> {
    this.known = withPage(this.known, file);
    const { services } = this.names;
    const unknown = new Set(file.treatments.map(({ service_id }) => service_id).filter((each) => !services.has(each)));
    const found = await serviceNames(this.manager.documents, [...unknown]).catch(() => new Map<string, string>());
    if (found.size) this.names = { ...this.names, services: new Map([...services, ...found]) };
  }

  async #open(act: Act): Promise<void> {
    this.act = act;
    this.choices = null;
    this.news = "";
    const { documents, staff } = this.manager;
    try {
      const [terms] = await Promise.all([adjustmentTerms(documents), import("./act-form")]);
      const own = [...this.names.locations].filter(([locationId]) => staff.locationIds.includes(locationId));
      this.choices = { ...terms, tiers: this.names.tiers, locations: new Map(own) };
    } catch {
      this.news = actWords.notRead;
      this.act = null;
    }
  }

  readonly #done = ({ sentence }: ActDone): void => {
    this.news = sentence;
    this.manager.say(sentence);
    this.#shut();
    void this.#read();
  };

  /** The hands are at the button that opened the form, or at the beginning if it is gone. */
  #shut(): void {
    const { act } = this;
    const was = act?.name === "give-back" ? act.expiryId : act?.name;
    this.act = null;
    void this.updateComplete.then(() => {
      const button = this.renderRoot.querySelector<HTMLElement>(`[data-act="${CSS.escape(was ?? "")}"]`);
      (button ?? this.renderRoot.querySelector<HTMLElement>("h1"))?.focus();
    });
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    this.#shut();
  };
}
