/** The sheet where a purchase rung to the wrong patient is moved: which one, and then the code of whoever paid it. */

import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { CheckedIn, CheckIn } from "../../shared/api/contracts.gen";
import { askAgain, Refused } from "../../shared/api/outcome";
import { icons } from "../../shared/ui/icons";
import { reassign } from "../acts/ledger-acts";
import { boundText, refusalText } from "../acts/refusals";
import { visitWords } from "../acts/visit-words";
import { actWords } from "../acts/words";
import { type PastPurchase, unmovable } from "../purchase/past-purchases";
import type { CodeSeen } from "../scan/camera-view";
import { deskWords } from "../words";
import { dayOf, PurchaseChoice } from "./purchase-choice";
import { ActTyped, LONGEST_TEXT, VisitSheet } from "./sheet";
import { sheetWords } from "./words";
import "../scan/camera-view";

const reassignWords = {
  nothingMovable: "No purchase of this patient here can be moved.",
  moveOf: (money: string, day: string) => `Move ${money}, ${day}`,
  scanBuyer: "Now scan the code of the patient who paid.",
  checkingBuyer: "Checking the code…",
  fromTo: (from: string, to: string) => `From ${from} to ${to}.`,
  scanBuyerFirst: "Scan the code of the patient who paid first.",
  askAboutBuyer: "No answer came to the scan. Ask again: the code can be checked in once only.",
  moveTo: (name: string) => `Move to ${name}`,
  unmovable: {
    "purchase-closed": "closed",
    "reassign-paid-from-account": "points or wallet money paid a part",
    "purchase-partly-refunded": "partly refunded",
  } as Readonly<Record<string, string>>,
  readsThis: (name: string) => `${name} reads this.`,
} as const;

/** Whose code was scanned: nobody's yet, one that is being asked about, or that led nowhere. */
type Buyer = CheckedIn["patient"] | "nobody" | "checking" | { refused: string } | "unanswered";

@customElement("reassign-sheet")
export class ReassignSheet extends VisitSheet {
  static override styles = [
    ...[VisitSheet.styles].flat(),
    css`
      .buyer {
        display: grid;
        gap: var(--space-4);
        justify-items: start;
      }
      .buyer p {
        display: flex;
        gap: var(--space-3);
      }
      camera-view {
        width: 100%;
      }
    `,
  ];

  @state() private chosen: PastPurchase | null = null;
  @state() private buyer: Buyer = "nobody";
  @state() private reason = "";
  @state() private camera = false;
  #checkIn: CheckIn | null = null;

