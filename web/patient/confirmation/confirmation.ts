/** The desk's question that the patient answers on their own phone: the use of many points. */
import type { Confirmation } from "../../shared/api/contracts.gen";

export interface ConfirmationState {
  confirmationId: string;
  locationId: string;
  points: number;
  worthMinor: number;
  /** wallet money that is used with them */
  walletMinor: number;
  answer: Confirmation["answer"];
  /** a manager answered in the patient's place */
  isByManager: boolean;
  requestedAt: Date;
  lapsesAt: Date;
}

/**
 * The seconds in which a question can still be answered. One that came while the phone was watching is new, whatever the
 * phone's own clock says; of an older one, that clock is all there is to go by.
 */
export function secondsToAnswer({ requestedAt, lapsesAt }: ConfirmationState, cameJustNow: boolean, now: Date): number {
  const from = cameJustNow ? requestedAt : now;
  return Math.max(0, (lapsesAt.getTime() - from.getTime()) / 1000);
}
