/** The course of one checkout after another: scan, check-in, what is done at the visit, its receipt, and undoing it. */

import type { CheckedIn, Movement, Receipt, RecordPurchase, Tender } from "../../shared/api/contracts.gen";
import { askAgain, type Refused, Unanswered } from "../../shared/api/outcome";
import { isSame } from "../purchase/purchase";
import type { DeskBody } from "./act";
import { Act, type ActState, type ActTools, type Asking, asOutcome, type Pending } from "./act";
import { after, type DoneAct } from "./visit-after";
import { actWords } from "./words";

/** The kinds of acts at a visit. */
export type Doing =
  | "purchase"
  | "redemption"
  | "refund"
  | "undo"
  | "adjustment"
  | "reassignment"
  | "reissue"
  | "membership"
  | "treatment"
  | "reversal";

export type Stage =
  | { name: "ready"; trouble: Trouble | null }
  | { name: "checking" }
  /** the patient is there; `refused` is what the last act came to, `done` what is said of one that went through */
  | { name: "visit"; visit: CheckedIn; refused: RefusedAct | null; done: DoneAct | null }
  /** an act is on its way, or its outcome is not known */
  | { name: "acting"; doing: Doing; visit: CheckedIn; pending: Pending }
  | { name: "receipt"; visit: CheckedIn; receipt: Receipt; refused: RefusedAct | null };

export interface RefusedAct {
  doing: Doing;
  cause: Refused;
}

/** An act of a sheet at the visit that is there: who is asked for what, and how the visit stands after it. */
export interface SheetAct<Body extends DeskBody, Answer> extends Asking<Body, Answer> {
  doing: Doing;
  /** what it names besides the desk and the patient */
  more: Omit<Body, keyof DeskBody>;
  after: (visit: CheckedIn, answer: Answer) => { visit: CheckedIn; done: DoneAct };
}

/** Why a scan led nowhere, and whether asking again may help. */
export interface Trouble {
  cause: Refused | Unanswered;
  mayRetry: boolean;
}

/** The last act, while it can be taken back with one key; `visit` is as it was before it. */
export interface Undoable {
  kind: "purchase" | "redemption";
  entryId: string;
  visit: CheckedIn;
  /** what it was, in points: credited above zero, used below */
  points: number;
  /** by the tools' clock */
  until: number;
}

export interface Desk {
  clinicId: string;
  locationId: string;
}

export interface Signals {
  credited(): void;
  refused(): void;
}

export interface Tools extends ActTools {
  signals: Signals;
}

/** Asks for a visit to be opened: asked again, it is the very same request. */
export type Opening = () => Promise<CheckedIn>;

/** Milliseconds within which the same code again is the same scan: scanners and cameras stutter. */
const STUTTER = 2_000;
/** The acts that may change the tier, without an answer that says all that follows from it. */
const RETIERING: ReadonlySet<Doing> = new Set(["refund", "reassignment", "membership", "treatment", "reversal"]);
/** Milliseconds for which one key takes the last act back. */
const UNDO = 120_000;

export class Checkout extends EventTarget {
  #stage: Stage;
  #lastScan = { text: "", at: Number.NEGATIVE_INFINITY };
  #opening: Opening | null = null;
  /** what opened the last visit */
  #opened: { visitId: string; ask: Opening } | null = null;
  #purchase: RecordPurchase | null = null;
  #act: { run: () => Promise<void>; stop: () => void } | null = null;
  #undoable: Undoable | null = null;

  constructor(
    private readonly desk: Desk,
    private readonly tools: Tools,
    stage: Stage = { name: "ready", trouble: null },
  ) {
    super();
    this.#stage = stage;
  }

  get stage(): Stage {
    return this.#stage;
  }

  /** True while a scan would have to wait: an act is on its way, or its outcome is not known. */
  get isHeld(): boolean {
    return this.#stage.name === "acting";
  }

