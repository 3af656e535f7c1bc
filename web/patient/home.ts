/** The home screen: clinic, balance, what ends soon, all lots, and the code one tap away. */
import { LitElement, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { lotsInOrder, pressingLot, type AccountState } from "../shared/account";
import { applyBrand } from "../shared/brand";
import type { Clinic, Location } from "../shared/contracts";
import { formatDay, formatMoment, timeLeft } from "../shared/dates";
import type { EarningRule } from "../shared/firebase/live";
import type { Person, Session } from "../shared/firebase/session";
import { icons } from "../shared/icons";
import "../shared/live-region";
import type { LiveRegion } from "../shared/live-region";
import { formatPoints } from "../shared/money";
import "../shared/offline-note";
import { Online } from "../shared/online";
import { base, controls } from "../shared/styles";
import { words } from "../shared/words";
import "./balance-card";
import { formatCount } from "./changes";
import "./code-screen";
import type { CodeScreen } from "./code-screen";
import "./confirm-dialog";
import type { ConfirmDialog } from "./confirm-dialog";
import { AccountFeed, type Credit } from "./feed";
import { home } from "./home.styles";
import "./join";
import { forgetLastKnown } from "./last-known";
import { tell, titles } from "./ledger-words";
import "./lot-list";
import { sign } from "./lot-list";
import type { Backend } from "./main";
import { secondsLeft } from "./question";
import { HOME, Route, addressOf, type Screen } from "./route";
import { arrows } from "./screen";
import { say } from "./words";

const MINUTE = 60_000;
/** What each screen is made of comes when it is first opened. */
const LOAD: Readonly<Record<Screen, () => Promise<unknown>>> = {
  history: () => import("./history-screen"),
  wallet: () => import("./wallet-screen"),
  bank: () => import("./bank-screen"),
};

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
  @query("confirm-dialog") private readonly confirmDialog!: ConfirmDialog;
  @state() private screenFailed = false;

  readonly #feed = new AccountFeed(this, (credit) => this.#welcomeCredit(credit));
  readonly #online = new Online(this, (online) => this.#networkChanged(online));
  readonly #route = new Route(this, (left) => void this.#moved(left));
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
    void this.#load();
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
    return html`
      ${this.#asking(clinic)} ${this.#screen(account, clinic)}
      <code-screen .clinic=${clinic} .locations=${this.locations.filter(({ active }) => active)}
        .callables=${this.backend.callables} .online=${this.#online.value} .credit=${this.credit}
        @close=${this.#codeClosed}></code-screen>
      <confirm-dialog .clinic=${clinic} .locations=${this.locations} .callables=${this.backend.callables}
        .question=${this.#feed.question} @close=${this.#redraw}></confirm-dialog>
    `;
  }

  #screen(account: AccountState, clinic: Clinic): TemplateResult {
    const { backend, locations, now } = this;
    const { uid } = this.person;
    const online = this.#online.value;
    if (!this.#route.screen) return this.#overview(account, clinic);
    if (this.screenFailed) return html`<p class="problem" role="alert">${icons.refused}<span>${tell.screenFailed}</span></p>`;
    switch (this.#route.screen) {
      case "history":
        return html`<history-screen .account=${account} .clinic=${clinic} .backend=${backend} .uid=${uid}
          .locations=${locations} .online=${online}></history-screen>`;
      case "wallet":
        return html`<wallet-screen .account=${account} .clinic=${clinic} .now=${now}></wallet-screen>`;
      case "bank":
        return html`<bank-screen .account=${account} .clinic=${clinic} .backend=${backend} .uid=${uid} .now=${now}
          .online=${online}></bank-screen>`;
    }
  }

  #overview(account: AccountState, clinic: Clinic): TemplateResult {
    const lots = lotsInOrder(account, this.now);
    return html`<div class="columns">
      <div class="card-and-code">
        <balance-card .account=${account} .clinic=${clinic} .earning=${this.earning} .now=${this.now}></balance-card>
        <div class="reach">
          <button class="primary show" @click=${this.#showCode}>${icons.code} ${say.showCode}</button>
        </div>
      </div>
      <div class="lots">
        ${this.#pressing(account, clinic)} ${ways()} ${lots.length ? this.#lots(lots, clinic) : this.#empty()}
      </div>
    </div>`;
  }

  /** A question that was put off can still be answered, until it lapses. */
  #asking(clinic: Clinic): TemplateResult | typeof nothing {
    const { question } = this.#feed;
    if (question?.asked.answer !== "waiting" || secondsLeft(question) === 0) return nothing;
    return html`<div class="asking">
      <p>${tell.useMany(formatCount(question.asked.points, clinic))}</p>
      <button @click=${() => this.confirmDialog.show()}>${tell.answerNow}</button>
    </div>`;
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
      this.#name();
      [this.locations, this.earning] = await Promise.all([live.locations(), live.earningRule()]);
    } catch {
      // Without a network the next `online` event asks again.
    }
  }

  /** The page is named after its screen. */
  #name(): void {
    const { screen } = this.#route;
    document.title = `${screen ? titles[screen] : say.title} · ${this.clinic?.name ?? ""}`;
  }

  /** To another screen its own heading takes the focus; back home, the way that led there. */
  async #moved(left: Screen | null): Promise<void> {
    this.#name();
    scrollTo(0, 0);
    void this.#load();
    await this.updateComplete;
    if (left && !this.#route.screen) this.shadowRoot?.querySelector<HTMLElement>(`a[href="${addressOf(left)}"]`)?.focus();
  }

  async #load(): Promise<void> {
    const { screen } = this.#route;
    this.screenFailed = false;
    if (!screen) return;
    try {
      await LOAD[screen]();
    } catch {
      this.screenFailed = true;
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

  readonly #redraw = (): void => this.requestUpdate();

  readonly #leave = (): void => {
    location.hash = HOME;
    forgetLastKnown(this.session.settings.clinicId, this.person.uid);
    void this.session.signOut();
  };
}

function ways(): TemplateResult {
  const way = (screen: Screen, hint: string) => html`<a href=${addressOf(screen)}>
    <b>${titles[screen]} ${arrows.on}</b><span class="quiet small">${hint}</span>
  </a>`;
  return html`<nav class="ways">${way("history", tell.historyHint)} ${way("bank", tell.bankHint)}</nav>`;
}

function skeleton(): TemplateResult {
  return html`<div class="columns" aria-busy="true">
    <p class="unseen" role="status">${words.loading}</p>
    <div class="ghost"></div>
    <div class="ghost rows"></div>
  </div>`;
}
