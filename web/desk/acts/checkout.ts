/** The course of one checkout after another: scan, check-in, what is done at the visit, its receipt, and undoing it. */

import type {
  CheckedIn,
  Movement,
  Receipt,
  RecordPurchase,
  RedemptionWhy,
  RefusalCode,
  Shown,
  ShownUse,
  Tender,
} from "../../shared/api/contracts.gen";
import { askAgain, type Refused, Unanswered } from "../../shared/api/outcome";
import { Drafts } from "../purchase/drafts";
import { isSame } from "../purchase/purchase";
import type { DeskBody } from "./act";
import { Act, type ActState, type ActTools, type Asking, asOutcome } from "./act";
import type { Doing, RefusedAct, Stage, Undoable, VisitStage } from "./stage";
import { after, type DoneAct } from "./visit-after";
import { actWords } from "./words";

export type { Doing, RefusedAct, Stage, Trouble, Undoable, VisitStage } from "./stage";

/** An act of a sheet at the visit that is there: who is asked for what, and how the visit stands after it. */
export interface SheetAct<Body extends DeskBody, Answer> extends Asking<Body, Answer> {
  doing: Doing;
  /** what it names besides the desk and the patient */
  more: Omit<Body, keyof DeskBody>;
  after: (visit: CheckedIn, answer: Answer) => { visit: CheckedIn; done: DoneAct };
  /** the answer does not say how the visit stands after it: that is asked for anew */
  anew?: boolean;
}

export interface Desk {
  clinicId: string;
  locationId: string;
}

export interface Signals {
  credited(): void;
  refused(): void;
  /** nothing changes: the patient is there already */
  open(): void;
}

/** What became of a scan: the desk took it, an act of the patient must end first, or that patient is there already. */
export type Scanned = "taken" | "held" | "open";

export interface Tools extends ActTools {
  signals: Signals;
  /** how amounts are typed here */
  locale: string;
  /** true for those who may mean a receipt number a second time */
  isManaging: boolean;
}

/** Asks for a visit to be opened: asked again, it is the very same request. */
export type Opening = () => Promise<CheckedIn>;

/** A request that opened a visit; `text` is the code, in capitals, or "" of a lookup. */
interface Opened {
  visit: CheckedIn;
  ask: Opening;
  text: string;
}

/** Milliseconds within which the same code again is the same scan: scanners and cameras stutter. */
const STUTTER = 2_000;
/** The acts that may change the tier, without an answer that says all that follows from it. */
const RETIERING: ReadonlySet<Doing> = new Set(["refund", "reassignment", "membership", "treatment", "reversal"]);
/** Milliseconds for which one key takes the last act back. */
const UNDO = 120_000;
/** The visits that are remembered with the code that opened them. */
const MOST_OPENED = 20;
/** The refusals that are questions, each with the field by which the same again says that it is meant. */
const QUESTIONS: Partial<
  Record<RefusalCode, "confirmed_duplicate" | "confirmed_unusual" | "confirmed_receipt_number">
> = {
  "possible-duplicate": "confirmed_duplicate",
  "amount-unusual": "confirmed_unusual",
  "receipt-number-used": "confirmed_receipt_number",
};