  /** The act that one key would take back here and now; never the act of another patient than the one who is there. */
  get undoable(): Undoable | null {
    const { stage } = this;
    if (!this.#undoable || this.tools.now() >= this.#undoable.until) return null;
    const isTheirs = "visit" in stage && stage.visit.visit_id === this.#undoable.visit.visit_id;
    return stage.name === "ready" || (isTheirs && stage.name !== "acting") ? this.#undoable : null;
  }

  /** Takes a scanned text from any stage but a held one; answers whether it did. A stutter of the last scan is swallowed. */
  scan(text: string): boolean {
    const now = this.tools.now();
    const isStutter = text.toUpperCase() === this.#lastScan.text && now - this.#lastScan.at < STUTTER;
    if (isStutter) {
      this.#lastScan.at = now;
      return true;
    }
    if (this.isHeld) return false;
    this.#lastScan = { text: text.toUpperCase(), at: now };
    const { clinicId, locationId } = this.desk;
    const body = { request_id: this.tools.newId(), clinic_id: clinicId, location_id: locationId, code: text };
    this.open(() => this.tools.callables.call("check_in", body));
    return true;
  }

  /** Opens a visit, from any stage but a held one. */
  open(ask: Opening): void {
    if (this.isHeld) return;
    this.#opening = ask;
    void this.#open(ask);
  }

  /** Asks again to open the last visit, with the request id that had. */
  retryScan(): void {
    if (this.#opening) this.open(this.#opening);
  }

  /** Records what was paid. The very same again, after a warning that it may be a duplicate, says that it is meant. */
  record(tenders: Tender[], receiptNumber: string | null = null): void {
    if (this.#stage.name !== "visit") return;
    const { visit, refused } = this.#stage;
    const typed = { tenders, receipt_number: receiptNumber };
    const isMeant = refused?.cause.code === "possible-duplicate" && isSame(typed, this.#purchase);
    const body: RecordPurchase =
      isMeant && this.#purchase
        ? { ...this.#purchase, confirmed_duplicate: true }
        : { ...this.#body(visit), visit_id: visit.visit_id, ...typed, service_ids: [], confirmed_duplicate: false };
    this.#purchase = body;
    const ask = (it: RecordPurchase): Promise<Receipt> => this.tools.callables.call("record_purchase", it);
    this.#begin("purchase", visit, body, { ask }, (receipt) => {
      this.#remember("purchase", visit, receipt.entry_id, receipt.points);
      this.#enter({ name: "receipt", visit, receipt, refused: null });
    });
  }

  /** Uses points off a bill that is settled elsewhere. */
  redeemPoints(points: number, billMinor: number): void {
    const { callables } = this.tools;
    this.#redeem({ points, bill_minor: billMinor }, (body) => callables.call("redeem_points", body));
  }

  redeemReward(rewardId: string): void {
    const { callables } = this.tools;
    this.#redeem({ reward_id: rewardId }, (body) => callables.call("redeem_reward", body));
  }

  /** Does what a sheet asks for. What it undoes cannot be taken back by one key any more. */
  act<Body extends DeskBody, Answer>({ doing, more, after, ...asking }: SheetAct<Body, Answer>): void {
    if (this.#stage.name !== "visit") return;
    const { visit } = this.#stage;
    const body = { ...this.#body(visit), ...more } as Body;
    this.#begin(doing, visit, body, asking, (answer) => {
      const last = this.#undoable;
      if (last && Object.values(more).includes(last.entryId)) this.#undoable = null;
      const { visit: left, done } = after(visit, answer);
      const enter = (now: CheckedIn): void => this.#enter({ name: "visit", visit: now, refused: null, done });
      if (RETIERING.has(doing) && left.patient.tier_id) void this.#asItStands(left).then(enter);
      else enter(left);
    });
  }

  /** Takes the last act back, while that is offered. */
  undo(): void {
    const last = this.undoable;
    if (!last) return;
    const { callables } = this.tools;
    const body = { ...this.#body(last.visit), text: actWords.undoReason };
    const done = (movement: Movement): void => {
      this.#undoable = null;
      this.#enter({ name: "visit", refused: null, ...after(last.visit, movement) });
    };
    if (last.kind === "purchase") {
      const voided = { ...body, purchase_id: last.entryId };
      this.#begin("undo", last.visit, voided, { ask: (it) => callables.call("void_purchase", it) }, done);
    } else {
      const cancelled = { ...body, visit_id: last.visit.visit_id, redemption_id: last.entryId };
      this.#begin("undo", last.visit, cancelled, { ask: (it) => callables.call("cancel_redemption", it) }, done);
    }
  }

  /** Asks for the outcome of an act again: the same request, so it can be done once only. */
  askAgain(): void {
    if (this.#stage.name === "acting" && this.#stage.pending.name === "unknown") void this.#act?.run();
  }

  /** Waits no longer for the patient's yes. */
  stopWaiting(): void {
    this.#act?.stop();
  }

  /** Back to where the next scan begins; not while an act is on its way. */
  leave(): void {
    if (!this.isHeld) this.#enter({ name: "ready", trouble: null });
  }

  /** Lets go of who was there and of what could be undone; not of an act on its way. */
  forget(): void {
    if (!this.isHeld) this.#opening = this.#undoable = null;
    this.leave();
  }

  async #open(ask: Opening): Promise<void> {
    this.#enter({ name: "checking" });
    try {
      const visit = await askAgain(ask, this.tools.patience);
      if (ask !== this.#opening) return;
      this.#opened = { visitId: visit.visit_id, ask };
      this.#enter({ name: "visit", visit, refused: null, done: null });
    } catch (error) {
      if (ask !== this.#opening) return;
      const cause = asOutcome(error);
      this.tools.signals.refused();
      this.#enter({ name: "ready", trouble: { cause, mayRetry: cause instanceof Unanswered } });
    }
  }

  /** The visit with the tier that holds now: its check-in, asked again, is answered anew. Without an answer, as it was. */
  async #asItStands(visit: CheckedIn): Promise<CheckedIn> {
    if (this.#opened?.visitId !== visit.visit_id) return visit;
    return this.#opened.ask().catch(() => visit);
  }

  #redeem<More extends object>(
    more: More,
    ask: (body: DeskBody & { visit_id: string } & More) => Promise<Movement>,
  ): void {
    if (this.#stage.name !== "visit") return;
    const { visit } = this.#stage;
    const body = { ...this.#body(visit), visit_id: visit.visit_id, ...more };
    this.#begin("redemption", visit, body, { ask }, (movement) => {
      this.#remember("redemption", visit, movement.entry_id, movement.points);
      this.#enter({ name: "visit", refused: null, ...after(visit, movement) });
    });
  }

  /** The fields that every act names. The request id is made here, before the call, and kept until there is an answer. */
  #body({ clinic_id, patient }: CheckedIn): DeskBody {
    const { patient_id } = patient;
    return { request_id: this.tools.newId(), clinic_id, location_id: this.desk.locationId, patient_id };
  }

  #begin<Body extends DeskBody, Answer>(
    doing: Doing,
    visit: CheckedIn,
    body: Body,
    asking: Asking<Body, Answer>,
    done: (answer: Answer) => void,
  ): void {
    const before = this.#stage;
    const visitId = doing === "purchase" || doing === "redemption" ? visit.visit_id : null;
    const told = (state: ActState<Answer>): void => {
      if (state.name === "done" || state.name === "refused") this.#act = null;
      if (state.name === "done") this.tools.signals.credited();
      else if (state.name === "refused" || state.name === "unknown") this.tools.signals.refused();
      if (state.name === "done") done(state.answer);
      else if (state.name === "refused") this.#enter(withRefusal(before, doing, state.refusal));
      else this.#enter({ name: "acting", doing, visit, pending: state });
    };
    const act = new Act(body, asking, visitId, this.tools, told);
    this.#act = act;
    void act.run();
  }

  #remember(kind: Undoable["kind"], visit: CheckedIn, entryId: string, points: number): void {
    this.#undoable = { kind, entryId, visit, points, until: this.tools.now() + UNDO };
  }

  #enter(stage: Stage): void {
    this.#stage = stage;
    this.dispatchEvent(new Event("change"));
  }
}

/** Back to the stage where an act began, which now says why it was refused. */
function withRefusal(before: Stage, doing: Doing, cause: Refused): Stage {
  if (before.name === "visit") return { ...before, refused: { doing, cause }, done: null };
  if (before.name === "receipt") return { ...before, refused: { doing, cause } };
  return { name: "ready", trouble: { cause, mayRetry: false } };
}
