/** A question of the desk as this phone knows it: with its end on the phone's steady clock. */
import { type ConfirmationState, secondsToAnswer } from "./confirmation";

export interface Question {
  asked: ConfirmationState;
  /** milliseconds of a clock that never jumps (`performance.now`) */
  endsAt: number;
}

/** The question of an account, its end kept from before where it is the same one. */
export function questionOf(
  asked: ConfirmationState | null,
  before: Question | null,
  cameJustNow: boolean,
): Question | null {
  if (!asked) return null;
  if (before?.asked.confirmationId === asked.confirmationId) return { asked, endsAt: before.endsAt };
  const left = secondsToAnswer(asked, cameJustNow, new Date());
  return { asked, endsAt: performance.now() + left * 1000 };
}

/** Whole seconds in which it can be answered; 0 where it cannot. */
export function secondsLeft(question: Question | null): number {
  return question ? Math.max(0, Math.ceil((question.endsAt - performance.now()) / 1000)) : 0;
}
