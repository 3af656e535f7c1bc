/** A screen that is drawn from what is read once, when it is opened; and what such screens say while there is nothing to show. */

import { type CSSResultGroup, css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { dateIn, formatDay } from "../../shared/points/dates";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import type { CatalogueDocuments } from "../firestore/catalogue-documents";
import type { ScreenContext } from "../screen-context";
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

  @property({ attribute: false }) context!: ScreenContext;
  @state() private found: T | undefined;
  @state() private failed = false;

  protected abstract readonly heading: string;
  protected abstract read(catalogue: CatalogueDocuments): Promise<T>;
  protected abstract show(found: T): TemplateResult;

  override firstUpdated(): void {
    focusHeading(this);
    void this.#again();
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.get("context")?.online === false && this.context.online && this.failed) void this.#again();
  }

  override render(): TemplateResult {
    return html`${screenTop(this.heading)} ${this.#body()}`;
  }

  #body(): TemplateResult {
    if (this.found === undefined) return this.failed ? unread(this.context.online, this.#again) : onItsWay();
    return this.show(this.found);
  }

  readonly #again = async (): Promise<void> => {
    this.failed = false;
    try {
      this.found = await this.read(this.context.backend.live.catalogue());
    } catch {
      this.failed = true;
    }
  };
}

export function onItsWay(): TemplateResult {
  return html`<div class="ghost" aria-busy="true"><p class="unseen" role="status">${screenWords.reading}</p></div>`;
}

/** Calm where the network is away; an alert where it should have worked. */
export function unread(online: boolean, again: () => void): TemplateResult {
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

export function todayAt({ clinic, now }: ScreenContext): string {
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
