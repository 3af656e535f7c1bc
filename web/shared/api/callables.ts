/**
 * The calls of both pages: one method, whose body and answer the contract says. They go to the page's own address, so no
 * browser asks for leave first. An error becomes `Refused` or `Unanswered`; nothing else comes out.
 */
import { type Functions, type FunctionsError, getFunctions, httpsCallable } from "firebase/functions";
import type { Calls, RefusalCode } from "./contracts.gen";
import { Refused, Unanswered } from "./outcome";
import type { Session } from "./session";

/** The calls of a service: the body and the answer of each. */
type Served<Of> = { [Name in keyof Of]: readonly [body: unknown, answer: unknown] };
export type CallName = keyof Calls;
export type BodyOf<Name extends CallName> = Calls[Name][0];
export type AnswerOf<Name extends CallName> = Calls[Name][1];
/** The one method: all that a screen needs of the calls. */
export type Calling = Pick<Callables, "call">;

/** Milliseconds. The library's own 70 s would leave a patient standing at the counter. */
const TIMEOUT = 8_000;

export class Callables<Of extends Served<Of> = Calls> {
  readonly #functions: Functions;

  /** `path` is that of the service on the page's own address. */
  constructor({ app }: Session, path = "call") {
    this.#functions = getFunctions(app, `${location.origin}/${path}`);
  }

  async call<Name extends keyof Of & string>(name: Name, body: Of[Name][0], timeout = TIMEOUT): Promise<Of[Name][1]> {
    try {
      const callable = httpsCallable<Of[Name][0], Of[Name][1]>(this.#functions, name, { timeout });
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
  if (typeof details?.["code"] === "string") {
    return new Refused(details["code"] as RefusalCode, details, error.message);
  }
  if (error.code === "functions/unauthenticated") return new Refused("sign-in-required", {}, error.message);
  return new Unanswered(error.message);
}
