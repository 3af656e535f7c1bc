/** The course of one checkout after another: scan, check-in, amount, credit. It holds the request ids until they are answered. */
import type { CheckIn, Receipt, RecordPurchase, Tender, Visit } from "../shared/contracts";
import type { Callables } from "../shared/firebase/callables";
import { askAgain, Refused, Unanswered, type Patience } from "../shared/outcome";

export type Stage =
  | { name: "ready"; trouble: Trouble | null }
  | { name: "checking" }
  | { name: "visit"; visit: Visit; refusal: Refused | null }
  | { name: "crediting"; visit: Visit }
  /** the purchase may or may not be recorded: only the same request may be asked again */
  | { name: "unknown"; visit: Visit }
  | { name: "receipt"; visit: Visit; receipt: Receipt };

/** Why a scan led nowhere, and whether asking again may help. */
export interface Trouble {
  cause: Refused | Unanswered;
  mayRetry: boolean;
}

export interface Desk {
  clinicId: string;
  locationId: string;
}

export interface Signals {
  credited(): void;
  refused(): void;
}

export interface Tools {
  callables: Pick<Callables, "checkIn" | "recordPurchase" | "getReceipt">;
  signals: Signals;
  patience: Patience;
  /** milliseconds of a clock that never jumps */
  now: () => number;
  newId: () => string;
}

/** Milliseconds within which the same code again is the same scan: scanners and cameras stutter. */
const STUTTER = 2_000;

export class Checkout extends EventTarget {
  #stage: Stage = { name: "ready", trouble: null };
  #lastScan = { text: "", at: Number.NEGATIVE_INFINITY };
  #checkIn: CheckIn | null = null;
  #purchase: RecordPurchase | null = null;

  constructor(private readonly desk: Desk, private readonly tools: Tools) {
    super();
  }

  get stage(): Stage {
    return this.#stage;
  }

  /** True while a scan would have to wait: a purchase is on its way, or its outcome is not known. */
  get isHeld(): boolean {
    return this.#stage.name === "crediting" || this.#stage.name === "unknown";
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
    this.#checkIn = { request_id: this.tools.newId(), clinic_id: clinicId, location_id: locationId, code: text };
    void this.#askCheckIn(this.#checkIn);
    return true;
  }

  /** Asks the last check-in again, with the request id it had. */
  retryScan(): void {
    if (this.#checkIn) void this.#askCheckIn(this.#checkIn);
  }

  /** Records what was paid. The request id is made here, before the call, and kept until there is an answer. */
  record(tenders: Tender[]): void {
    if (this.#stage.name !== "visit") return;
    const { visit } = this.#stage;
    this.#purchase = {
      request_id: this.tools.newId(),
      clinic_id: visit.clinic_id,
      location_id: this.desk.locationId,
      patient_id: visit.patient.patient_id,
      visit_id: visit.visit_id,
      tenders,
      service_ids: [],
      receipt_number: null,
    };
    void this.#askPurchase(visit, this.#purchase);
  }

  /** Asks for the outcome of the purchase again: the same request, so it can be recorded once only. */
  retryPurchase(): void {
    if (this.#stage.name === "unknown" && this.#purchase) void this.#askPurchase(this.#stage.visit, this.#purchase);
  }

  /** Back to where the next scan begins; not while a purchase is on its way. */
  leave(): void {
    if (!this.isHeld) this.#enter({ name: "ready", trouble: null });
  }

  async #askCheckIn(body: CheckIn): Promise<void> {
    this.#enter({ name: "checking" });
    try {
      const visit = await askAgain(() => this.tools.callables.checkIn(body), this.tools.patience);
      if (body === this.#checkIn) this.#enter({ name: "visit", visit, refusal: null });
    } catch (error) {
      if (body !== this.#checkIn) return;
      const cause = asOutcome(error);
      this.tools.signals.refused();
      this.#enter({ name: "ready", trouble: { cause, mayRetry: cause instanceof Unanswered } });
    }
  }

  async #askPurchase(visit: Visit, body: RecordPurchase): Promise<void> {
    this.#enter({ name: "crediting", visit });
    try {
      const receipt = await this.#recordOnce(body);
      this.tools.signals.credited();
      this.#enter({ name: "receipt", visit, receipt });
    } catch (error) {
      const cause = asOutcome(error);
      this.tools.signals.refused();
      this.#enter(cause instanceof Refused ? { name: "visit", visit, refusal: cause } : { name: "unknown", visit });
    }
  }

  /** Repeats under the same request id; when no repeat is answered, looks the receipt up. */
  async #recordOnce(body: RecordPurchase): Promise<Receipt> {
    const { callables, patience } = this.tools;
    try {
      return await askAgain(() => callables.recordPurchase(body), patience);
    } catch (error) {
      if (error instanceof Refused) throw error;
      return this.#lookUp(body);
    }
  }

  async #lookUp({ clinic_id, patient_id, request_id }: RecordPurchase): Promise<Receipt> {
    try {
      return await this.tools.callables.getReceipt({ clinic_id, patient_id, request_id });
    } catch (error) {
      // Not recorded so far; a repeat that is still on its way may change that, so it stays unknown.
      throw new Unanswered(asOutcome(error).message);
    }
  }

  #enter(stage: Stage): void {
    this.#stage = stage;
    this.dispatchEvent(new Event("change"));
  }
}

function asOutcome(error: unknown): Refused | Unanswered {
  return error instanceof Refused || error instanceof Unanswered ? error : new Unanswered(String(error));
}
