/** Banking: choose points, see what they become, do it, and undo it for a while. */

import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { BankingWhy, Movement } from "../../shared/api/contracts.gen";
import type { Clinic } from "../../shared/api/documents";
import { formatPoints, formatRate } from "../../shared/points/money";
import { duration } from "../../shared/points/time.en";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import { type AccountState, usablePoints } from "../balance/account";
import { formatCount, formatWallet } from "../balance/changes";
import { Following } from "../firestore/following";
import { explain } from "../history/explain";
import { addressOf } from "../route";
import type { Backend, ScreenContext } from "../screen-context";
import { arrows, focusHeading, screen, screenTop } from "../screens/screen";
import { screenWords, titles } from "../screens/words.en";
import { homeWords } from "../words.en";
import { bankScreen } from "./bank-screen.styles";
import { type BankingRule, bankedMinor, bonusBp, type Choice, choiceOf, leastOf, nearest } from "./banking";
import { BankingRequest, type Keeper, keeperOf } from "./banking-request";
import { usableMinor } from "./wallet";
import { walletWords } from "./words.en";
import "./undo-banking";

export const draw = ({ account, clinic, backend, uid, now, online }: ScreenContext): TemplateResult =>
  html`<bank-screen .account=${account} .clinic=${clinic} .backend=${backend} .uid=${uid} .now=${now}
    .online=${online}></bank-screen>`;

@customElement("bank-screen")
export class BankScreen extends LitElement {
  static override styles = [base, controls, screen, bankScreen];

  @property({ attribute: false }) account!: AccountState;
  @property({ attribute: false }) clinic!: Clinic;
  @property({ attribute: false }) uid = "";
  @property({ attribute: false }) backend!: Backend;
  @property({ attribute: false }) now = new Date();
  @property({ type: Boolean }) online = true;
  @state() private chosen = 0;
  @state() private undone = false;
  /** by this phone's clock */
  #undoUntil = new Date(0);
  #keeper: Keeper | null = null;
  /** null: the clinic has none */
  readonly #rule = new Following<BankingRule | null>(this, () => this.backend.live.bankingRule());

  readonly #request = new BankingRequest(
    this,
    () => ({ clinicId: this.clinic.clinicId, uid: this.uid }),
    () => this.backend.callables,
    () => (this.#keeper ??= keeperOf(this.clinic.clinicId, this.uid)),
  );

  override firstUpdated(): void {
    focusHeading(this);
    void this.#request.start().then(() => this.#settled());
  }

  override render(): TemplateResult {
    return html`${screenTop(titles.bank)} ${this.#body()}`;
  }

  #body(): TemplateResult {
    const { state } = this.#request;
    if (state.step === "done") return this.undone ? this.#undoneView() : this.#done(state.movement);
    if (state.step === "unknown") return this.#unknown(state.points);
    const { value: rule } = this.#rule;
    if (rule === undefined && (this.#rule.failed || !this.online)) return this.#failed();
    if (rule === undefined) return html`<p class="quiet" role="status">${screenWords.reading}</p>`;
    if (rule === null) return notice(walletWords.noBanking, walletWords.noBankingText);
    return this.#choosing(rule, state.step === "asking", state.step === "choosing" ? state.problem : "");
  }

  #choosing(rule: BankingRule, busy: boolean, problem: string): TemplateResult {
    const usable = usablePoints(this.account, this.now);
    const choice = choiceOf(rule, usable);
    if (!choice) {
      const text = walletWords.tooFewText(this.#points(Math.max(0, usable)));
      return html`${notice(walletWords.tooFew(this.#points(leastOf(rule))), text)} ${alert(problem)}`;
    }
    const points = nearest(this.chosen, choice);
    const minor = bankedMinor(points, rule, this.account.tierId);
    return html`<form class="figures" @submit=${this.#bank}>
      <p class="quiet">${walletWords.bankText}</p>
      ${this.#preview(points, minor, rule)} ${this.#chooser(points, choice, busy)} ${this.#terms(points, minor, rule)}
      ${alert(problem)}
      <button type="submit" class="primary wide" ?disabled=${busy || minor === 0}>
        ${busy ? walletWords.banking : walletWords.bankNow(this.#points(points), this.#money(minor))}
      </button>
    </form>`;
  }

  #preview(points: number, minor: number, rule: BankingRule): TemplateResult {
    const bonus = bonusBp(rule, this.account.tierId);
    return html`<output class="preview" for="points">
      <span class="from">${this.#points(points)}</span>
      <span>${walletWords.become}</span>
      <span class="to">${this.#money(minor)}</span>
      ${bonus ? html`<span>${walletWords.bonus(formatRate(bonus, this.clinic.locale), this.account.tierId ?? "")}</span>` : nothing}
    </output>`;
  }

