/** Health: what needs somebody, with what to do; the proof, the schedules and the connected systems; for owners. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Health, HookHealth, ScheduleHealth } from "../../shared/api/contracts.gen";
import { askAgain } from "../../shared/api/outcome";
import { formatMoment } from "../../shared/points/dates";
import { formatPoints } from "../../shared/points/money";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import { lastProof } from "../firestore/today-documents";
import type { ManagerContext } from "../manager-context";
import type { Proof, Trouble } from "../today/state";
import { todayWords } from "../today/words";
import { managerWords } from "../words";
import { section } from "./clinic-place.styles";
import { type Need, needsOf } from "./health";
import { healthWords, hookWords, scheduleWords } from "./health-words";

interface Found {
  health: Health;
  proof: Proof | null;
}

@customElement("health-section")
export class HealthSection extends LitElement {
  static override styles = [
    base,
    controls,
    section,
    css`
      p {
        max-width: 44rem;
        text-wrap: pretty;
      }
      h3 {
        font-size: 1.25rem;
      }
      ul {
        display: grid;
        gap: var(--space-3);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .well,
      li {
        display: flex;
        gap: var(--space-3);
        max-width: 44rem;
      }
      .well {
        color: var(--calm);
      }
      li {
        padding: var(--space-3) var(--space-4);
        border-radius: var(--radius-small);
        background: var(--notice-wash);
        color: var(--notice);
        font-weight: 550;
      }
      li span {
        min-width: 0;
        overflow-wrap: anywhere;
      }
      svg.icon {
        width: 1.375em;
        height: 1.375em;
        flex: none;
      }
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
      }
      .needed {
        color: var(--notice);
        font-weight: 550;
      }
    `,
  ];

  @property({ attribute: false }) manager!: ManagerContext;
  /** null: not read yet */
  @state() private found: Found | null = null;
  @state() private failed = false;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#isOwner) void this.#read();
  }

  override render(): TemplateResult {
    return html`<div class="head"><h2>${healthWords.title}</h2></div>
      ${this.#isOwner ? this.#view() : html`<p class="none">${healthWords.owners}</p>`}`;
  }

  get #isOwner(): boolean {
    return this.manager.staff.role === "owner";
  }

  #view(): TemplateResult {
    if (this.failed) return this.#failure();
    const { found } = this;
    if (!found) return html`<p class="quiet" role="status">${managerWords.loading}</p>`;
    return html`${this.#needs(needsOf(found.health, found.proof, new Date()))}
      <section><h3>${healthWords.proof}</h3><p>${this.#proof(found.proof)}</p></section>
      <section><h3 id="schedules">${healthWords.schedules}</h3>${this.#schedules(found.health.schedules)}</section>
      <section><h3 id="hooks">${healthWords.hooks}</h3>${this.#hooks(found.health.hooks)}</section>
      <section><h3>${healthWords.appCheck}</h3><p>${healthWords.appCheckText}</p></section>`;
  }

  #failure(): TemplateResult {
    return html`<div class="failure" role="alert">
      <p>${managerWords.notRead}</p>
      <button type="button" class="outline" @click=${() => this.#read()}>${managerWords.tryAgain}</button>
    </div>`;
  }

  #needs(needs: readonly Need[]): TemplateResult {
    if (needs.length === 0) return html`<p class="well">${icons.calm}<span>${healthWords.well}</span></p>`;
    return html`<section aria-labelledby="needs">
      <h3 id="needs">${healthWords.needs}</h3>
      <ul>${needs.map((need) => html`<li>${icons.notice}<span>${this.#say(need)}</span></li>`)}</ul>
    </section>`;
  }

  #say(need: Need): string {
    switch (need.name) {
      case "proof":
        return this.#trouble(need.trouble);
      case "late":
        return healthWords.late(scheduleWords[need.schedule.name].name, this.#moment(need.schedule.ended_at));
      case "no-secret":
        return healthWords.noSecret(hookWords[need.hook.name].name, hookWords[need.hook.name].secret);
    }
  }

  #trouble(trouble: Trouble): string {
    switch (trouble.name) {
      case "findings":
        return todayWords.findings(trouble.findings, this.#momentOf(trouble.at));
      case "proved-long-ago":
        return todayWords.provedLongAgo(this.#momentOf(trouble.at));
      default:
        return todayWords.neverProved;
    }
  }

  #proof(proof: Proof | null): string {
    if (!proof) return todayWords.neverProved;
    const when = this.#momentOf(proof.at);
    if (proof.findings > 0) return todayWords.findings(proof.findings, when);
    if (!proof.isComplete) return healthWords.cutShort(when);
    return healthWords.proved(when, formatPoints(proof.entries, this.manager.clinic.locale));
  }

  #schedules(schedules: readonly ScheduleHealth[]): TemplateResult {
    return html`<table aria-labelledby="schedules">
      <thead>
        <tr>
          <th scope="col">${healthWords.schedule}</th>
          <th scope="col">${healthWords.every}</th>
          <th scope="col">${healthWords.last}</th>
          <th scope="col">${healthWords.state}</th>
        </tr>
      </thead>
      <tbody>${schedules.map((each) => this.#schedule(each))}</tbody>
    </table>`;
  }

  #schedule(schedule: ScheduleHealth): TemplateResult {
    const { name, every } = scheduleWords[schedule.name];
    const state = schedule.late ? "late" : schedule.failed ? "failed" : schedule.ended_at ? "fine" : "waits";
    return html`<tr>
      <th scope="row">${name}</th>
      <td class="quiet">${every}</td>
      <td>${this.#moment(schedule.ended_at)}</td>
      <td class=${schedule.late ? "needed" : "quiet"}>${healthWords.states[state]}</td>
    </tr>`;
  }

  #hooks(hooks: readonly HookHealth[]): TemplateResult {
    return html`<table aria-labelledby="hooks">
      <thead>
        <tr>
          <th scope="col">${healthWords.system}</th>
          <th scope="col">${healthWords.secret}</th>
          <th scope="col">${healthWords.event}</th>
        </tr>
      </thead>
      <tbody>
        ${hooks.map(
          (each) => html`<tr>
            <th scope="row">${hookWords[each.name].name}</th>
            <td>${each.has_secret ? healthWords.secretSet : healthWords.secretNotSet}</td>
            <td>${each.last_event_at ? this.#moment(each.last_event_at) : healthWords.noEvent}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #moment(at: string | null): string {
    return at === null ? healthWords.never : this.#momentOf(new Date(at));
  }

  #momentOf(at: Date): string {
    const { locale, timeZone } = this.manager.clinic;
    return formatMoment(at, locale, timeZone);
  }

  async #read(): Promise<void> {
    this.failed = false;
    const { office, documents } = this.manager;
    try {
      const asked = askAgain(() => office.call("get_health", { clinic_id: documents.clinicId }));
      const [health, proof] = await Promise.all([asked, lastProof(documents)]);
      this.found = { health, proof };
    } catch {
      this.failed = true;
    }
  }
}
