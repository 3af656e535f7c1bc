/** The sentence that is said aloud of the stage that a checkout enters: "" where there is nothing new to hear. */

import { formatPoints } from "../shared/points/money";
import type { Stage } from "./acts/checkout";
import { pendingSaid } from "./acts/pending-words";
import { type Place, refusalText } from "./acts/refusals";
import { visitWords } from "./acts/visit-words";
import { nowSaid } from "./purchase/receipt-tier";
import { deskWords } from "./words";

export function announcementOf(stage: Stage, place: Place): string {
  switch (stage.name) {
    case "ready":
      return stage.trouble ? refusalText(stage.trouble.cause, place) : "";
    case "checking":
      return "";
    case "visit":
      if (stage.refused) return refusalText(stage.refused.cause, place);
      return (
        stage.done?.sentence ?? deskWords.announceVisit(stage.visit.patient.name, stage.visit.patient.tier_name ?? "")
      );
    case "acting":
      if (stage.pending.name === "confirming") return visitWords.waitingForYes;
      if (stage.pending.name === "approving") return visitWords.waitingForSecond;
      return stage.pending.name === "unknown" ? pendingSaid(stage.doing).unknown : "";
    case "receipt":
      return stage.refused ? refusalText(stage.refused.cause, place) : receiptSaid(stage, place);
  }
}

function receiptSaid({ receipt, visit }: Extract<Stage, { name: "receipt" }>, { clinic }: Place): string {
  const { points, points_after: after } = receipt;
  const said = (count: number): string => formatPoints(count, clinic.locale);
  const now = nowSaid(receipt, visit);
  const credited = deskWords.announceReceipt(said(points), visit.patient.name, said(after));
  return now ? `${credited} ${now}.` : credited;
}
