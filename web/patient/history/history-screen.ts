/** The history: every entry of the patient's own ledger, newest first, each with its sentence. */

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Clinic, Location } from "../../shared/api/documents";
import { dateIn, formatDay, formatMoment, formatTime } from "../../shared/points/dates";
import { formatPoints } from "../../shared/points/money";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import type { AccountState } from "../balance/account";
import { type Change, changesOf, formatWallet } from "../balance/changes";
import { balanceWords } from "../balance/words.en";
import type { Backend, ScreenContext } from "../screen-context";
import { focusHeading, screen, screenTop } from "../screens/screen";
import { screenWords, titles } from "../screens/words.en";
import type { Entry } from "./entry";
import { explain, textOf } from "./explain";
import { type Act, actsOf, type Day, daysOf, undoneIn } from "./history";
import { historyScreen } from "./history-screen.styles";
import { LedgerSource } from "./ledger-source";
import { historyWords, kindWords, reversalWords } from "./words.en";
import "../wallet/undo-banking";

export const draw = ({ account, clinic, backend, uid, locations, online }: ScreenContext): TemplateResult =>
  html`<history-screen .account=${account} .clinic=${clinic} .backend=${backend} .uid=${uid} .locations=${locations}
    .online=${online}></history-screen>`;

@customElement("history-screen")
export class HistoryScreen extends LitElement {
  static override styles = [base, controls, screen, historyScreen];

  @property({ attribute: false }) account!: AccountState;
  @property({ attribute: false }) clinic!: Clinic;
  @property({ attribute: false }) uid = "";
  @property({ attribute: false }) backend!: Backend;
  @property({ attribute: false }) locations: readonly Location[] = [];
  @property({ type: Boolean }) online = true;
  readonly #source = new LedgerSource(this);

  override firstUpdated(): void {
    focusHeading(this);
  }

  /** The account's one listener tells that there is something new; the entries themselves are only read. */
  override willUpdate(changed: PropertyValues<this>): void {
    const moved = changed.has("account") && changed.get("account")?.revision !== this.account.revision;
    const cameBack = changed.has("online") && this.online && this.#source.failed;
    if (moved || cameBack)
      this.#source.follow(this.account.revision, (range) => this.backend.live.entries(this.uid, range));
  }

