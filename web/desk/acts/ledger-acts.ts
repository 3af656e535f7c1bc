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
import { formatMoney, formatPoints, moneyFormat } from "../../shared/points/money";
import type { DeskBody } from "./act";
import { lookFor } from "./act";
import type { SheetAct } from "./checkout";
import { after, visitAfter } from "./visit-after";

const ledgerActWords = {
  movedTo: (name: string, points: string) => `${name}: ${points} points credited`,
  change: (points: number, amount: string) => `${amount} points ${points > 0 ? "given" : "taken"}`,
  waits: (change: string) => `${change}, once a second person approves. Until then nothing changes.`,
  owed: (money: string, points: string) =>
    `The points now owed are worth ${money}: up to so much may be kept from what goes back. ` +
    `If it is kept, give the ${points} points with Adjust points, so that they are not owed, too.`,
} as const;

type Naming<Body extends DeskBody> = Omit<Body, keyof DeskBody>;

/** Gives back lines of a purchase that the patient made here before. */
export function refund(
  callables: Calling,
  more: Naming<RefundPurchase>,
  locale: string,
): SheetAct<RefundPurchase, Movement> {
  const ask = (body: RefundPurchase): Promise<Movement> => callables.call("refund_purchase", body);
  return { doing: "refund", more, ask, bounded: "refund_purchase", after: afterUndoing(locale) };
}

/** Takes a purchase of today back whole. */
export function voidReceipt(
  callables: Calling,
  more: Naming<VoidPurchase>,
  locale: string,
): SheetAct<VoidPurchase, Movement> {
  const ask = (body: VoidPurchase): Promise<Movement> => callables.call("void_purchase", body);
  return { doing: "undo", more, ask, after: afterUndoing(locale) };
}

/** The result of undoing a purchase: its sentence, and what may be kept from the money for points that were used. */
function afterUndoing(locale: string): SheetAct<RefundPurchase, Movement>["after"] {
  return (visit, movement) => {
    const { done, ...left } = after(visit, movement);
    return { ...left, done: { ...done, sentence: withNetting(done.sentence, movement, locale) } };
  };
}

/** The sentence of a movement that undid a purchase, with the worth of the points that became debt. */
export function withNetting(sentence: string, { why, debt_points: points }: Movement, locale: string): string {
  if (!("owed_minor" in why) || why.owed_minor <= 0) return sentence;
  const worth = formatMoney(why.owed_minor, moneyFormat(why.currency, locale));
  return `${sentence}. ${ledgerActWords.owed(worth, formatPoints(points, locale))}`;
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
