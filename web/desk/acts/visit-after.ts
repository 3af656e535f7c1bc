/** A visit as it stands after an act at it, by what the act was answered with: no second question to the server. */
import type { Remainder, Visit } from "../../shared/api/contracts";
import type { Movement } from "./contracts";

/** An act that went through, in a sentence; `waits` where it is only asked for, and a second person decides. */
export interface Done {
  sentence: string;
  waits: boolean;
}

export function visitAfter(visit: Visit, movement: Movement): Visit {
  const { patient, earning, redemption } = visit;
  const changed = movement.points_after - patient.points;
  const remainder = (movement.why["remainder_after"] ?? null) as Remainder | null;
  const used = movement.kind === "redemption" ? -movement.points : 0;
  return {
    ...visit,
    patient: {
      ...patient,
      points: movement.points_after,
      available_points: Math.max(0, patient.available_points + changed),
      wallet_minor: movement.wallet_minor_after,
      available_minor: Math.max(0, patient.available_minor + movement.wallet_minor_after - patient.wallet_minor),
      debt_points: movement.debt_points_after,
    },
    earning: remainder ? { ...earning, remainder } : earning,
    redemption: redemption && { ...redemption, used_points: redemption.used_points + used },
  };
}

/** The result of a movement: the visit after it, and its own sentence. */
export function after(visit: Visit, movement: Movement): { visit: Visit; done: Done } {
  return { visit: visitAfter(visit, movement), done: { sentence: movement.explanation, waits: false } };
}