export class Checkout extends EventTarget {
  readonly drafts: Drafts;
  #stage: Stage;
  #lastScan = { text: "", at: Number.NEGATIVE_INFINITY };
  #opening: { ask: Opening; text: string } | null = null;
  /** the newest first */
  #opened: readonly Opened[] = [];
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
    this.drafts = new Drafts(tools.locale);
  }

  get stage(): Stage {
    return this.#stage;
  }

  /** True while a scan would have to wait: an act is on its way, or its outcome is not known. */
  get isHeld(): boolean {
    return this.#stage.name === "acting";
  }

  /** The last act, while it can be taken back: it stays in sight whoever is scanned next. */
  get undoable(): Undoable | null {
    const isOver = !this.#undoable || this.tools.now() >= this.#undoable.until;
    return isOver || this.isHeld ? null : this.#undoable;
  }

  /** True where its patient is on the screen; where another is, no key takes it back. */
  get isUndoableHere(): boolean {
    const { stage, undoable } = this;
    return undoable !== null && "visit" in stage && this.#isHere(undoable.visit);
  }

  /**
   * Takes a scanned text from any stage but a held one. A stutter of the last scan is swallowed. The code that opened
   * the visit here changes nothing; that of a visit whose amount waits brings it back.
   */
  scan(text: string): Scanned {
    const now = this.tools.now();
    const code = text.toUpperCase();
    const isStutter = code === this.#lastScan.text && now - this.#lastScan.at < STUTTER;
    if (isStutter) {
      this.#lastScan.at = now;
      return "taken";
    }
    if (this.isHeld) return "held";
    this.#lastScan = { text: code, at: now };
    const known = this.#opened.find((opened) => opened.text === code)?.visit;
    if (known && this.#isHere(known)) return this.#sayOpen();
    const waiting = known && this.drafts.besides(null).find(({ visit }) => visit.visit_id === known.visit_id);
    if (waiting) this.reopen(waiting.visit);
    else this.#checkIn(text);
    return "taken";
  }

  /** Opens a visit by `ask`, from any stage but a held one; `text` is the code that was scanned. */
  open(ask: Opening, text = ""): void {
    if (this.isHeld) return;
    this.#opening = { ask, text: text.toUpperCase() };
    void this.#open(this.#opening);
  }

  /** Comes back to a visit that was opened before. */
  reopen(visit: CheckedIn): void {
    if (!this.isHeld) this.#enter({ name: "visit", visit, refused: null, done: null });
  }

  /** Asks again to open the last visit, with the request id that had. */
  retryScan(): void {
    if (this.#opening) this.open(this.#opening.ask, this.#opening.text);
  }

  /** Records what was paid, and names what was shown of it. The very same again, after a question whether it is meant, says that it is. */
  record(tenders: Tender[], receiptNumber: string | null = null, shown: Shown | null = null): void {
    if (this.#stage.name !== "visit") return;
    const { visit, refused } = this.#stage;
    const typed = { tenders, receipt_number: receiptNumber };
    const question = refused?.doing === "purchase" && this.#questionOf(refused.cause.code);
    const body: RecordPurchase =
      question && this.#purchase && isSame(typed, this.#purchase)
        ? { ...this.#purchase, [question]: true }
        : {
            ...this.#body(visit),
            visit_id: visit.visit_id,
            ...typed,
            service_ids: [],
            confirmed_duplicate: false,
            shown,
          };
    this.#purchase = body;
    const ask = (it: RecordPurchase): Promise<Receipt> => this.tools.callables.call("record_purchase", it);
    this.#begin("purchase", visit, body, { ask, bounded: "record_purchase" }, (receipt) => {
      this.drafts.drop(visit);
      this.#remember("purchase", visit, receipt.entry_id, receipt.points);
      this.#enter({ name: "receipt", visit, receipt, refused: null });
    });
  }

  /** Uses points off a bill that is settled elsewhere; they were shown to be worth so much. */
  redeemPoints(points: number, billMinor: number, worthMinor: number): void {
    const { callables } = this.tools;
    const more = { points, bill_minor: billMinor };
    this.#redeem(more, points, worthMinor, (body) => callables.call("redeem_points", body));
  }

  redeemReward(rewardId: string, costPoints: number): void {
    const { callables } = this.tools;
    this.#redeem({ reward_id: rewardId }, costPoints, 0, (body) => callables.call("redeem_reward", body));
  }

  /** Does what a sheet asks for. What it undoes cannot be taken back by one key any more. */
  act<Body extends DeskBody, Answer>({ doing, more, after, anew = false, ...asking }: SheetAct<Body, Answer>): void {
    if (this.#stage.name !== "visit") return;
    const { visit } = this.#stage;
    const body = { ...this.#body(visit), ...more } as Body;
    this.#begin(doing, visit, body, asking, (answer) => {
      const last = this.#undoable;
      if (last && Object.values(more).includes(last.entryId)) this.#undoable = null;
      const { visit: left, done } = after(visit, answer);
      const enter = (now: CheckedIn): void => this.#enter({ name: "visit", visit: now, refused: null, done });
      if (anew || (RETIERING.has(doing) && left.patient.tier_id)) void this.#asItStands(left).then(enter);
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
      if (last.billMinor !== null) this.drafts.uncarry(last.visit, last.billMinor);
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

  #checkIn(text: string): void {
    const { clinicId, locationId } = this.desk;
    const body = { request_id: this.tools.newId(), clinic_id: clinicId, location_id: locationId, code: text };
    this.open(() => this.tools.callables.call("check_in", body), text);
  }

  async #open(opening: { ask: Opening; text: string }): Promise<void> {
    const over = this.#staying;
    this.#enter({ name: "checking", over });
    try {
      const visit = await askAgain(opening.ask, this.tools.patience);
      if (opening !== this.#opening) return;
      this.#opened = [{ visit, ...opening }, ...this.#opened].slice(0, MOST_OPENED);
      if (over?.visit.patient.patient_id === visit.patient.patient_id) this.#stay(over, visit);
      else this.#enter({ name: "visit", visit, refused: null, done: null });
    } catch (error) {
      if (opening !== this.#opening) return;
      const cause = asOutcome(error);
      const trouble = { cause, mayRetry: cause instanceof Unanswered };
      this.tools.signals.refused();
      this.#enter(over ? { ...over, trouble } : { name: "ready", trouble });
    }
  }

  /** The patient who stays at the desk, unless a visit of another is opened. */
  get #staying(): VisitStage | null {
    if (this.#stage.name === "checking") return this.#stage.over;
    return this.#stage.name === "visit" ? { ...this.#stage, trouble: undefined } : null;
  }

  /** The same patient again: the visit goes on. One that a lookup opened, and that nothing was done at, is now the code's. */
  #stay(over: VisitStage, visit: CheckedIn): void {
    const wasLookup = this.#opened.some(
      ({ visit: { visit_id: id }, text }) => id === over.visit.visit_id && text === "",
    );
    const isUnused = over.done === null && this.#undoable?.visit.visit_id !== over.visit.visit_id;
    this.#enter(wasLookup && isUnused ? { ...over, visit } : over);
    this.#sayOpen();
  }

  #sayOpen(): Scanned {
    this.tools.signals.open();
    this.dispatchEvent(new Event("open"));
    return "open";
  }

  #isHere({ patient }: CheckedIn): boolean {
    return "visit" in this.#stage && this.#stage.visit.patient.patient_id === patient.patient_id;
  }

  /** The field by which a refused purchase can be said to be meant; null where the refusal is no question to this person. */
  #questionOf(code: RefusalCode): string | null {
    if (code === "receipt-number-used" && !this.tools.isManaging) return null;
    return QUESTIONS[code] ?? null;
  }

  /** The visit with the tier that holds now: its check-in, asked again, is answered anew. Without an answer, as it was. */
  async #asItStands(visit: CheckedIn): Promise<CheckedIn> {
    const opened = this.#opened.find((each) => each.visit.visit_id === visit.visit_id);
    return opened ? opened.ask().catch(() => visit) : visit;
  }

  #redeem<More extends object>(
    more: More,
    points: number,
    worth_minor: number,
    ask: (body: DeskBody & { visit_id: string; shown: ShownUse } & More) => Promise<Movement>,
  ): void {
    if (this.#stage.name !== "visit") return;
    const { visit } = this.#stage;
    const shown = { points, worth_minor, rule_versions: visit.rule_versions };
    const body = { ...this.#body(visit), visit_id: visit.visit_id, shown, ...more };
    this.#begin("redemption", visit, body, { ask }, (movement) => {
      const { bill_minor: billMinor = null, worth_minor: worth = 0 } = movement.why as Partial<RedemptionWhy>;
      if (billMinor !== null) this.drafts.carry(visit, billMinor, billMinor - worth);
      this.#remember("redemption", visit, movement.entry_id, movement.points, billMinor);
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
      else if (state.name === "refused") void this.#refuse(before, doing, state.refusal);
      else this.#enter({ name: "acting", doing, visit, pending: state });
    };
    const act = new Act(body, asking, visitId, this.tools, told);
    this.#act = act;
    void act.run();
  }

  /** Back to where the act began. Where the rules are other ones than those that were shown, the visit has theirs. */
  async #refuse(before: Stage, doing: Doing, refusal: Refused): Promise<void> {
    const isShownAnew = refusal.code === "terms-changed" && before.name === "visit";
    const stage = isShownAnew ? { ...before, visit: await this.#asItStands(before.visit) } : before;
    this.#enter(withRefusal(stage, doing, refusal));
  }

  #remember(
    kind: Undoable["kind"],
    visit: CheckedIn,
    entryId: string,
    points: number,
    billMinor: number | null = null,
  ): void {
    this.#undoable = { kind, entryId, visit, points, billMinor, until: this.tools.now() + UNDO };
  }

  #enter(stage: Stage): void {
    this.#stage = stage;
    this.dispatchEvent(new Event("change"));
  }
}

/** Back to the stage where an act began, which now says why it was refused. */
function withRefusal(before: Stage, doing: Doing, cause: RefusedAct["cause"]): Stage {
  if (before.name === "visit") return { ...before, refused: { doing, cause }, done: null, trouble: undefined };
  if (before.name === "receipt") return { ...before, refused: { doing, cause } };
  return { name: "ready", trouble: { cause, mayRetry: false } };
}