  #chooser(points: number, { least, most, step }: Choice, busy: boolean): TemplateResult {
    const steps = formatPoints(step, this.clinic.locale);
    const set = (value: number) => () => (this.chosen = value);
    return html`<div class="chooser">
      <label for="points">${walletWords.choose}</label>
      <button type="button" class="outline" aria-label=${walletWords.fewer(steps)} ?disabled=${busy || points <= least}
        @click=${set(points - step)}>−</button>
      <input id="points" type="range" min=${least} max=${most} step=${step} .value=${String(points)}
        aria-valuetext=${this.#points(points)} ?disabled=${busy} @input=${this.#slide}>
      <button type="button" class="outline" aria-label=${walletWords.more(steps)} ?disabled=${busy || points >= most}
        @click=${set(points + step)}>+</button>
    </div>`;
  }

  #terms(points: number, minor: number, rule: BankingRule): TemplateResult {
    const left = this.#points(usablePoints(this.account, this.now) - points);
    const wallet = this.#money(usableMinor(this.account.walletLots, this.now) + minor);
    const life = rule.bankedLifeDays;
    return html`<div class="terms">
      <p>${walletWords.afterwards(left, wallet)} ${walletWords.soonestFirst}</p>
      <p>${life === null ? walletWords.livesOn : walletWords.lives(formatPoints(life, this.clinic.locale))}
        ${rule.undoMinutes > 0 ? walletWords.undoFor(duration(rule.undoMinutes * 60)) : walletWords.noUndo}</p>
    </div>`;
  }

  #done(movement: Movement): TemplateResult {
    return html`<div class="outcome" role="status">
        <span class="seal">${icons.check}</span>
        <h2 tabindex="-1">${walletWords.banked(this.#money(movement.wallet_minor))}</h2>
        <p class="quiet">${sentenceOf(movement)}.</p>
      </div>
      <undo-banking .bankingId=${movement.entry_id} .undoUntil=${this.#undoUntil} .clinicId=${this.clinic.clinicId}
        .callables=${this.backend.callables} @undone=${this.#wasUndone}></undo-banking>
      ${this.#ways()}`;
  }

  #undoneView(): TemplateResult {
    return html`<div class="outcome" role="status"><h2 tabindex="-1">${walletWords.undone}</h2></div>${this.#ways()}`;
  }

  #ways(): TemplateResult {
    return html`<div class="ways">
      <a class="link" href=${addressOf("wallet")}>${walletWords.seeWallet} ${arrows.on}</a>
      <button type="button" class="plain" @click=${this.#again}>${walletWords.bankAgain}</button>
    </div>`;
  }

  #unknown(points: number): TemplateResult {
    return html`<div class="outcome" role="alert">
      <h2>${walletWords.unknown}</h2>
      <p>${walletWords.unknownText(this.#points(points))}</p>
      <button type="button" class="primary" @click=${this.#check}>${walletWords.check}</button>
    </div>`;
  }

  #failed(): TemplateResult {
    return html`<div class="outcome">
      ${alert(homeWords.screenFailed)}<button type="button" class="outline" @click=${this.#rule.again}>${screenWords.tryAgain}</button>
    </div>`;
  }

  #points(points: number): string {
    return formatCount(points, this.clinic);
  }

  #money(minor: number): string {
    return formatWallet(minor, this.clinic);
  }

  /** The time left to undo it is counted from the server's own two instants: the phone's clock may be wrong. */
  async #settled(): Promise<void> {
    const { state } = this.#request;
    if (state.step !== "done") return;
    const { why, occurred_at: at } = state.movement;
    const left = "undo_until" in why ? Date.parse(why.undo_until) - Date.parse(at) : 0;
    this.#undoUntil = new Date(Date.now() + left);
    await this.#focusOutcome();
  }

  async #focusOutcome(): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    this.shadowRoot?.querySelector<HTMLElement>(".outcome h2")?.focus();
  }

  readonly #slide = (event: Event): void => {
    this.chosen = Number((event.target as HTMLInputElement).value);
  };

  readonly #bank = (event: SubmitEvent): void => {
    event.preventDefault();
    const { value: rule } = this.#rule;
    const choice = rule && choiceOf(rule, usablePoints(this.account, this.now));
    if (choice) void this.#request.bank(nearest(this.chosen, choice)).then(() => this.#settled());
  };

  readonly #check = (): void => void this.#request.check().then(() => this.#settled());

  readonly #wasUndone = (): void => {
    this.undone = true;
    void this.#focusOutcome();
  };

  readonly #again = (): void => {
    [this.undone, this.chosen] = [false, 0];
    this.#request.reset();
  };
}

function sentenceOf({ points, wallet_minor, debt_points, why }: Movement): string {
  const changed = { points, wallet_minor, debt_points, draws: [{ points }], purchase: null };
  return explain({ kind: "banking", why: why as BankingWhy, ...changed });
}

function notice(title: string, text: string): TemplateResult {
  return html`<div class="empty"><h2>${title}</h2><p class="quiet">${text}</p></div>`;
}

function alert(problem: string): TemplateResult {
  return html`<p class="problem" role="alert" ?hidden=${!problem}>${icons.refused}<span>${problem}</span></p>`;
}