  readonly #choice = new PurchaseChoice(this, {
    why: (purchase) => reassignWords.unmovable[unmovable(purchase) ?? ""] ?? "",
    none: reassignWords.nothingMovable,
    pointed: () => this.focusOn("input:checked"),
  });

  override firstUpdated(): void {
    super.firstUpdated();
    void this.#choice.read();
  }

  /** Once a purchase is chosen a scan says whose it is; the same code again is the same scan. */
  override takes(text: string): boolean {
    if (!this.chosen) return false;
    if (this.buyer === "checking" || this.#checkIn?.code === text) return true;
    const { clinic_id } = this.visit;
    this.#checkIn = {
      request_id: crypto.randomUUID(),
      clinic_id,
      location_id: this.desk.location.locationId,
      code: text,
    };
    void this.#askBuyer(this.#checkIn);
    return true;
  }

  override render(): TemplateResult {
    const { visit } = this;
    const { location } = this.desk;
    if (this.chosen) return this.#moving(this.chosen);
    return this.frame(
      this.head(visitWords.reassign, sheetWords.whichPurchase(visit.patient.name, location.name)),
      this.#choice.render(),
      this.actions(
        this.#choice.chosen
          ? html`<button type="submit" class="primary">${sheetWords.choose} <kbd>Enter</kbd></button>`
          : nothing,
      ),
    );
  }

  #moving(purchase: PastPurchase): TemplateResult {
    const name = this.#name;
    return this.frame(
      this.head(reassignWords.moveOf(this.money(purchase.amountMinor), dayOf(purchase, this.desk.clinic))),
      html`<section class="buyer" aria-live="polite">${this.#toWhom()}</section>`,
      html`<fieldset class="fields" ?disabled=${this.pending !== null}>
        <legend class="unseen">${visitWords.reassign}</legend>
        ${this.field({
          name: "reason",
          label: sheetWords.reason,
          value: this.reason,
          longest: LONGEST_TEXT,
          hint: reassignWords.readsThis(this.visit.patient.name),
          whole: true,
        })}
      </fieldset>`,
      this.told("reassignment"),
      this.actions(
        html`<button type="submit" class="primary">${name ? reassignWords.moveTo(name) : visitWords.reassign} <kbd>Enter</kbd></button>`,
        html`<button type="button" class="plain" @click=${this.#back}>${sheetWords.back}</button>`,
      ),
    );
  }

  #toWhom(): TemplateResult {
    const { buyer } = this;
    if (buyer === "checking") return html`<p>${reassignWords.checkingBuyer}</p>`;
    if (this.#name)
      return html`<p>${icons.check}<span>${reassignWords.fromTo(this.visit.patient.name, this.#name)}</span></p>`;
    if (buyer === "unanswered") {
      return html`${this.warned(reassignWords.askAboutBuyer)}
        <button type="button" class="outline" @click=${() => this.#checkIn && void this.#askBuyer(this.#checkIn)}>${actWords.askAgain}</button>`;
    }
    if (this.camera) return html`<camera-view @code-seen=${this.#seen} @close=${this.#toggleCamera}></camera-view>`;
    return html`${typeof buyer === "object" && "refused" in buyer ? this.warned(buyer.refused) : nothing}
      <p>${icons.code}<span>${reassignWords.scanBuyer}</span></p>
      <button type="button" class="outline" @click=${this.#toggleCamera}>${icons.camera} ${deskWords.useCamera}</button>`;
  }

  /** The name of the patient who paid, once it is known. */
  get #name(): string {
    return typeof this.buyer === "object" && "name" in this.buyer ? this.buyer.name : "";
  }

  protected override type(_: string, text: string): void {
    this.reason = text;
  }

  protected override submit(): void {
    const { chosen } = this.#choice;
    if (this.chosen) this.#send(this.chosen);
    else if (chosen) {
      this.chosen = chosen;
      this.focusOn("#reason");
    }
  }

  #send({ entryId }: PastPurchase): void {
    const { buyer } = this;
    if (typeof buyer !== "object" || !("patient_id" in buyer)) {
      this.refuse("reason", reassignWords.scanBuyerFirst);
      return;
    }
    const text = this.reason.trim();
    if (text === "") {
      this.refuse("reason", sheetWords.reasonMissing);
      return;
    }
    const more = { purchase_id: entryId, to_patient_id: buyer.patient_id, text };
    const act = reassign(this.desk.callables, more, buyer.name, this.format.locale);
    this.dispatchEvent(new ActTyped((checkout) => checkout.act(act)));
  }

  async #askBuyer(body: CheckIn): Promise<void> {
    [this.buyer, this.camera, this.wrong] = ["checking", false, null];
    try {
      const { patient } = await askAgain(() => this.desk.callables.call("check_in", body));
      const isSame = patient.patient_id === this.visit.patient.patient_id;
      this.buyer = isSame ? { refused: boundText({ code: "same-patient", details: {} }, this.desk) } : patient;
    } catch (error) {
      this.buyer = error instanceof Refused ? { refused: refusalText(error, this.desk) } : "unanswered";
    }
    this.focusOn("#reason");
  }

  readonly #seen = ({ text }: CodeSeen): boolean => this.takes(text);

  readonly #toggleCamera = (): void => {
    this.camera = !this.camera;
  };

  readonly #back = (): void => {
    [this.chosen, this.buyer, this.wrong, this.#checkIn] = [null, "nobody", null, null];
    this.focusOn("input:checked");
  };
}
