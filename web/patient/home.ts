/** The home screen: clinic, balance, what ends soon, all lots, and the code one tap away. */
import { LitElement, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { lotsInOrder, pressingLot, usablePoints, type AccountState } from "../shared/account";
import { applyBrand } from "../shared/brand";
import type { Clinic, Location } from "../shared/contracts";
import { formatDay, formatMoment, timeLeft } from "../shared/dates";
import type { EarningRule } from "../shared/firebase/live";
import type { Person, Session } from "../shared/firebase/session";
import { icons } from "../shared/icons";
import "../shared/live-region";
import type { LiveRegion } from "../shared/live-region";
import { formatMoney, formatPoints, formatRate, moneyFormat } from "../shared/money";
import "../shared/offline-note";
import { Online } from "../shared/online";
import { base, controls } from "../shared/styles";
import { tenderList } from "../shared/tender-words";
import { words } from "../shared/words";
import "./code-screen";
import type { CodeScreen } from "./code-screen";
import { AccountFeed, type Credit } from "./feed";
import { home } from "./home.styles";
import "./join";
import { forgetLastKnown } from "./last-known";
import "./lot-list";
import { sign } from "./lot-list";
import type { Backend } from "./main";
import "./points-figure";
import { say } from "./words";

const MINUTE = 60_000;

@customElement("patient-home")
export class PatientHome extends LitElement {
  static override styles = [base, controls, home];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) backend!: Backend;
  @property({ attribute: false }) person!: Person;
  @state() private clinic: Clinic | null = null;
  @state() private earning: EarningRule | null = null;
  @state() private locations: readonly Location[] = [];
  @state() private credit: Credit | null = null;
  @state() private now = new Date();
  @query("live-region") private readonly region!: LiveRegion;
  @query("code-screen") private readonly codeScreen!: CodeScreen;

  readonly #feed = new AccountFeed(this, (credit) => this.#welcomeCredit(credit));
  readonly #online = new Online(this, (online) => this.#networkChanged(online));
  #clock = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#clock = window.setInterval(() => (this.now = new Date()), MINUTE);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#clock);
  }

  override firstUpdated(): void {
    this.#feed.start(this.backend.live, this.session.settings.clinicId, this.person.uid);
    void this.#readClinic();
  }

  override render(): TemplateResult {
    return html`
      <div class="page">
        ${this.#header()}
        <main>${this.#banner()} ${this.#body()}</main>
      </div>
      <live-region></live-region>
    `;
  }

  #header(): TemplateResult {
    const { clinic } = this;
    return html`<header>
      <div>
        <p class="clinic">${clinic?.name ?? nothing}</p>
        <p class="quiet small">${clinic?.brand.tagline ?? nothing}</p>
      </div>
      <button class="plain" @click=${this.#leave}>${words.signOut}</button>
    </header>`;
  }

  #body(): TemplateResult {
    const { account, failed } = this.#feed;
    if (failed) return html`<p class="problem" role="alert">${icons.refused}<span>${say.cannotRead}</span></p>`;
    if (account === undefined || !this.clinic) return skeleton();
    if (account === null) return this.#join(this.clinic);
    return this.#account(account, this.clinic);
  }

  #join({ name, clinicId }: Clinic): TemplateResult {
    return html`<join-clinic .clinicName=${name} .clinicId=${clinicId} .newName=${this.session.newName}
      .callables=${this.backend.callables}></join-clinic>`;
  }

  #account(account: AccountState, clinic: Clinic): TemplateResult {
    const lots = lotsInOrder(account, this.now);
    return html`
      <div class="columns">
        <div class="card-and-code">
          ${this.#card(account, clinic)}
          <div class="reach">
            <button class="primary show" @click=${this.#showCode}>${icons.code} ${say.showCode}</button>
          </div>
        </div>
        <div class="lots">
          ${this.#pressing(account, clinic)}
          ${lots.length ? this.#lots(lots, clinic) : this.#empty()}
        </div>
      </div>
      <code-screen .clinic=${clinic} .locations=${this.locations} .callables=${this.backend.callables}
        .online=${this.#online.value} .credit=${this.credit} @close=${this.#codeClosed}></code-screen>
    `;
  }

  #card(account: AccountState, clinic: Clinic): TemplateResult {
    const usable = usablePoints(account, this.now);
    return html`<section class="card" aria-labelledby="balance">
      <h1 id="balance">${say.balanceOf(account.name)}</h1>
      <p class="figure">
        <points-figure .value=${usable} .locale=${clinic.locale}></points-figure>
        <span class="unit">${words.points}</span>
      </p>
      <p class="earning">${this.#earningSentence(clinic)}</p>
      ${account.debtPoints > 0
        ? html`<p class="earning">${say.owed(formatPoints(account.debtPoints, clinic.locale))}</p>`
        : nothing}
    </section>`;
  }

  #earningSentence({ currency, locale }: Clinic): string {
    const rule = this.earning;
    if (!rule) return "";
    if (rule.rateBp === 0 || rule.eligibleTenders.length === 0) return say.earningNothing;
    const unit = formatMoney(rule.minorPerPoint, moneyFormat(currency, locale));
    return say.earning(formatRate(rule.rateBp, locale), tenderList(rule.eligibleTenders), unit);
  }

  #pressing(account: AccountState, { locale, timeZone }: Clinic): TemplateResult | typeof nothing {
    const pressing = pressingLot(account, timeZone, this.now);
    if (!pressing) return nothing;
    const points = formatPoints(pressing.lot.points, locale);
    const day = formatDay(pressing.lot.expiresOn, locale, true);
    const isLast = timeLeft(pressing.lot, timeZone, this.now) === "last day";
    return html`<section class="pressing" data-urgency=${pressing.urgency}>
      ${sign(pressing.urgency)}
      <p>${isLast ? say.lastDay(points) : say.pressing(points, day)}</p>
    </section>`;
  }

  #lots(lots: ReturnType<typeof lotsInOrder>, clinic: Clinic): TemplateResult {
    return html`<section aria-labelledby="by-date">
      <h2 id="by-date" class="eyebrow">${say.byDate}</h2>
      <lot-list .lots=${lots} .clinic=${clinic} .now=${this.now}></lot-list>
    </section>`;
  }

  #empty(): TemplateResult {
    return html`<section class="empty"><h2>${say.none}</h2><p class="quiet">${say.noneText}</p></section>`;
  }

  #banner(): TemplateResult | typeof nothing {
    const { live, seenAt } = this.#feed;
    const online = this.#online.value;
    if (live && online) return nothing;
    if (!seenAt) return online ? nothing : html`<offline-note>${say.offlineUnknown}</offline-note>`;
    const time = formatMoment(seenAt, this.clinic?.locale ?? "en-US");
    return html`<offline-note>${online ? say.reconnecting(time) : say.offline(time)}</offline-note>`;
  }

  async #readClinic(): Promise<void> {
    const { live } = this.backend;
    try {
      this.clinic = await live.clinic();
      applyBrand(this.clinic.brand, document.documentElement);
      document.title = `${say.title} · ${this.clinic.name}`;
      [this.locations, this.earning] = await Promise.all([live.locations(), live.earningRule()]);
    } catch {
      // Without a network the next `online` event asks again.
    }
  }

  #networkChanged(online: boolean): void {
    void this.backend.live.follow(online);
    if (!online) this.#feed.lose();
    else if (!this.clinic || this.locations.length === 0) void this.#readClinic();
  }

  #welcomeCredit(credit: Credit): void {
    const locale = this.clinic?.locale ?? "en-US";
    this.credit = this.codeScreen?.open ? credit : null;
    this.region.say(say.creditedAnnounced(formatPoints(credit.points, locale), formatPoints(credit.balance, locale)));
  }

  readonly #showCode = (): void => {
    this.credit = null;
    this.codeScreen.show();
  };

  readonly #codeClosed = (): void => {
    this.credit = null;
  };

  readonly #leave = (): void => {
    forgetLastKnown(this.session.settings.clinicId, this.person.uid);
    void this.session.signOut();
  };
}

function skeleton(): TemplateResult {
  return html`<div class="columns" aria-busy="true">
    <p class="unseen" role="status">${words.loading}</p>
    <div class="card ghost"></div>
    <div class="ghost rows"></div>
  </div>`;
}
