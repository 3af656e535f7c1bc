/** The acts of the sheets on a patient's ledger: what each asks of which callable, and how the visit stands after it. */

import type { Calling } from "../../shared/api/callables";
import type {
  Adjusted,
  AdjustPoints,
  CheckedIn,
  Movement,
  Reassigned,
  ReassignPurchase,
  Receipt,
  RefundPurchase,
  ReissuePoints,
  VoidPurchase,
} from "../../shared/api/contracts.gen";
import { formatPoints } from "../../shared/points/money";
import type { DeskBody } from "./act";
import { lookFor } from "./act";
import type { SheetAct } from "./checkout";
import { after, visitAfter } from "./visit-after";

const ledgerActWords = {
  movedTo: (name: string, points: string) => `${name}: ${points} points credited`,
  change: (points: number, amount: string) => `${amount} points ${points > 0 ? "given" : "taken"}`,
  waits: (change: string) => `${change}, once a second person approves. Until then nothing changes.`,
} as const;

type Naming<Body extends DeskBody> = Omit<Body, keyof DeskBody>;

/** Gives back lines of a purchase that the patient made here before. */
export function refund(callables: Calling, more: Naming<RefundPurchase>): SheetAct<RefundPurchase, Movement> {
  return { doing: "refund", more, ask: (body) => callables.call("refund_purchase", body), after };
}

/** Takes a purchase of today back whole. */
export function voidReceipt(callables: Calling, more: Naming<VoidPurchase>): SheetAct<VoidPurchase, Movement> {
  return { doing: "undo", more, ask: (body) => callables.call("void_purchase", body), after };
}

/** Gives expired points a new life. */
export function reissue(callables: Calling, more: Naming<ReissuePoints>): SheetAct<ReissuePoints, Movement> {
  return { doing: "reissue", more, ask: (body) => callables.call("reissue_points", body), after };
}

/** Moves a purchase to the buyer, whose code was scanned; the visit stays that of the patient it was taken from. */
export function reassign(
  callables: Calling,
  more: Naming<ReassignPurchase>,
  buyer: string,
  locale: string,
): SheetAct<ReassignPurchase, Reassigned> {
  return {
    doing: "reassignment",
    more,
    ask: (body) => callables.call("reassign_purchase", body),
    lookUp: async (body) => {
      const look = lookFor(body);
      const [takenBack, receipt] = await Promise.all([
        callables.call("get_receipt", look),
        callables.call("get_receipt", { ...look, patient_id: body.to_patient_id }),
      ]);
      return { taken_back: takenBack as Movement, receipt: receipt as Receipt };
    },
    after: (visit, { taken_back: takenBack, receipt }) => ({
      visit: visitAfter(visit, takenBack),
      done: {
        sentence: `${takenBack.explanation}. ${ledgerActWords.movedTo(buyer, formatPoints(receipt.points, locale))}`,
        waits: false,
      },
    }),
  };
}

/** Gives points, or takes them where the number is below zero; above the clinic's threshold it is only asked for. */
export function adjust(
  callables: Calling,
  more: Naming<AdjustPoints>,
  locale: string,
): SheetAct<AdjustPoints, Adjusted> {
  const { points } = more;
  return {
    doing: "adjustment",
    more,
    ask: (body) => callables.call("adjust_points", body),
    // Only what was posted has an entry; what waits stays unknown until the same request is answered.
    lookUp: async (body) => ({
      adjustment_id: body.request_id,
      status: "posted",
      movement: (await callables.call("get_receipt", lookFor(body))) as Movement,
    }),
    after: (visit, { movement, status }) => afterAdjusting(visit, movement, status === "pending", points, locale),
  };
}

function afterAdjusting(
  visit: CheckedIn,
  movement: Movement | null,
  waits: boolean,
  points: number,
  locale: string,
): ReturnType<typeof after> {
  const change = ledgerActWords.change(points, formatPoints(Math.abs(points), locale));
  const what = waits ? ledgerActWords.waits(change) : `${change}: ${movement?.explanation ?? ""}`;
  return { visit: movement ? visitAfter(visit, movement) : visit, done: { sentence: what, waits } };
}
