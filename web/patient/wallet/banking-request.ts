/** One banking from the tap to its outcome: its request id is kept, over a reload too, until an answer has come. */

import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Calling } from "../../shared/api/callables";
import type { Movement } from "../../shared/api/contracts.gen";
import { askAgain, isRefusal, patience } from "../../shared/api/outcome";
import { bankingKey } from "../firestore/last-known";
import { ledgerProblemOf } from "../words.en";
import { walletWords } from "./words.en";

export interface Kept {
  requestId: string;
  points: number;
}

export interface Keeper {
  get: () => Kept | null;
  set: (kept: Kept | null) => void;
}

export type BankingState =
  | { step: "choosing"; problem: string }
  | { step: "asking" }
  | { step: "unknown"; points: number }
  | { step: "done"; movement: Movement };

export class BankingRequest implements ReactiveController {
  state: BankingState = { step: "choosing", problem: "" };

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly who: () => { clinicId: string; uid: string },
    private readonly calls: () => Calling,
    private readonly keeper: () => Keeper,
    private readonly patient = patience,
  ) {
    host.addController(this);
  }

  hostConnected(): void {}

  /** Begins; a request that never had its answer is asked about first. */
  async start(): Promise<void> {
    if (this.keeper().get()) await this.check();
  }

  async bank(points: number): Promise<void> {
    const { clinicId } = this.who();
    const before = this.keeper().get();
    const kept = before?.points === points ? before : { requestId: crypto.randomUUID(), points };
    this.keeper().set(kept);
    const body = { request_id: kept.requestId, clinic_id: clinicId, points };
    await this.#ask(kept, () => this.calls().call("bank_points", body));
  }

  /** The outcome of a request without an answer. */
  async check(): Promise<void> {
    const kept = this.keeper().get();
    if (!kept) return this.reset();
    const { clinicId, uid } = this.who();
    const body = { clinic_id: clinicId, patient_id: uid, request_id: kept.requestId };
    await this.#ask(kept, () => this.calls().call("get_receipt", body) as Promise<Movement>);
  }

  reset(): void {
    this.#be({ step: "choosing", problem: "" });
  }

  async #ask(kept: Kept, question: () => Promise<Movement>): Promise<void> {
    this.#be({ step: "asking" });
    try {
      const movement = await askAgain(question, this.patient);
      this.keeper().set(null);
      this.#be({ step: "done", movement });
    } catch (error) {
      this.#fail(kept, error);
    }
  }

  #fail(kept: Kept, error: unknown): void {
    if (!isRefusal(error)) {
      this.#be({ step: "unknown", points: kept.points });
      return;
    }
    // Nothing is recorded. The id stays with these points, in case the request is still on its way.
    if (error.code === "receipt-not-found") {
      this.#be({ step: "choosing", problem: walletWords.notBanked });
      return;
    }
    if (error.code !== "contention") this.keeper().set(null);
    this.#be({ step: "choosing", problem: ledgerProblemOf(error) });
  }

  #be(state: BankingState): void {
    this.state = state;
    this.host.requestUpdate();
  }
}

/** Keeps it on the phone; where the phone keeps nothing, for as long as the screen is open. */
export function keeperOf(clinicId: string, uid: string): Keeper {
  const key = bankingKey(clinicId, uid);
  let inMemory: Kept | null = null;
  return {
    get: () => {
      try {
        const text = localStorage.getItem(key);
        return text ? (JSON.parse(text) as Kept) : inMemory;
      } catch {
        return inMemory;
      }
    },
    set: (kept) => {
      inMemory = kept;
      try {
        if (kept) localStorage.setItem(key, JSON.stringify(kept));
        else localStorage.removeItem(key);
      } catch {
        // Then it is in memory alone.
      }
    },
  };
}
