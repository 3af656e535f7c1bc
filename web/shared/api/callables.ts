/** The callables, one method each. Their errors become `Refused` or `Unanswered`; nothing else comes out. */
import {
  connectFunctionsEmulator,
  type Functions,
  type FunctionsError,
  getFunctions,
  httpsCallable,
} from "firebase/functions";
import type {
  Account,
  CheckIn,
  Code,
  GetReceipt,
  IssueCode,
  JoinClinic,
  Receipt,
  RecordPurchase,
  Visit,
} from "./contracts";
import { Refused, Unanswered } from "./outcome";
import type { Session } from "./session";

const REGION = "us-west1";
/** Milliseconds. The library's own 70 s would leave a patient standing at the counter. */
const TIMEOUT = 8_000;

export class Callables {
  readonly #functions: Functions;

  constructor({ app, settings }: Session) {
    this.#functions = getFunctions(app, REGION);
    const { emulators } = settings;
    if (emulators) connectFunctionsEmulator(this.#functions, emulators.host, emulators.functions);
  }

  joinClinic(body: JoinClinic): Promise<Account> {
    return this.call("join_clinic", body);
  }

  issueCode(body: IssueCode): Promise<Code> {
    return this.call("issue_code", body);
  }

  checkIn(body: CheckIn): Promise<Visit> {
    return this.call("check_in", body);
  }

  recordPurchase(body: RecordPurchase): Promise<Receipt> {
    return this.call("record_purchase", body);
  }

  getReceipt(body: GetReceipt): Promise<Receipt> {
    return this.call("get_receipt", body);
  }

  /** Asks a callable that has no method here, for a part that comes on demand. */
  async call<Body, Answer>(name: string, body: Body): Promise<Answer> {
    try {
      const callable = httpsCallable<Body, Answer>(this.#functions, name, { timeout: TIMEOUT });
      return (await callable(body)).data;
    } catch (error) {
      throw outcomeOf(error as FunctionsError);
    }
  }
}

/**
 * A refusal of ours carries `details.code`; of the platform's own, only a sign-in that does not verify is one. Whatever
 * else goes wrong (a cut line, a time-out) leaves the outcome open.
 */
function outcomeOf(error: FunctionsError): Refused | Unanswered {
  const details = error.details as Record<string, unknown> | null | undefined;
  if (typeof details?.["code"] === "string") return new Refused(details["code"], details, error.message);
  if (error.code === "functions/unauthenticated") return new Refused("sign-in-required", {}, error.message);
  return new Unanswered(error.message);
}
