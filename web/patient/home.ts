/** The home screen: clinic, balance, what ends soon, all lots, and the code one tap away. */
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Clinic } from "../shared/api/documents";
import type { Person, Session } from "../shared/api/session";
import { speaking } from "../shared/language/spoken";
import { words } from "../shared/language/words.en";
import { formatMoment } from "../shared/points/dates";
import { formatPoints } from "../shared/points/money";
import { hasLogo } from "../shared/ui/brand";
import { icons } from "../shared/ui/icons";
import { whenIdle } from "../shared/ui/idle";
import type { LiveRegion } from "../shared/ui/live-region";
import { Online } from "../shared/ui/online";
import { base, controls } from "../shared/ui/styles";
import { type AccountState, lotsInOrder, pressingLot } from "./balance/account";
import { formatCount } from "./balance/changes";
import { ClinicClock } from "./clinic-clock";
import type { CodeScreen } from "./code/code-screen";
import type { Coming } from "./coming/coming";
import type { ConfirmDialog } from "./confirmation/confirm-dialog";
import { secondsLeft } from "./confirmation/question";
import { AccountFeed, type Credit } from "./firestore/account-feed";
import { ClinicFeed } from "./firestore/clinic-feed";
import { forgetLastKnown, type Published } from "./firestore/last-known";
import { home } from "./home.styles";
import { voices } from "./language/voice.en";
import { drawnBy, load, loadWhenIdle, type Part } from "./lazy";
import { isReminded } from "./reminders/kept-device";
import { HOME, Route, type Screen } from "./route";
import type { Backend } from "./screen-context";
import { titles } from "./screens/words.en";
import type { WaysList } from "./ways-list";
import { homeWords } from "./words.en";
import "../shared/ui/live-region";
import "../shared/ui/offline-note";
import "./balance/balance-card";
import "./balance/expiring-card";
import "./balance/lot-list";
import "./language/language-choice";
import "./new-version";

