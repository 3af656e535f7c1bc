/** The sheet of what waits for a second person, who answers at a screen of their own: uses of points, acts beyond a bound. */
import { css, html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { RequestApproval, WaitingApproval, WaitingConfirmation } from "../../shared/api/contracts.gen";
import { formatMoney, formatPoints } from "../../shared/points/money";
import type { DeskBody } from "../acts/act";
import { namesOf } from "../firestore/queries";
import { type AskedOf, DecidingSheet } from "./deciding-sheet";

const confirmationsWords = {
  title: "A second person’s yes",
  text: "Points and wallet money: no code was shown, so say yes only if you know who is standing there. Other acts: more than one person may do alone in a day, and done with your yes.",
  forManagers: "Managers answer these, each at a screen of their own.",
  list: "Questions",
  none: "Nobody waits for a yes.",
  unread: "The questions could not be read. Close this and open it again.",
  points: (points: string, money: string) => `${points} points, worth ${money}`,
  wallet: (money: string) => `${money} from the wallet`,
  acts: {
    record_purchase: "Purchase",
    add_to_wallet: "Paid into the wallet",
    refund_purchase: "Refund",
    change_membership: "Membership that nobody paid",
  } as Readonly<Record<string, string>> & Readonly<Record<RequestApproval["act"], string>>,
  yes: "Yes",
  no: "No",
  said: { approved: (name: string) => `${name}: yes.`, declined: (name: string) => `${name}: no. Nothing is done.` },
} as const;

/** Milliseconds from one look to the next while the sheet is open. */
const LOOK = 5_000;

type Waiting = WaitingConfirmation | WaitingApproval;
type Decision = DeskBody & { approve: boolean };
interface Decided {
  yes: boolean;
}

@customElement("confirmations-sheet")
export class ConfirmationsSheet extends DecidingSheet<Waiting, Decision, Decided> {
  static override styles = [
    ...DecidingSheet.styles,
    css`
      .choices > label {
        display: grid;
        gap: var(--space-1);
        justify-content: stretch;
        text-align: start;
      }
    `,
  ];

  #timer = 0;

  override firstUpdated(): void {
    super.firstUpdated();
    this.#timer = window.setInterval(() => void (this.pending || this.read()), LOOK);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override render(): TemplateResult {
    return this.frame(
      this.head(confirmationsWords.title, this.mayDecide ? confirmationsWords.text : confirmationsWords.forManagers),
      this.news(),
      this.list({ name: confirmationsWords.list, none: confirmationsWords.none, unread: confirmationsWords.unread }),
      this.told("decision"),
      this.actions(...this.#answers()),
    );
  }

  protected override row(one: Waiting): TemplateResult {
    return html`<span class="name">${this.patientOf(one)}</span>
      <span class="figures">${this.#what(one)}</span>
      <span class="small quiet">${this.askedBy(one)}</span>`;
  }

  #what(one: Waiting): string {
    if ("approval_id" in one) {
      const act = confirmationsWords.acts[one.act] ?? one.act;
      return one.amount_minor > 0 ? `${act}, ${formatMoney(one.amount_minor, this.format)}` : act;
    }
    const { points, worth_minor: worth, wallet_minor: wallet } = one;
    const used = [];
    if (points > 0) {
      used.push(confirmationsWords.points(formatPoints(points, this.format.locale), formatMoney(worth, this.format)));
    }
    if (wallet > 0) used.push(confirmationsWords.wallet(formatMoney(wallet, this.format)));
    return used.join(" · ");
  }

  protected override askedOf(one: Waiting): AskedOf {
    const at = new Date(one.requested_at);
    return { by: one.requested_by, at, patientId: one.patient_id, patientName: one.patient_name };
  }

  #answers(): TemplateResult[] {
    if (!this.chosen) return [];
    return [
      html`<button type="submit" class="primary">${confirmationsWords.yes} <kbd>Enter</kbd></button>`,
      html`<button type="button" class="outline" @click=${() => this.say(false)}>${confirmationsWords.no} <kbd>Del</kbd></button>`,
    ];
  }

  protected override idOf(one: Waiting): string {
    return "approval_id" in one ? one.approval_id : one.confirmation_id;
  }

  protected override ask(one: Waiting, of: DeskBody, approve: boolean): void {
    this.decide(one, { ...of, approve }, async ({ request_id: _, ...it }) => {
      if ("approval_id" in one) {
        const { status } = await this.desk.callables.call("decide_approval", { ...it, approval_id: one.approval_id });
        return { yes: status === "approved" };
      }
      const asked = { ...it, confirmation_id: one.confirmation_id };
      const { answer } = await this.desk.callables.call("decide_confirmation", asked);
      return { yes: answer !== "declined" };
    });
  }

  protected override said(one: Waiting, { yes }: Decided): string {
    return confirmationsWords.said[yes ? "approved" : "declined"](this.patientOf(one));
  }

  protected override async read(): Promise<void> {
    const { callables, documents, location } = this.desk;
    if (!this.mayDecide) {
      this.show([]);
      return;
    }
    try {
      const { confirmations, approvals } = await callables.call("list_confirmations", {
        clinic_id: documents.clinicId,
        location_id: location.locationId,
      });
      const waiting = [...confirmations, ...(approvals ?? [])];
      this.names = await namesOf(
        documents,
        waiting.map(({ requested_by: uid }) => `staff/${uid}`),
      );
      this.show(waiting);
    } catch {
      if (!this.items) this.items = null;
    }
  }
}
