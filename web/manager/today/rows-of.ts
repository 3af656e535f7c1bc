/** The rows of the clinic's own kinds of things that wait: corrections, second yeses, releases, old requests. */
import type { WaitingAdjustment, WaitingApproval, WaitingConfirmation } from "../../shared/api/contracts.gen";
import type { Location } from "../../shared/api/documents";
import { formatMoment } from "../../shared/points/dates";
import { formatMoney, formatPoints, moneyFormat } from "../../shared/points/money";
import type { Release } from "../firestore/program-documents";
import type { ManagerContext } from "../manager-context";
import { rules } from "../rules/rule";
import { addressOf } from "../shell/address";
import type { Decision, Row } from "./rows";
import { actWords, todayWords } from "./words";

const DESK = "/desk";

/** "Data entry" of `data-entry`. */
function reasonWords(reason: string): string {
  const words = reason.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The rows for one person, who decides on nothing that they asked for themselves. */
export class RowsOf {
  constructor(private readonly manager: ManagerContext) {}

  adjustment(one: WaitingAdjustment): Row {
    const { adjustment_id: id, patient_id, points, patient_name: name, reason, text, private_note: note } = one;
    const what = todayWords.pointsFor(this.#signed(points), name);
    const said = [reasonWords(reason), this.#asked(one.requested_by, one.requested_at, one.requested_by_name)];
    const at = { ...this.#here, patient_id, adjustment_id: id };
    return this.#decided({
      id,
      title: what,
      facts: [...said, todayWords.quoted(text), ...(note ? [todayWords.quoted(note)] : [])],
      own: one.requested_by,
      sure: todayWords.sureApprove(this.#signed(points)),
      ask: (approve, request_id) => this.manager.counter.call("decide_adjustment", { ...at, request_id, approve }),
    });
  }

  confirmation(one: WaitingConfirmation, location_id: string): Row {
    const { confirmation_id, patient_id, patient_name: name, points, worth_minor: worth, wallet_minor: wallet } = one;
    const parts = [
      ...(points > 0 ? [todayWords.worth(this.#points(points), this.#money(worth))] : []),
      ...(wallet > 0 ? [todayWords.fromWallet(this.#money(wallet))] : []),
    ];
    const at = { clinic_id: this.#clinicId, location_id, patient_id, confirmation_id };
    return this.#decided({
      id: confirmation_id,
      title: todayWords.useOf(parts.join(", "), name),
      facts: [this.#asked(one.requested_by, one.requested_at), todayWords.noCode],
      own: one.requested_by,
      sure: todayWords.sureApprove(parts.join(", ")),
      ask: (approve) => this.manager.counter.call("decide_confirmation", { ...at, approve }),
    });
  }

  approval(one: WaitingApproval, location_id: string): Row {
    const { approval_id, patient_id, patient_name: name, amount_minor: amount } = one;
    const act = actWords[one.act] ?? one.act;
    const at = { clinic_id: this.#clinicId, location_id, patient_id, approval_id };
    return this.#decided({
      id: approval_id,
      title: amount > 0 ? todayWords.beyond(act, this.#money(amount), name) : todayWords.unpaid(act, name),
      facts: [this.#asked(one.requested_by, one.requested_at), todayWords.beyondText],
      own: one.requested_by,
      sure: todayWords.sureApprove(amount > 0 ? this.#money(amount) : todayWords.approve.toLowerCase()),
      ask: (approve) => this.manager.counter.call("decide_approval", { ...at, approve }),
    });
  }

  release(one: Release): Row {
    const { releaseId: release_id, rule, note, state, asked_by: by, effective_at: at, of_owner: ofOwner } = one;
    const { title } = rules[rule];
    const ask = (action: "agree" | "cancel") => (request_id: string) =>
      this.manager.office.call("manage_rule", { request_id, clinic_id: this.#clinicId, action, release_id });
    const agree: Decision = {
      isYes: true,
      word: todayWords.agree,
      sure: todayWords.sureAgree,
      done: todayWords.agreed(title),
      ask: ask("agree"),
    };
    const cancel: Decision = {
      isYes: false,
      word: todayWords.cancel,
      sure: todayWords.sureCancel,
      done: todayWords.canceled(title),
      ask: ask("cancel"),
    };
    const setAside: Decision = {
      isYes: false,
      word: todayWords.setAside,
      sure: todayWords.sureSetAside,
      done: todayWords.isSetAside(title),
      ask: ask("cancel"),
    };
    const isStale = state === "stale";
    const when = at ? todayWords.releaseFrom(this.#moment(at)) : todayWords.releaseNow;
    const isOwn = by === this.manager.uid;
    const mayAgree = state === "waiting" && !isOwn;
    return {
      id: release_id,
      title: todayWords.release(title),
      facts: [
        isStale ? todayWords.stale[one.stale_because ?? "rule-changed"] : when,
        ...(state === "waiting" && ofOwner ? [todayWords.ofOwner] : []),
        this.#asked(by, one.asked_at),
        todayWords.quoted(note),
      ],
      decisions: isStale ? [setAside] : mayAgree ? [agree, cancel] : [cancel],
      note: state === "waiting" && isOwn ? todayWords.ownRelease : "",
      way: { address: addressOf("program", rule), word: todayWords.look },
    };
  }

  requests({ locationId, name }: Location, count: number): Row {
    const way = { address: DESK, word: todayWords.openDesk };
    return {
      id: `requests-${locationId}`,
      title: todayWords.requests(count, name),
      facts: [],
      decisions: [],
      note: "",
      way,
    };
  }

  #decided(of: {
    id: string;
    title: string;
    facts: readonly string[];
    own: string;
    sure: string;
    ask: (approve: boolean, requestId: string) => Promise<unknown>;
  }): Row {
    const { id, title, facts, ask } = of;
    const isOwn = of.own === this.manager.uid;
    const yes: Decision = {
      isYes: true,
      word: todayWords.approve,
      sure: of.sure,
      done: todayWords.approved(title),
      ask: (requestId) => ask(true, requestId),
    };
    const no: Decision = {
      isYes: false,
      word: todayWords.decline,
      sure: todayWords.sureDecline,
      done: todayWords.declined(title),
      ask: (requestId) => ask(false, requestId),
    };
    return { id, title, facts, decisions: isOwn ? [] : [yes, no], note: isOwn ? todayWords.ownRequest : "", way: null };
  }

  /** The desk of a call that is about no place: one where the manager works. */
  get #here(): { clinic_id: string; location_id: string } {
    return { clinic_id: this.#clinicId, location_id: this.manager.staff.locationIds[0] ?? "" };
  }

  get #clinicId(): string {
    return this.manager.documents.clinicId;
  }

  #asked(uid: string, at: string | Date, name = this.manager.names.get(uid)): string {
    return todayWords.askedBy(name || todayWords.somebody, this.#moment(new Date(at)));
  }

  #moment(at: Date): string {
    const { locale, timeZone } = this.manager.clinic;
    return formatMoment(at, locale, timeZone);
  }

  #money(minor: number): string {
    const { currency, locale } = this.manager.clinic;
    return formatMoney(minor, moneyFormat(currency, locale));
  }

  #points(points: number): string {
    return formatPoints(points, this.manager.clinic.locale);
  }

  #signed(points: number): string {
    return new Intl.NumberFormat(this.manager.clinic.locale, { signDisplay: "always" }).format(points);
  }
}
