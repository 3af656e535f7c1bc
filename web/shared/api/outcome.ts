/** The outcome of a call that does not succeed, and how to ask again without doing anything twice. */
import type { RefusalCode } from "./contracts.gen";

/** The server said no: nothing was written. `code` is stable; `details` are the numbers and names of the case. */
export class Refused extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly details: Readonly<Record<string, unknown>>,
    message: string,
  ) {
    super(message);
    this.name = "Refused";
  }
}

/** No answer came: whether anything was written is unknown. */
export class Unanswered extends Error {
  constructor(message = "No answer came.") {
    super(message);
    this.name = "Unanswered";
  }
}

export interface Patience {
  attempts: number;
  /** milliseconds before the second attempt; doubled for each one after it */
  pause: number;
  sleep: (milliseconds: number) => Promise<void>;
}

export const patience: Patience = {
  attempts: 3,
  pause: 400,
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** Refusals of the moment: the same request may well be answered if it is asked again. */
const PASSING: ReadonlySet<RefusalCode> = new Set(["contention", "store-unavailable", "too-many-calls"]);

/** Refusals that say nothing of an earlier attempt of the same request: that one may have been taken in. */
const SAYING_NOTHING: ReadonlySet<RefusalCode> = new Set(["store-unavailable", "too-many-calls"]);

/** True where the server said no to the request itself, and not only to this attempt. */
export function isRefusal(error: unknown): error is Refused {
  return error instanceof Refused && !SAYING_NOTHING.has(error.code);
}

/** Asks until an answer comes or patience ends. Only for questions that carry their request id, so repeating is safe. */
export async function askAgain<T>(ask: () => Promise<T>, { attempts, pause, sleep }: Patience = patience): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!mayPass(error) || attempt === attempts) throw error;
      await sleep(pause * 2 ** (attempt - 1));
    }
  }
}

function mayPass(error: unknown): boolean {
  return error instanceof Unanswered || (error instanceof Refused && PASSING.has(error.code));
}
