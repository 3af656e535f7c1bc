/** What is said aloud of the stage that a checkout enters: "" where there is nothing new to hear. */
import { formatPoints } from "../shared/points/money";
import type { Stage } from "./acts/checkout";
import { type Place, tell } from "./acts/refusals";
import { nowSaid } from "./purchase/receipt-tier";
import { say } from "./words";

export function announced(stage: Stage, place: Place): string {
  switch (stage.name) {
    case "ready":
      return stage.trouble ? tell(stage.trouble.cause, place) : "";
    case "checking":
      return "";
    case "visit":
      if (stage.refused) return tell(stage.refused.cause, place);
      return stage.done?.sentence ?? say.announceVisit(stage.visit.patient.name, stage.visit.patient.tier_name ?? "");
    case "acting":
      if (stage.pending.name === "confirming") return say.waitingForYes;
      return stage.pending.name === "unknown" ? say.unknown[stage.doing] : "";
    case "receipt":
      return stage.refused ? tell(stage.refused.cause, place) : receiptSaid(stage, place);
  }
}

function receiptSaid({ receipt, visit }: Extract<Stage, { name: "receipt" }>, { clinic }: Place): string {
  const { points, points_after: after } = receipt;
  const said = (count: number): string => formatPoints(count, clinic.locale);
  const now = nowSaid(receipt, visit);
  const credited = say.announceReceipt(said(points), visit.patient.name, said(after));
  return now ? `${credited} ${now}.` : credited;
}