  override render(): TemplateResult {
    const days = daysOf(actsOf(this.#source.entries));
    const undone = undoneIn(this.#source.entries);
    return html`${screenTop(titles.history)} ${days.map((day) => this.#day(day, undone))} ${this.#end()}`;
  }

  #day({ businessDate, acts }: Day, undone: ReadonlySet<string>): TemplateResult {
    return html`<section class="day">
      <h2 class="eyebrow">${this.#dayName(businessDate)}</h2>
      <ol>
        ${acts.map((act) => this.#act(act, undone))}
      </ol>
    </section>`;
  }

  #act(act: Act, undone: ReadonlySet<string>): TemplateResult {
    const { head, lines } = act;
    return html`<li class="act figures" data-kind=${head.explained.kind}>
      <div class="first">
        <h3>${titleOf(head)}</h3>
        <p class="changes">${changesOf(act.points, act.walletMinor, this.clinic).map(change)}</p>
      </div>
      ${
        saysItAll(act)
          ? html`<p class="sentence">${explain(head.explained)}</p>`
          : html`<ol class="lines">${lines.map((line) => this.#line(line))}</ol>`
      }
      ${quoted(head)}
      <div class="after">
        <p>${this.#where(head)}</p>
        <p>${historyWords.balanceAfter}: ${this.#balance(head)}</p>
      </div>
      ${this.#undo(head, undone)}
    </li>`;
  }

  #line({ explained }: Entry): TemplateResult {
    const changes = changesOf(explained.points, explained.wallet_minor, this.clinic);
    return html`<li>
      <span class="sentence">${explain(explained)}</span>
      <span class="change">${changes.map(({ text }) => text).join(" · ")}</span>
    </li>`;
  }

  #where(entry: Entry): string {
    const { locale, timeZone } = this.clinic;
    const sameDay = dateIn(timeZone, entry.occurredAt) === entry.businessDate;
    const time = (sameDay ? formatTime : formatMoment)(entry.occurredAt, locale, timeZone);
    const until = entry.expiresOn ? [screenWords.until(formatDay(entry.expiresOn, locale, false))] : [];
    return [time, this.#place(entry), ...until].join(" · ");
  }

  #place({ locationId, actorRole }: Entry): string {
    if (locationId === null) return actorRole === "schedule" ? historyWords.byItself : historyWords.inTheApp;
    return this.locations.find((location) => location.locationId === locationId)?.name ?? locationId;
  }

  #balance({ pointsAfter, walletMinorAfter, debtPointsAfter }: Entry): string {
    const { locale } = this.clinic;
    const points =
      pointsAfter === 1 ? balanceWords.point : balanceWords.points(formatPoints(pointsAfter, locale).replace("-", "−"));
    const owed = debtPointsAfter > 0 ? [historyWords.owedAfter(formatPoints(debtPointsAfter, locale))] : [];
    const wallet = walletMinorAfter > 0 ? [formatWallet(walletMinorAfter, this.clinic)] : [];
    return [points, ...owed, ...wallet].join(" · ");
  }

  #undo({ entryId, undoUntil }: Entry, undone: ReadonlySet<string>): TemplateResult | typeof nothing {
    if (!undoUntil || undone.has(entryId) || undoUntil.getTime() <= Date.now()) return nothing;
    return html`<undo-banking .bankingId=${entryId} .undoUntil=${undoUntil} .clinicId=${this.clinic.clinicId}
      .callables=${this.backend.callables}></undo-banking>`;
  }

  #end(): TemplateResult | typeof nothing {
    const { entries, older, busy, failed } = this.#source;
    if (failed) return this.#failed();
    if (entries.length === 0 && older === false) return empty();
    if (older === undefined) return html`<p class="more quiet" role="status">${screenWords.reading}</p>`;
    if (!older) return nothing;
    return html`<div class="more">
      <button type="button" class="outline" ?disabled=${busy} @click=${this.#showOlder}>${busy ? screenWords.reading : historyWords.older}</button>
    </div>`;
  }

  #failed(): TemplateResult {
    return html`<div class="more">
      <p class="problem" role="alert">${icons.refused}<span>${historyWords.historyFailed}</span></p>
      <button type="button" class="outline" @click=${this.#again}>${screenWords.tryAgain}</button>
    </div>`;
  }

  #dayName(businessDate: string): string {
    const { locale, timeZone } = this.clinic;
    const ago = (days: number) => dateIn(timeZone, new Date(Date.now() - days * 86_400_000));
    if (businessDate === ago(0)) return historyWords.today;
    return businessDate === ago(1) ? historyWords.yesterday : formatDay(businessDate, locale, false);
  }

  readonly #showOlder = (): void => void this.#source.showOlder();
  readonly #again = (): void => void this.#source.again();
}

/** A refund's own entry also says what its parts gave back; the parts of a purchase have to speak for themselves. */
function saysItAll({ head, lines }: Act): boolean {
  return lines.length === 1 || head.explained.kind === "reversal";
}

/** What somebody at the clinic wrote about it, for the patient to read. */
function quoted({ explained }: Entry): TemplateResult | typeof nothing {
  const text = textOf(explained);
  return text ? html`<p class="text">${historyWords.quoted(text)}</p>` : nothing;
}

function titleOf({ explained }: Entry): string {
  return explained.kind === "reversal" ? reversalWords[explained.why.reason] : kindWords[explained.kind];
}

function change({ text, gain }: Change): TemplateResult {
  return html`<span class=${gain ? "gain" : ""}>${text}</span>`;
}

function empty(): TemplateResult {
  return html`<div class="empty"><h2>${historyWords.noHistory}</h2><p class="quiet">${historyWords.noHistoryText}</p></div>`;
}
