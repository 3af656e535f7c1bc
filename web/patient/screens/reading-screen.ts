/** A screen that is drawn from what it listens to while it is seen; and what such screens say while there is nothing to show. */

import { type CSSResultGroup, css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { dateIn, formatDay } from "../../shared/points/dates";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import { Following } from "../firestore/following";
import type { Watch } from "../firestore/watching";
import type { Catalogue, CatalogueContext } from "../screen-context";
import { focusHeading, screen, screenTop } from "./screen";
import { readingWords, screenWords } from "./words.en";
import "../../shared/ui/offline-note";

export const pieces = css`
  .intro {
    max-width: 48ch;
    margin-bottom: var(--space-5);
    text-wrap: pretty;
  }
  .unread {
    display: grid;
    justify-items: start;
    gap: var(--space-4);
    padding: var(--space-4) 0;
  }
  .ghost {
    min-height: 14rem;
    border-radius: var(--radius-large);
    background: var(--sunken);
  }
`;

export abstract class ReadingScreen<T> extends LitElement {
  static override styles: CSSResultGroup = [base, controls, screen, pieces];

  @property({ attribute: false }) context!: CatalogueContext;
  protected abstract readonly heading: string;
  readonly #following = new Following<T>(this, () => this.watch(this.context.backend.live.catalogue()));

  protected abstract watch(catalogue: Catalogue): Watch<T>;
  protected abstract show(found: T): TemplateResult;

  override firstUpdated(): void {
    focusHeading(this);
  }

  override render(): TemplateResult {
    return html`${screenTop(this.heading)} ${this.#body()}`;
  }

  #body(): TemplateResult {
    const { value, unread } = this.#following;
    if (value === undefined) return waiting(this.#following, this.context.online);
    return html`${this.show(value)} ${leftOut(unread)}`;
  }
}

/** Nothing was told yet: it is on its way, or cannot be read. */
export function waiting(
  { failed, again }: Pick<Following<never>, "failed" | "again">,
  online: boolean,
): TemplateResult {
  return failed || !online ? unreadNote(online, again) : onItsWay();
}

/** A word about documents that could not be read. */
export function leftOut(unread: number): TemplateResult | typeof nothing {
  return unread > 0 ? html`<p class="quiet small" role="status">${readingWords.leftOut}</p>` : nothing;
}

export function onItsWay(): TemplateResult {
  return html`<div class="ghost" aria-busy="true"><p class="unseen" role="status">${screenWords.reading}</p></div>`;
}

/** Calm where the network is away; an alert where it should have worked. */
export function unreadNote(online: boolean, again: () => void): TemplateResult {
  if (!online) return html`<offline-note>${readingWords.offline}</offline-note>`;
  return html`<div class="unread">
    <p class="problem" role="alert">${icons.refused}<span>${readingWords.unread}</span></p>
    <button type="button" class="outline" @click=${again}>${screenWords.tryAgain}</button>
  </div>`;
}

export function nothingHere(
  title: string,
  text: string,
  more: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<div class="empty"><h2>${title}</h2><p class="quiet">${text}</p>${more}</div>`;
}

export function todayAt({ clinic, now }: CatalogueContext): string {
  return dateIn(clinic.timeZone, now);
}

/** For whom something is, and until when: what of it there is to homeWords. */
export function limitsOf(
  { tierIds, endsOn }: { tierIds: readonly string[]; endsOn: string | null },
  tierNames: ReadonlyMap<string, string>,
  locale: string,
): string[] {
  const names = new Intl.ListFormat(locale).format(tierIds.map((tierId) => tierNames.get(tierId) ?? tierId));
  return [
    ...(tierIds.length ? [readingWords.forTiers(names)] : []),
    ...(endsOn ? [readingWords.until(formatDay(endsOn, locale, false))] : []),
  ];
}
