/** The acts of the sheets on a patient's ledger: what each asks of which callable, and how the visit stands after it. */
import type { Visit } from "../../shared/api/contracts";
import { formatPoints } from "../../shared/points/money";
import { lookFor } from "./act";
import type { SheetAct } from "./checkout";
import type {
  Adjusted,
  AdjustPoints,
  DeskBody,
  Movement,
  Reassigned,
  ReassignPurchase,
  RefundPurchase,
  ReissuePoints,
  VoidPurchase,
} from "./contracts";
import type { DeskCallables } from "./ledger-calls";
import { after, visitAfter } from "./visit-after";

const ledgerActWords = {
  movedTo: (name: string, points: string) => `${name}: ${points} points credited`,
  change: (points: number, amount: string) => `${amount} points ${points > 0 ? "given" : "taken"}`,
  waits: (change: string) => `${change}, once a second person approves. Until then nothing changes.`,
} as const;

type Naming<Body extends DeskBody> = Omit<Body, keyof DeskBody>;
type Asked<Name extends keyof DeskCallables> = Pick<DeskCallables, Name>;

/** Gives back lines of a purchase that the patient made here before. */
export function refund(
  callables: Asked<"refundPurchase">,
  more: Naming<RefundPurchase>,
): SheetAct<RefundPurchase, Movement> {
  return { doing: "refund", more, ask: (body) => callables.refundPurchase(body), after };
}

/** Takes a purchase of today back whole. */
export function voidReceipt(
  callables: Asked<"voidPurchase">,
  more: Naming<VoidPurchase>,
): SheetAct<VoidPurchase, Movement> {
  return { doing: "undo", more, ask: (body) => callables.voidPurchase(body), after };
}

/** Gives expired points a new life. */
export function reissue(
  callables: Asked<"reissuePoints">,
  more: Naming<ReissuePoints>,
): SheetAct<ReissuePoints, Movement> {
  return { doing: "reissue", more, ask: (body) => callables.reissuePoints(body), after };
}

/** Moves a purchase to the buyer, whose code was scanned; the visit stays that of the patient it was taken from. */
export function reassign(
  callables: Asked<"reassignPurchase" | "getReceipt">,
  more: Naming<ReassignPurchase>,
  buyer: string,
  locale: string,
): SheetAct<ReassignPurchase, Reassigned> {
  return {
    doing: "reassignment",
    more,
    ask: (body) => callables.reassignPurchase(body),
    lookUp: async (body) => {
      const look = lookFor(body);
      const [takenBack, receipt] = await Promise.all([
        callables.getReceipt(look),
        callables.getReceipt({ ...look, patient_id: body.to_patient_id }),
      ]);
      return { taken_back: takenBack as unknown as Movement, receipt };
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
  callables: Asked<"adjustPoints" | "getReceipt">,
  more: Naming<AdjustPoints>,
  locale: string,
): SheetAct<AdjustPoints, Adjusted> {
  const { points } = more;
  return {
    doing: "adjustment",
    more,
    ask: (body) => callables.adjustPoints(body),
    // Only what was posted has an entry; what waits stays unknown until the same request is answered.
    lookUp: async (body) => ({
      adjustment_id: body.request_id,
      status: "posted",
      movement: (await callables.getReceipt(lookFor(body))) as unknown as Movement,
    }),
    after: (visit, { movement, status }) => afterAdjusting(visit, movement, status === "pending", points, locale),
  };
}

function afterAdjusting(
  visit: Visit,
  movement: Movement | null,
  waits: boolean,
  points: number,
  locale: string,
): ReturnType<typeof after> {
  const change = ledgerActWords.change(points, formatPoints(Math.abs(points), locale));
  const what = waits ? ledgerActWords.waits(change) : `${change}: ${movement?.explanation ?? ""}`;
  return { visit: movement ? visitAfter(visit, movement) : visit, done: { sentence: what, waits } };
}
