/** A patient's purchases at this location, to choose one from: read a page at a time, drawn in the sheet that asks. */

import { html, nothing, type ReactiveControllerHost, type TemplateResult } from "lit";
import type { Clinic } from "../../shared/api/documents";
import { words } from "../../shared/language/words.en";
import { formatMoment } from "../../shared/points/dates";
import { formatMoney, formatPoints } from "../../shared/points/money";
import { icons } from "../../shared/ui/icons";
import { actWords } from "../acts/words";
import { type PastPurchase, pastPurchase, refundedMinor } from "../purchase/past-purchases";
import { tenderWords } from "../purchase/tender-words";
import type { VisitSheet } from "./sheet";
import { sheetWords } from "./words";

const choiceWords = {
  purchasesUnread: "The purchases could not be read. Close this and open it again.",
  olderUnread: "The older purchases could not be read. Try again.",
  older: "Older purchases",
} as const;

/** The sheet that asks. */
type Host = ReactiveControllerHost & Pick<VisitSheet, "desk" | "visit" | "format">;

export interface Choosing {
  /** why a purchase cannot be chosen; "" where it can */
  why: (purchase: PastPurchase) => string;
  /** what is said where none can be chosen */
  none: string;
  /** another purchase is pointed at: the hands go there */
  pointed: () => void;
}

export class PurchaseChoice {
  /** undefined: not read yet; null: they could not be read */
  #purchases: readonly PastPurchase[] | null | undefined;
  #entryId = "";
  #hasOlder = false;
  #olderFailed = false;

  constructor(
    private readonly host: Host,
    private readonly choosing: Choosing,
  ) {}

  /** The purchase that is pointed at. */
  get chosen(): PastPurchase | undefined {
    return this.#purchases?.find(({ entryId }) => entryId === this.#entryId);
  }

  /** Reads the latest purchases with what was undone of each, and points at the newest that can be chosen. */
  async read(): Promise<void> {
    try {
      await this.#readBefore(null);
    } catch {
      this.#purchases = null;
      this.host.requestUpdate();
    }
  }

  render(): TemplateResult {
    const { visit } = this.host;
    const { location } = this.host.desk;
    const purchases = this.#purchases;
    if (purchases === undefined) return html`<p class="quiet">${words.loading}…</p>`;
    if (purchases === null) return warned(choiceWords.purchasesUnread);
    const noneLeft = !this.#hasOlder && purchases.every((each) => this.#why(each) !== "");
    return html`${noneLeft ? html`<p role="status">${this.choosing.none}</p>` : nothing}
      ${
        purchases.length > 0
          ? html`<fieldset class="choices">
            <legend class="unseen">${sheetWords.whichPurchase(visit.patient.name, location.name)}</legend>
            ${purchases.map((each) => this.#row(each))}
          </fieldset>`
          : nothing
      }
      ${this.#olderFailed ? warned(choiceWords.olderUnread) : nothing}
      ${this.#hasOlder ? html`<button type="button" class="outline" @click=${this.#older}>${choiceWords.older}</button>` : nothing}`;
  }

  #row(purchase: PastPurchase): TemplateResult {
    const { format } = this.host;
    const { entryId, points, receiptNumber } = purchase;
    const how = purchase.tenders.map(({ kind }) => tenderWords[kind].toLowerCase()).join(" + ");
    const refunded = refundedMinor(purchase);
    const soFar = refunded > 0 ? sheetWords.refundedSoFar(formatMoney(refunded, format)) : "";
    const state =
      (purchase.closed && (actWords.closed[purchase.closed] ?? purchase.closed)) || soFar || this.#why(purchase);
    return html`<label>
      <input type="radio" name="purchase" .checked=${entryId === this.#entryId} ?disabled=${this.#why(purchase) !== ""}
        @change=${() => this.#point(entryId)}>
      <span><span class="name">${formatMoney(purchase.amountMinor, format)}</span> ${how}<br>
        <span class="small">${dayOf(purchase, this.host.desk.clinic)}${receiptNumber ? ` · ${receiptNumber}` : ""}</span></span>
      <span class="figures small">${state || `+${formatPoints(points, format.locale)}`}</span>
    </label>`;
  }

  #point(entryId: string): void {
    this.#entryId = entryId;
    this.host.requestUpdate();
  }

  /** Reads on behind the last page. */
  readonly #older = async (): Promise<void> => {
    this.#olderFailed = false;
    try {
      await this.#readBefore(this.#purchases?.at(-1)?.entryId ?? null);
    } catch {
      this.#olderFailed = true;
      this.host.requestUpdate();
    }
  };

  /** One more page; points at the first of it that can be chosen. */
  async #readBefore(beforeId: string | null): Promise<void> {
    const { visit, desk } = this.host;
    const { purchases, more } = await desk.callables.call("list_purchases", {
      clinic_id: desk.documents.clinicId,
      location_id: desk.location.locationId,
      patient_id: visit.patient.patient_id,
      visit_id: visit.visit_id,
      before_id: beforeId,
    });
    const page = purchases.map(pastPurchase);
    this.#hasOlder = more;
    this.#purchases = [...(this.#purchases ?? []), ...page];
    this.#entryId = page.find((each) => this.#why(each) === "")?.entryId ?? this.#entryId;
    this.host.requestUpdate();
    this.choosing.pointed();
  }

  #why(purchase: PastPurchase): string {
    return this.choosing.why(purchase);
  }
}

/** The moment when a purchase was recorded, in the clinic's own time. */
export function dayOf({ recordedAt }: PastPurchase, { locale, timeZone }: Clinic): string {
  return formatMoment(recordedAt, locale, timeZone);
}

function warned(problem: string): TemplateResult {
  return html`<p class="problem" role="alert">${icons.refused}<span>${problem}</span></p>`;
}
