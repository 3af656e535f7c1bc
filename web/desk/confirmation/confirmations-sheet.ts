/** The sheet of what waits for a second person, who answers at a screen of their own: uses of points, acts beyond a bound. */
import { css, html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { RequestApproval, WaitingApproval, WaitingConfirmation } from "../../shared/api/contracts.gen";
import { formatMoment } from "../../shared/points/dates";
import { formatMoney, formatPoints } from "../../shared/points/money";
import type { DeskBody } from "../acts/act";
import { boundText } from "../acts/refusals";
import { namesOf } from "../firestore/queries";
import { WaitingSheet } from "../sheets/waiting-sheet";
import { DECIDING } from "../station";

const confirmationsWords = {
  title: "A second person’s yes",
  text: "Points and wallet money: no code was shown, so say yes only if you know who is standing there. Other acts: more than one person may do alone in a day, and done with your yes.",
  forManagers: "Managers answer these, each at a screen of their own.",
  list: "Questions",
  none: "Nobody waits for a yes.",
  unread: "The questions could not be read. Close this and open it again.",
  aPatient: "A patient",
  somebody: "Somebody",
  you: "you",
  points: (points: string, money: string) => `${points} points, worth ${money}`,
  wallet: (money: string) => `${money} from the wallet`,
  askedBy: (name: string, when: string) => `Asked by ${name}, ${when}`,
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
export class ConfirmationsSheet extends WaitingSheet<Waiting, Decision, Decided> {
  static override styles = [
    ...WaitingSheet.styles,
    css`
      .choices > label {
        display: grid;
        gap: var(--space-1);
        justify-content: stretch;
        text-align: start;
      }
    `,
  ];

  @state() private names: ReadonlyMap<string, string> = new Map();
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
      this.head(confirmationsWords.title, this.#mayAnswer ? confirmationsWords.text : confirmationsWords.forManagers),
      this.news(),
      this.list({ name: confirmationsWords.list, none: confirmationsWords.none, unread: confirmationsWords.unread }),
      this.told("decision"),
      this.actions(...this.#answers()),
    );
  }

  protected override row(one: Waiting): TemplateResult {
    return html`<span class="name">${nameOf(one)}</span>
      <span class="figures">${this.#what(one)}</span>
      <span class="small quiet">${this.#askedBy(one)}</span>`;
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

  #askedBy({ requested_by: uid, requested_at: at }: Waiting): string {
    const { locale, timeZone } = this.desk.clinic;
    const isMine = uid === this.desk.uid;
    const name = isMine ? confirmationsWords.you : (this.names.get(`staff/${uid}`) ?? confirmationsWords.somebody);
    return confirmationsWords.askedBy(name, formatMoment(new Date(at), locale, timeZone));
  }

  #answers(): TemplateResult[] {
    if (!this.chosen) return [];
    return [
      html`<button type="submit" class="primary">${confirmationsWords.yes} <kbd>Enter</kbd></button>`,
      html`<button type="button" class="outline" @click=${() => this.#say(false)}>${confirmationsWords.no} <kbd>Del</kbd></button>`,
    ];
  }

  protected override type(): void {}

  protected override submit(): void {
    this.#say(true);
  }

  /** Delete says no: a key that no scanner sends. */
  protected override key(event: KeyboardEvent): void {
    super.key(event);
    if (event.key === "Delete" && !this.pending) this.#say(false);
  }

  get #mayAnswer(): boolean {
    return DECIDING.has(this.desk.staff.role);
  }

  protected override idOf(one: Waiting): string {
    return "approval_id" in one ? one.approval_id : one.confirmation_id;
  }

  /** Whoever asked is told at once that somebody else must answer; the server would say no more. */
  #say(approve: boolean): void {
    const { chosen } = this;
    if (!chosen || this.pending) return;
    if (chosen.requested_by === this.desk.uid) {
      this.problem = boundText({ code: "second-person-required", details: {} }, this.desk);
      return;
    }
    const { callables, documents, location } = this.desk;
    const place = {
      clinic_id: documents.clinicId,
      location_id: location.locationId,
      patient_id: chosen.patient_id,
      approve,
    };
    this.decide(chosen, { request_id: this.desk.tools.newId(), ...place }, async () => {
      if ("approval_id" in chosen) {
        const { status } = await callables.call("decide_approval", { ...place, approval_id: chosen.approval_id });
        return { yes: status === "approved" };
      }
      const asked = { ...place, confirmation_id: chosen.confirmation_id };
      const { answer } = await callables.call("decide_confirmation", asked);
      return { yes: answer !== "declined" };
    });
  }

  protected override said(one: Waiting, { yes }: Decided): string {
    return confirmationsWords.said[yes ? "approved" : "declined"](nameOf(one));
  }

  protected override async read(): Promise<void> {
    const { callables, documents, location } = this.desk;
    if (!this.#mayAnswer) {
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

function nameOf({ patient_name: name }: Waiting): string {
  return name || confirmationsWords.aPatient;
}
