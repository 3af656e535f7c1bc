/**
 * The calls of both pages: one method, whose body and answer the contract says. They go to the page's own address, so no
 * browser asks for leave first. An error becomes `Refused` or `Unanswered`; nothing else comes out.
 */
import { type Functions, type FunctionsError, getFunctions, httpsCallable } from "firebase/functions";
import type { Calls, RefusalCode } from "./contracts.gen";
import { Refused, Unanswered } from "./outcome";
import type { Session } from "./session";

export type CallName = keyof Calls;
export type BodyOf<Name extends CallName> = Calls[Name][0];
export type AnswerOf<Name extends CallName> = Calls[Name][1];
/** The one method: all that a screen needs of the calls. */
export type Calling = Pick<Callables, "call">;

/** Milliseconds. The library's own 70 s would leave a patient standing at the counter. */
const TIMEOUT = 8_000;

export class Callables {
  readonly #functions: Functions;

  constructor({ app }: Session) {
    this.#functions = getFunctions(app, `${location.origin}/call`);
  }

  async call<Name extends CallName>(name: Name, body: BodyOf<Name>): Promise<AnswerOf<Name>> {
    try {
      const callable = httpsCallable<BodyOf<Name>, AnswerOf<Name>>(this.#functions, name, { timeout: TIMEOUT });
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
