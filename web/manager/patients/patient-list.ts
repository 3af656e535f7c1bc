/** A list of patients: a built-in choice fifty at a time, or those of a name. What is typed stands in no address. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { ListedPatient, ListPatients, PatientsListed } from "../../shared/api/contracts.gen";
import { askAgain, Refused } from "../../shared/api/outcome";
import { formatDay } from "../../shared/points/dates";
import { formatMoney, formatPoints, moneyFormat } from "../../shared/points/money";
import { base, controls } from "../../shared/ui/styles";
import type { ManagerContext } from "../manager-context";
import { addressOf } from "../shell/address";
import type { Column } from "../tables/column";
import { managerWords } from "../words";
import { patientsPlace } from "./patients-place.styles";
import { choiceWords, type LinkedChoice, patientsWords } from "./words";
import "../tables/record-table";

type Step = { name: "asking" } | { name: "failed" } | { name: "told"; page: PatientsListed };

/** A name is looked for by so many letters, or by one whole short word. */
const LETTERS = /\p{L}/gu;
const SHORTEST = 2;

@customElement("patient-list")
export class PatientList extends LitElement {
  static override styles = [base, controls, patientsPlace];

  @property({ attribute: false }) manager!: ManagerContext;
  @property() choice: LinkedChoice = "all";
  @state() private step: Step = { name: "asking" };
  @state() private letters = "";
  @state() private problem = "";
  @state() private isFirst = true;
  @query("input") private readonly input!: HTMLInputElement;
  /** the question whose answer is waited for: an answer to another one comes too late */
  #asked: Partial<ListPatients> = {};

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("choice")) return;
    this.letters = this.problem = "";
    void this.#ask({});
  }

  override render(): TemplateResult {
    return html`<form role="search" @submit=${this.#find}>
        <div class="field">
          <label for="letters">${patientsWords.search}</label>
          <input id="letters" type="search" maxlength="40" autocomplete="off" spellcheck="false" .value=${this.letters}
            aria-describedby="hint" aria-invalid=${this.problem ? "true" : "false"} />
        </div>
        <button type="submit" class="outline">${patientsWords.find}</button>
        ${this.letters ? html`<button type="button" class="plain" @click=${this.#all}>${patientsWords.all}</button>` : nothing}
        <p class="hint small ${this.problem ? "problem" : "quiet"}" id="hint">${this.problem || patientsWords.searchHint}</p>
      </form>
      ${this.#answer()}`;
  }

  #answer(): TemplateResult {
    const { step } = this;
    if (step.name === "asking") {
      return html`<p class="unseen" role="status">${patientsWords.reading}</p><div class="ghost" aria-hidden="true"></div>`;
    }
    if (step.name === "failed") {
      return html`<div class="failure" role="alert">
        <p>${managerWords.notRead}</p>
        <button type="button" class="outline" @click=${() => this.#ask(this.#asked)}>${managerWords.tryAgain}</button>
      </div>`;
    }
    return this.#list(step.page);
  }

  #list(page: PatientsListed): TemplateResult {
    const { patients, from_tier: fromTier } = page;
    const { word, text, none } = choiceWords[this.choice];
    const isTiers = this.choice === "tiers" && fromTier !== null;
    const caption = this.letters ? patientsWords.named(this.letters) : word;
    const said = this.letters ? caption : isTiers ? patientsWords.above(fromTier) : text;
    if (patients.length === 0) {
      return html`<p class="quiet" role="status">${this.letters ? patientsWords.nobodyNamed : none}</p>`;
    }
    return html`<div class="said">
        <p role="status">${said} <span class="quiet">${patientsWords.shown(patients.length)}.</span></p>
        ${page.more ? html`<p class="quiet">${patientsWords.moreNamed}</p>` : nothing}
      </div>
      <record-table .rows=${patients} .columns=${this.#columns()} caption=${caption}
        file=${`${page.clinic_id}-patients-${page.choice}`}>
        ${this.isFirst ? nothing : html`<button type="button" class="outline" @click=${() => this.#ask({})}>${patientsWords.first}</button>`}
        ${page.after_id ? html`<button type="button" class="outline" @click=${() => this.#further(page)}>${patientsWords.next}</button>` : nothing}
      </record-table>
      <p class="small quiet">${patientsWords.kept}</p>`;
  }

  #columns(): Column<ListedPatient>[] {
    const { clinic } = this.manager;
    const format = moneyFormat(clinic.currency, clinic.locale);
    const points = (value: number): string => formatPoints(value, clinic.locale);
    const day = (on: string | null): string => (on ? formatDay(on, clinic.locale, false) : "–");
    const name: Column<ListedPatient> = {
      name: "name",
      word: patientsWords.name,
      value: (each) => each.name,
      draw: (each) =>
        html`<a href=${addressOf("patients", "of", each.patient_id)}>${each.name}</a>${each.active ? nothing : html` <span class="small quiet">${patientsWords.closed}</span>`}`,
    };
    const every: Record<string, Column<ListedPatient>> = {
      points: {
        name: "points",
        word: patientsWords.points,
        isFigure: true,
        value: (each) => each.points,
        draw: (each) => points(each.points),
      },
      owes: {
        name: "debt_points",
        word: patientsWords.owes,
        isFigure: true,
        value: (each) => each.debt_points,
        draw: (each) => points(each.debt_points),
      },
      wallet: {
        name: "wallet_minor",
        word: patientsWords.wallet,
        isFigure: true,
        value: (each) => each.wallet_minor,
        draw: (each) => formatMoney(each.wallet_minor, format),
      },
      tier: { name: "tier", word: patientsWords.tier, value: (each) => each.tier_name },
      ends: {
        name: "ends_on",
        word: patientsWords.ends,
        value: (each) => each.ends_on,
        draw: (each) => day(each.ends_on),
      },
      member: { name: "plan", word: patientsWords.member, value: (each) => each.plan_name },
      paid: {
        name: "paid_until_on",
        word: patientsWords.paidUntil,
        value: (each) => each.paid_until_on,
        draw: (each) => day(each.paid_until_on),
      },
      seen: {
        name: "seen_on",
        word: patientsWords.seen,
        value: (each) => each.seen_on,
        draw: (each) => (each.seen_on ? day(each.seen_on) : patientsWords.never),
      },
    };
    const { points: held, owes, wallet, tier, ends, member, paid, seen } = every;
    const shown: Partial<Record<LinkedChoice, (Column<ListedPatient> | undefined)[]>> = {
      members: [member, paid, held, seen],
      owing: [owes, held, tier, seen],
      tiers: [tier, held, ends, seen],
    };
    const columns = (this.letters ? undefined : shown[this.choice]) ?? [held, wallet, tier, ends, seen];
    return [name, ...columns.filter((each) => each !== undefined)];
  }

  readonly #find = (event: Event): void => {
    event.preventDefault();
    const typed = this.input.value.trim();
    if (typed === "") {
      this.#all();
      return;
    }
    if ((typed.match(LETTERS)?.length ?? 0) < SHORTEST) {
      this.problem = patientsWords.tooShort;
      return;
    }
    this.problem = "";
    this.letters = typed;
    void this.#ask({ choice: "named", letters: typed });
  };

  readonly #all = (): void => {
    this.letters = this.problem = this.input.value = "";
    void this.#ask({});
  };

  #further({ after_place, after_id }: PatientsListed): void {
    void this.#ask({ after_place, after_id });
  }

  async #ask(question: Partial<ListPatients>): Promise<void> {
    this.#asked = question;
    this.step = { name: "asking" };
    const { counter, documents } = this.manager;
    const body: ListPatients = { clinic_id: documents.clinicId, choice: this.choice, ...question };
    try {
      const page = await askAgain(() => counter.call("list_patients", body));
      if (this.#asked !== question) return;
      this.step = { name: "told", page };
      this.isFirst = !question.after_id;
    } catch (error) {
      if (this.#asked !== question) return;
      if (!isTooShort(error)) {
        this.step = { name: "failed" };
        return;
      }
      this.problem = patientsWords.tooShort;
      this.letters = "";
      void this.#ask({});
    }
  }
}

function isTooShort(error: unknown): boolean {
  return error instanceof Refused && error.code === "malformed-request";
}
