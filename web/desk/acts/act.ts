/**
 * One act of the desk that writes: asked under one request id until it is answered, whatever the network does, and
 * where the patient must say yes in their app, asked again until they have.
 */

import type { Calling } from "../../shared/api/callables";
import type {
  Asked,
  GetReceipt,
  RecordPurchase,
  RefusalCode,
  RequestApproval,
  RequestConfirmation,
} from "../../shared/api/contracts.gen";
import { askAgain, isRefusal, type Patience, Refused, Unanswered } from "../../shared/api/outcome";

export type ActState<Answer> =
  | { name: "sending" }
  /** the patient's phone asks them; `until` is when that lapses, by the tools' clock */
  | { name: "confirming"; asked: Asked; until: number }
  /** it is more than one person may do alone in a day: a second person is asked */
  | { name: "approving" }
  /** it may or may not be done: only the same request may be asked again */
  | { name: "unknown" }
  | { name: "refused"; refusal: Refused }
  | { name: "done"; answer: Answer };

/** The states of an act that is not decided. */
export type Pending = Extract<ActState<never>, { name: "sending" | "confirming" | "approving" | "unknown" }>;

export interface ActTools {
  callables: Calling;
  patience: Patience;
  /** milliseconds of a clock that never jumps */
  now: () => number;
  newId: () => string;
}

/** The fields of every call of the desk about a patient. */
export type DeskBody = Pick<RecordPurchase, "request_id" | "clinic_id" | "location_id" | "patient_id">;

/** Milliseconds from one look for the patient's answer to the next. */
const LOOK = 1_500;
/** Milliseconds that clocks may differ by: so much longer than the lapse the server is asked for its word. */
const SKEW = 10_000;
/** The call of an act, and the look-up by its request id for when no answer came. */
export interface Asking<Body extends DeskBody, Answer> {
  ask: (body: Body) => Promise<Answer>;
  /** without it, by the entry that bears the request's id */
  lookUp?: (body: Body) => Promise<Answer>;
  /** the call's name, if it has a bound beyond which a second person is asked */
  bounded?: RequestApproval["act"];
}

const NOT_SAID: ReadonlySet<RefusalCode> = new Set([
  "confirmation-required",
  "confirmation-declined",
  "confirmation-lapsed",
]);

export class Act<Body extends DeskBody, Answer> {
  #asked: { confirmation: Asked; until: number } | null = null;
  #stopped = false;

  /** `visitId` is where the patient is asked; without one nothing has to be confirmed. */
  constructor(
    private readonly body: Body,
    private readonly asking: Asking<Body, Answer>,
    private readonly visitId: string | null,
    private readonly tools: ActTools,
    private readonly told: (state: ActState<Answer>) => void,
  ) {}

  /** Asks; after an unknown outcome, asks the very same again. */
  async run(): Promise<void> {
    this.told(this.#asked ? this.#confirming(this.#asked) : { name: "sending" });
    try {
      this.told({ name: "done", answer: await this.#answer() });
    } catch (error) {
      this.told(isRefusal(error) ? { name: "refused", refusal: error } : { name: "unknown" });
    }
  }

  /** Waits no longer for the patient: the look that is on its way is the last. */
  stop(): void {
    this.#stopped = true;
  }

  async #answer(): Promise<Answer> {
    for (;;) {
      try {
        return await this.#once();
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        if (error.code === "beyond-bound" && this.asking.bounded) {
          await this.#approval(error, this.asking.bounded);
          continue;
        }
        if (!this.visitId || !NOT_SAID.has(error.code)) throw error;
        if (this.#isOver(error)) throw error;
        if (this.#asked) await this.tools.patience.sleep(LOOK);
        else await this.#request(error, this.visitId);
      }
    }
  }

  /** Asks a second person, and waits for their yes: the act is done with it, and the same again is answered. */
  async #approval(refusal: Refused, act: RequestApproval["act"]): Promise<void> {
    const { request_id, clinic_id, location_id, patient_id } = this.body;
    const body = { request_id, clinic_id, location_id, patient_id, act, body: { ...this.body } };
    for (;;) {
      const asked = await askAgain(() => this.tools.callables.call("request_approval", body), this.tools.patience);
      if (asked.status === "approved") return;
      if (asked.status === "declined") throw new Refused("approval-decided", { status: asked.status }, "");
      if (this.#stopped) throw refusal;
      this.told({ name: "approving" });
      await this.tools.patience.sleep(LOOK);
    }
  }

  /** True where there is nothing more to wait for. What was said to an earlier question does not answer this one. */
  #isOver(refusal: Refused): boolean {
    if (!this.#asked) return false;
    return refusal.code !== "confirmation-required" || this.#stopped || this.tools.now() > this.#asked.until + SKEW;
  }

  async #request({ details }: Refused, visitId: string): Promise<void> {
    const { clinic_id, location_id, patient_id } = this.body;
    const points = Number(details["points"]);
    const body: RequestConfirmation = {
      request_id: this.tools.newId(),
      clinic_id,
      location_id,
      patient_id,
      visit_id: visitId,
      points,
      wallet_minor: Number(details["wallet_minor"] ?? 0),
    };
    const confirmation = await askAgain(
      () => this.tools.callables.call("request_confirmation", body),
      this.tools.patience,
    );
    const until = this.tools.now() + Date.parse(confirmation.lapses_at) - Date.now();
    this.#asked = { confirmation, until };
    this.told(this.#confirming(this.#asked));
  }

  #confirming({ confirmation, until }: { confirmation: Asked; until: number }): ActState<Answer> {
    return { name: "confirming", asked: confirmation, until };
  }

  /** Repeats under the same request id; when no repeat is answered, looks up what became of it. */
  async #once(): Promise<Answer> {
    try {
      return await askAgain(() => this.asking.ask(this.body), this.tools.patience);
    } catch (error) {
      if (isRefusal(error)) throw error;
      return this.#lookUp();
    }
  }

  async #lookUp(): Promise<Answer> {
    const { lookUp = (body) => this.tools.callables.call("get_receipt", lookFor(body)) as Promise<Answer> } =
      this.asking;
    try {
      return await lookUp(this.body);
    } catch (error) {
      // Not recorded so far; a repeat that is still on its way may change that, so it stays unknown.
      throw new Unanswered(String(error));
    }
  }
}

/** The request for the entry that an act made on its patient's ledger. */
export function lookFor({ clinic_id, patient_id, request_id }: DeskBody): GetReceipt {
  return { clinic_id, patient_id, request_id };
}

/** Whatever a call failed with, as how it ended. */
export function asOutcome(error: unknown): Refused | Unanswered {
  return error instanceof Refused || error instanceof Unanswered ? error : new Unanswered(String(error));
}
