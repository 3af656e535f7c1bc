/** The sheet of a patient's membership: what it is, what can be done to it, and to which plan. */

import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { TenderKind } from "../../shared/api/contracts.gen";
import { formatDay } from "../../shared/points/dates";
import { actsOn, changeMembership, type MembershipActName, type Plan, plansOf } from "../acts/membership-acts";
import { membershipWords } from "../acts/membership-words";
import { visitWords } from "../acts/visit-words";
import { tenderWords } from "../purchase/tender-words";
import { ActTyped, VisitSheet } from "./sheet";
import { sheetWords } from "./words";

const WITH_PLAN: ReadonlySet<MembershipActName> = new Set(["enrol", "change"]);

/** The acts that cost something, or may. */
const WITH_TENDER: ReadonlySet<MembershipActName> = new Set(["enrol", "renew", "change"]);
const TENDERS = ["card", "cash", "financing"] as const satisfies readonly TenderKind[];
const NOBODY = "nobody";
/** how it was paid; "" before that is chosen */
type Paid = "" | typeof NOBODY | (typeof TENDERS)[number];

@customElement("membership-sheet")
export class MembershipSheet extends VisitSheet {
  /** undefined: not read yet; null: they could not be read */
  @state() private plans: readonly Plan[] | null | undefined;
  /** nothing is chosen before somebody chooses it: each of these acts writes */
  @state() private typed: { act: MembershipActName | null; planId: string; paid: Paid } = {
    act: null,
    planId: "",
    paid: "",
  };

  override firstUpdated(): void {
    super.firstUpdated();
    this.focusOn("input");
    void this.#read();
  }

  override render(): TemplateResult {
    const { act } = this.typed;
    return this.frame(
      this.head(visitWords.membership, this.#standing()),
      this.#choices(),
      act && WITH_PLAN.has(act) ? this.#plan() : nothing,
      act && WITH_TENDER.has(act) ? this.#paid() : nothing,
      html`<p role="status">${this.#follows()}</p>`,
      this.told("membership"),
      this.actions(html`<button type="submit" class="primary">${this.#doing()} <kbd>Enter</kbd></button>`),
    );
  }

  #standing(): string {
    const { membership, name } = this.visit.patient;
    if (!membership) return membershipWords.none(name);
    const day = formatDay(membership.paid_until_on, this.desk.clinic.locale, false);
    return `${name}: ${membershipWords.holds(membership.plan_name, day)} ${membershipWords.state[membership.status] ?? ""}`;
  }

  #choices(): TemplateResult {
    return html`<fieldset class="choices" ?disabled=${this.pending !== null}>
      <legend class="unseen">${membershipWords.act}</legend>
      ${this.#acts.map(
        (each) => html`<label>
          <input type="radio" name="act" .checked=${each === this.typed.act} @change=${() => this.type("act", each)}>
          <span class="name">${membershipWords.acts[each]}</span>
        </label>`,
      )}
    </fieldset>`;
  }

  #plan(): TemplateResult {
    if (this.plans === null) return this.warned(membershipWords.plansUnread);
    if (this.#offered.length === 0 && this.plans) return this.warned(membershipWords.noPlans);
    const options = this.#offered.map(({ planId, name, priceMinor, period }) => {
      const each = membershipWords.each[period] ?? period;
      return [planId, membershipWords.planIs(name, this.money(priceMinor), each)] as const;
    });
    const none = ["", membershipWords.choosePlan] as const;
    return html`<fieldset class="fields" ?disabled=${this.pending !== null}>
      <legend class="unseen">${membershipWords.plan}</legend>
      ${this.select("plan", membershipWords.plan, this.typed.planId, [none, ...options])}
    </fieldset>`;
  }

  #paid(): TemplateResult {
    const none = ["", membershipWords.choosePaid] as const;
    const tenders = TENDERS.map((each) => [each, tenderWords[each]] as const);
    const options = [none, ...tenders, [NOBODY, membershipWords.nobodyPaid] as const];
    return html`<fieldset class="fields" ?disabled=${this.pending !== null}>
      <legend class="unseen">${membershipWords.paidWith}</legend>
      ${this.select("paid", membershipWords.paidWith, this.typed.paid, options)}
    </fieldset>`;
  }

  /** The name of the act, once it is chosen with all that it needs. */
  #doing(): string {
    const { act } = this.typed;
    return act && this.#mayAct ? membershipWords.do[act](this.#chosen?.name ?? "") : sheetWords.choose;
  }

  /** What the act that is chosen costs, and what follows from it. */
  #follows(): string {
    const { act } = this.typed;
    const { membership: held } = this.visit.patient;
    const plan =
      act && WITH_PLAN.has(act) ? this.#chosen : held && { priceMinor: held.price_minor, period: held.period };
    if (!act || !plan) return "";
    const day = held ? formatDay(held.paid_until_on, this.desk.clinic.locale, false) : "";
    return membershipWords.follows[act](
      this.money(plan.priceMinor),
      membershipWords.each[plan.period] ?? plan.period,
      day,
    );
  }

  get #acts(): readonly MembershipActName[] {
    return actsOn(this.visit.patient.membership);
  }

  /** The plans to choose from: not the one that is held. */
  get #offered(): readonly Plan[] {
    const held = this.visit.patient.membership?.plan_id;
    return (this.plans ?? []).filter(({ planId }) => planId !== held);
  }

  get #chosen(): Plan | undefined {
    return this.#offered.find(({ planId }) => planId === this.typed.planId);
  }

  get #mayAct(): boolean {
    return !this.typed.act || !WITH_PLAN.has(this.typed.act) || this.#chosen !== undefined;
  }

  protected override type(field: string, text: string): void {
    this.wrong = null;
    const names = { plan: "planId", paid: "paid", act: "act" } as Readonly<Record<string, string>>;
    this.typed = { ...this.typed, [names[field] ?? field]: text };
  }

  protected override submit(): void {
    const { act } = this.typed;
    if (!act) {
      this.wrong = { field: "act", text: membershipWords.chooseAct };
      this.focusOn("input");
    } else if (!this.#mayAct) {
      if (this.#offered.length > 0) this.refuse("plan", membershipWords.planMissing);
    } else if (WITH_TENDER.has(act) && this.typed.paid === "") this.refuse("paid", membershipWords.paidMissing);
    else this.#begin(act);
  }

  #begin(act: MembershipActName): void {
    const planId = WITH_PLAN.has(act) ? (this.#chosen?.planId ?? null) : null;
    // After the question, renewing again says that it is meant.
    const more = act === "renew" && this.code === "renewed-just-now" ? { confirmed_duplicate: true } : {};
    const { paid } = this.typed;
    const paidWith = WITH_TENDER.has(act) && paid !== "" && paid !== NOBODY ? { paid_with: paid } : {};
    const named = { act, plan_id: planId, ...paidWith, ...more };
    const change = changeMembership(this.desk.callables, named, this.format.locale);
    this.dispatchEvent(new ActTyped((checkout) => checkout.act(change)));
  }

  async #read(): Promise<void> {
    try {
      const fields = await this.desk.documents.read("rules", "memberships");
      this.plans = fields ? plansOf(fields) : [];
    } catch {
      this.plans = null;
    }
  }
}
