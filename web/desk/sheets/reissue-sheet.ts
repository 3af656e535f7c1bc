/** The sheet where a manager gives expired points a new life: which of them, how many, and why. */

import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { ExpiredPoints } from "../../shared/api/contracts.gen";
import { words } from "../../shared/language/words.en";
import { formatDay } from "../../shared/points/dates";
import type { Bound } from "../../shared/points/redemption";
import { reissue } from "../acts/ledger-acts";
import { boundText } from "../acts/refusals";
import { visitWords } from "../acts/visit-words";
import { parsePoints } from "../purchase/purchase";
import { purchaseWords } from "../purchase/words";
import { ActTyped, LONGEST_TEXT, VisitSheet } from "./sheet";
import { sheetWords } from "./words";

const reissueWords = {
  whichExpired: (name: string) => `Points of ${name} whose last day is over`,
  noneExpired: "No points of this patient can be given a new life.",
  expiriesUnread: "The expired points could not be read. Close this and open it again.",
  expiredOn: (day: string) => `Last day ${day}`,
  pointsToRevive: "Points to give a new life",
  revived: "given a new life",
  revivedSoFar: (points: string) => `${points} given a new life so far`,
  revive: "Give a new life",
} as const;

@customElement("reissue-sheet")
export class ReissueSheet extends VisitSheet {
  /** undefined: not read yet; null: they could not be read */
  @state() private expired: readonly ExpiredPoints[] | null | undefined;
  @state() private expiryId = "";
  @state() private typed = { points: "", reason: "" };

  override firstUpdated(): void {
    super.firstUpdated();
    void this.#read();
  }

  override render(): TemplateResult {
    const isThere = this.#chosen !== undefined;
    return this.frame(
      this.head(visitWords.reissue, reissueWords.whichExpired(this.visit.patient.name)),
      this.#list(),
      isThere ? this.#fields() : nothing,
      this.told("reissue"),
      this.actions(
        isThere
          ? html`<button type="submit" class="primary">${reissueWords.revive} <kbd>Enter</kbd></button>`
          : nothing,
      ),
    );
  }

  #list(): TemplateResult {
    if (this.expired === undefined) return html`<p class="quiet">${words.loading}…</p>`;
    if (this.expired === null) return this.warned(reissueWords.expiriesUnread);
    if (!this.#chosen) return html`<p role="status">${reissueWords.noneExpired}</p>`;
    return html`<fieldset class="choices" ?disabled=${this.pending !== null}>
      <legend class="unseen">${reissueWords.whichExpired(this.visit.patient.name)}</legend>
      ${this.expired.map((each) => this.#row(each))}
    </fieldset>`;
  }

  #row({ expiry_id: expiryId, points, left_points: leftPoints, expired_on: expiredOn }: ExpiredPoints): TemplateResult {
    const revived = points - leftPoints;
    const soFar =
      leftPoints === 0 ? reissueWords.revived : revived > 0 ? reissueWords.revivedSoFar(this.points(revived)) : "";
    return html`<label>
      <input type="radio" name="expired" .checked=${expiryId === this.expiryId} ?disabled=${leftPoints === 0}
        @change=${() => this.#point(expiryId)}>
      <span><span class="name">${this.points(points)} ${words.points}</span><br>
        <span class="small">${reissueWords.expiredOn(formatDay(expiredOn, this.desk.clinic.locale, false))}</span></span>
      <span class="figures small">${soFar}</span>
    </label>`;
  }

  #fields(): TemplateResult {
    return html`<fieldset class="fields" ?disabled=${this.pending !== null}>
      <legend class="unseen">${visitWords.reissue}</legend>
      ${this.field({ name: "points", label: reissueWords.pointsToRevive, value: this.typed.points, mode: "numeric", whole: true })}
      ${this.field({
        name: "reason",
        label: sheetWords.reason,
        value: this.typed.reason,
        longest: LONGEST_TEXT,
        hint: sheetWords.reasonHint,
        whole: true,
      })}
    </fieldset>`;
  }

  protected override type(field: string, text: string): void {
    this.typed = { ...this.typed, [field]: text };
  }

  /** All that is left of it, unless fewer are typed. */
  #point(expiryId: string): void {
    this.expiryId = expiryId;
    this.typed = { ...this.typed, points: String(this.#chosen?.left_points ?? "") };
    this.wrong = null;
  }

  get #chosen(): ExpiredPoints | undefined {
    return this.expired?.find(({ expiry_id: id }) => id === this.expiryId);
  }

  protected override submit(): void {
    const chosen = this.#chosen;
    if (!chosen) return;
    const read = parsePoints(this.typed.points, this.format);
    if ("problem" in read) {
      this.refuse("points", purchaseWords.typePoints);
      return;
    }
    const { left_points, expiry_id } = chosen;
    if (read.points > left_points) {
      const bound: Bound = { code: "not-expired", details: { asked_points: read.points, left_points } };
      this.refuse("points", boundText(bound, this.desk));
      return;
    }
    const text = this.typed.reason.trim();
    if (text === "") {
      this.refuse("reason", sheetWords.reasonMissing);
      return;
    }
    const act = reissue(this.desk.callables, { expiry_id, points: read.points, text });
    this.dispatchEvent(new ActTyped((checkout) => checkout.act(act)));
  }

  async #read(): Promise<void> {
    const { visit, desk } = this;
    try {
      const { expired } = await desk.callables.call("list_expired_points", {
        clinic_id: desk.documents.clinicId,
        location_id: desk.location.locationId,
        patient_id: visit.patient.patient_id,
        visit_id: visit.visit_id,
      });
      this.expired = expired;
      this.#point(expired.find(({ left_points: left }) => left > 0)?.expiry_id ?? "");
      this.focusOn(this.#chosen ? "input:checked" : "button");
    } catch {
      this.expired = null;
    }
  }
}