@customElement("patient-home")
export class PatientHome extends LitElement {
  static override styles = [base, controls, home];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) backend!: Backend;
  @property({ attribute: false }) person!: Person;
  @state() private credit: Credit | null = null;
  /** a part that was asked for could not be brought */
  @state() private missing = false;
  @query("live-region") private readonly region!: LiveRegion;
  @query("code-screen") private readonly codeScreen!: CodeScreen;
  @query("confirm-dialog") private readonly confirmDialog!: ConfirmDialog;

  readonly #feed = new AccountFeed(this, (credit) => this.#welcomeCredit(credit));
  readonly #published = new ClinicFeed(this, ({ clinic }) => {
    this.#today.keepTo(clinic.timeZone);
    this.#name();
  });
  readonly #online = new Online(this, (online) => this.#networkChanged(online));
  readonly #route = new Route(this, (left) => void this.#moved(left));
  readonly #today = new ClinicClock(this);
  /** the standing was asked for since the page was opened */
  #refreshed = false;

  override firstUpdated(): void {
    const { clinicId } = this.session.settings;
    this.#feed.start(this.backend.live, clinicId, this.person.uid);
    this.#published.start(this.backend.live, clinicId);
    void load("ways").catch(() => {});
    void this.#load();
    if (!this.#online.value) void this.backend.live.follow(false);
    loadWhenIdle();
    whenIdle(() => void this.#keepReminded("refresh"));
  }

  /** Rules may have been published since the account was last looked at; the listener tells what they change. */
  async #refreshStanding(): Promise<void> {
    const { clinicId } = this.session.settings;
    await this.backend.callables.call("refresh_standing", { clinic_id: clinicId }).catch(() => {});
  }

  /** Ask for what the account needs before it is drawn. */
  override willUpdate(): void {
    if (this.#feed.account === null) void load("join").catch(() => {});
    if (hasStanding(this.#feed.account)) {
      void load("tier").catch(() => {});
      if (!this.#refreshed && this.#online.value) {
        this.#refreshed = true;
        whenIdle(() => void this.#refreshStanding());
      }
    }
    if (this.#coming.length) void load("coming").catch(() => {});
    if (this.#feed.question) void load("question").catch(() => {});
  }

  override render(): TemplateResult {
    return html`
      <div class="page">
        ${this.#header()}
        <main>${this.#banner()} <new-version></new-version> ${this.#body()}
          <language-choice></language-choice>
          ${this.#feed.account ? html`<sign-out-everywhere .callables=${this.backend.callables} .clinicId=${this.session.settings.clinicId} @leave=${this.#leave}></sign-out-everywhere>` : nothing}</main>
      </div>
      <live-region></live-region>
    `;
  }

  #header(): TemplateResult {
    const clinic = this.#published.value?.clinic;
    return html`<header>
      ${clinic && hasLogo(clinic.brand) ? html`<span class="logo"></span>` : nothing}
      <div>
        <p class="clinic">${clinic?.name ?? nothing}</p>
        <p class="quiet small">${clinic?.brand.tagline ?? nothing}</p>
      </div>
      <button type="button" class="plain" @click=${this.#leave}>${words.signOut}</button>
    </header>`;
  }

  #body(): TemplateResult {
    const { account, failed } = this.#feed;
    if (failed) return problem(homeWords.cannotRead);
    if (!this.#published.value && this.#published.isUnread) return problem(homeWords.clinicUnread);
    if (account === undefined || !this.#published.value) return skeleton();
    if (account === null) return this.#join(this.#published.value.clinic);
    return this.#account(account, this.#published.value);
  }

  get #coming(): readonly Coming[] {
    return this.#published.value?.coming ?? [];
  }

  #join({ name, clinicId }: Clinic): TemplateResult {
    return html`<join-clinic .clinicName=${name} .clinicId=${clinicId} .newName=${this.session.newName}
      .callables=${this.backend.callables} .session=${this.session}></join-clinic>`;
  }

  #account(account: AccountState, { clinic, locations }: Published): TemplateResult {
    return html`
      ${this.#asking(clinic)} ${this.#screen(account, clinic)}
      <code-screen .clinic=${clinic} .locations=${locations.filter(({ active }) => active)}
        .callables=${this.backend.callables} .online=${this.#online.value} .credit=${this.credit}
        @close=${this.#codeClosed}></code-screen>
      <confirm-dialog .clinic=${clinic} .locations=${locations} .callables=${this.backend.callables}
        .question=${this.#feed.question} @close=${this.#redraw}></confirm-dialog>
    `;
  }

  #screen(account: AccountState, clinic: Clinic): TemplateResult {
    const { backend, session } = this;
    const { screen } = this.#route;
    if (!screen) return this.#overview(account, clinic);
    if (this.missing) return problem(homeWords.screenFailed);
    const place = {
      account,
      clinic,
      session,
      backend,
      locations: this.#published.value?.locations ?? [],
      uid: this.person.uid,
      now: this.#today.now,
      online: this.#online.value,
      showCode: this.#showCode,
    };
    return drawnBy(screen)?.(place) ?? skeleton();
  }

  #overview(account: AccountState, clinic: Clinic): TemplateResult {
    const { now } = this.#today;
    const lots = lotsInOrder(account, now);
    const pressing = pressingLot(account, clinic.timeZone, now);
    return html`${this.missing ? problem(homeWords.screenFailed) : nothing}
    ${this.#published.isUnread ? html`<p class="quiet small" role="status">${homeWords.partUnread}</p>` : nothing}<div class="columns">
      <div class="card-and-code">
        <balance-card .account=${account} .clinic=${clinic} .earning=${this.#published.value?.earning ?? null}
          .worth=${this.#published.value?.worth ?? null} .now=${now}>
        </balance-card>
        <div class="reach">
          <button type="button" class="primary show" @click=${this.#showCode}>${icons.code} ${homeWords.showCode}</button>
        </div>
      </div>
      <div class="lots">
        ${this.#coming.length ? html`<coming-note .coming=${this.#coming} .clinic=${clinic} .now=${now}></coming-note>` : nothing}
        ${pressing && html`<expiring-card .pressing=${pressing} locale=${clinic.locale}></expiring-card>`}
        ${hasStanding(account) ? html`<tier-card .account=${account} .clinic=${clinic}></tier-card>` : nothing}
        <ways-list></ways-list> ${lots.length ? this.#lots(lots, clinic) : this.#empty(clinic)}
      </div>
    </div>`;
  }

  /** A question that was put off can still be answered, until it lapses. */
  #asking(clinic: Clinic): TemplateResult | typeof nothing {
    const { question } = this.#feed;
    if (question?.asked.answer !== "waiting" || secondsLeft(question) === 0) return nothing;
    return html`<div class="asking">
      <p>${homeWords.useMany(formatCount(question.asked.points, clinic))}</p>
      <button type="button" @click=${this.#answer}>${homeWords.answerNow}</button>
    </div>`;
  }

  #lots(lots: ReturnType<typeof lotsInOrder>, clinic: Clinic): TemplateResult {
    return html`<section aria-labelledby="by-date">
      <h2 id="by-date" class="eyebrow">${homeWords.byDate}</h2>
      <lot-list .lots=${lots} .clinic=${clinic} .now=${this.#today.now}></lot-list>
    </section>`;
  }

  #empty(clinic: Clinic): TemplateResult {
    const voice = voices[clinic.brand.voice];
    return html`<section class="empty"><h2>${voice.none}</h2><p class="quiet">${voice.noneText}</p></section>`;
  }

  #banner(): TemplateResult | typeof nothing {
    const { live, seenAt } = this.#feed;
    const online = this.#online.value;
    if (live && online) return nothing;
    if (!seenAt) return online ? nothing : html`<offline-note>${homeWords.offlineUnknown}</offline-note>`;
    const time = formatMoment(seenAt, speaking.locale);
    return html`<offline-note>${online ? homeWords.reconnecting(time) : homeWords.offline(time)}</offline-note>`;
  }

  /** The page is named after its screen. */
  #name(): void {
    const { screen } = this.#route;
    document.title = `${screen ? titles[screen] : homeWords.title} · ${this.#published.value?.clinic.name ?? ""}`;
  }

  /** To another screen its own heading takes the focus; back home, the way that led there. */
  async #moved(left: Screen | null): Promise<void> {
    this.#name();
    scrollTo(0, 0);
    void this.#load();
    await this.updateComplete;
    if (left && !this.#route.screen) await this.shadowRoot?.querySelector<WaysList>("ways-list")?.focusOn(left);
  }

  async #load(): Promise<void> {
    const { screen } = this.#route;
    this.missing = false;
    if (screen) await this.#has(screen);
  }

  /** Bring a part if it is not here; true where it can be used. */
  async #has(part: Part): Promise<boolean> {
    try {
      await load(part);
      this.missing = false;
      this.requestUpdate();
    } catch {
      this.missing = true;
    }
    await this.updateComplete;
    await (part === "code" ? this.codeScreen : this.confirmDialog)?.updateComplete;
    return !this.missing;
  }

  #networkChanged(online: boolean): void {
    void this.backend.live.follow(online);
    if (!online) this.#feed.lose();
  }

  #welcomeCredit(credit: Credit): void {
    const { locale } = speaking;
    this.credit = this.codeScreen?.open ? credit : null;
    const [points, balance] = [formatPoints(credit.points, locale), formatPoints(credit.balance, locale)];
    this.region.say(homeWords.creditedAnnounced(points, balance, credit.newTier));
  }

  readonly #showCode = async (): Promise<void> => {
    this.credit = null;
    if (await this.#has("code")) this.codeScreen.show();
  };

  readonly #answer = async (): Promise<void> => {
    if (await this.#has("question")) this.confirmDialog.show();
  };

  readonly #codeClosed = (): void => {
    this.credit = null;
  };

  readonly #redraw = (): void => this.requestUpdate();

  readonly #leave = async (): Promise<void> => {
    await Promise.race([this.#keepReminded("leave"), pause(3_000)]);
    location.hash = HOME;
    forgetLastKnown(this.session.settings.clinicId, this.person.uid);
    await this.session.signOut();
  };

  /** Bring the address of a phone that is reminded up to date, or take it back. */
  async #keepReminded(act: "refresh" | "leave"): Promise<void> {
    if (!isReminded(this.session.settings.clinicId, this.person.uid)) return;
    try {
      const { Reminders } = await import("./reminders/reminders");
      await new Reminders(this.session, this.backend.live.reminders(this.person.uid), this.person.uid)[act]();
    } catch {
      // Without an answer the next start tries again; signing out must not wait for it.
    }
  }
}

/** Milliseconds; a sign-out waits for the network so long and no longer. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** True where there is anything to say of tiers and memberships. */
function hasStanding(account: AccountState | null | undefined): boolean {
  return Boolean(account?.tier ?? account?.membership);
}

function problem(text: string): TemplateResult {
  return html`<p class="problem" role="alert">${icons.refused}<span>${text}</span></p>`;
}

function skeleton(): TemplateResult {
  return html`<div class="columns" aria-busy="true">
    <p class="unseen" role="status">${words.loading}</p>
    <div class="ghost"></div>
    <div class="ghost rows"></div>
  </div>`;
}
