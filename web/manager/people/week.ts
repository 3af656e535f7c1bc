/** The running week of everybody, over all locations: what they did, against what is expected of them. */
import type { Done } from "../../shared/api/contracts.gen";
import type { ManagerContext } from "../manager-context";
import { MEASURES, type Measure } from "./staff";

export type Weeks = ReadonlyMap<string, Done>;

/** Counts the week of every location that is given; what one person did at several is added up. */
export async function weekOf(
  { counter, clinic }: Pick<ManagerContext, "counter" | "clinic">,
  locationIds: readonly string[],
): Promise<Weeks> {
  const asked = locationIds.map((location_id) =>
    counter.call("get_engagement", { clinic_id: clinic.clinicId, location_id }),
  );
  const weeks = new Map<string, Done>();
  for (const { staff } of await Promise.all(asked)) {
    for (const { uid, done } of staff) weeks.set(uid, added(weeks.get(uid), done));
  }
  return weeks;
}

function added(one: Done | undefined, other: Done): Done {
  return {
    check_ins: (one?.check_ins ?? 0) + other.check_ins,
    enrolments: (one?.enrolments ?? 0) + other.enrolments,
    redemptions: (one?.redemptions ?? 0) + other.redemptions,
  };
}

/** What was done of each measure, and of how many where a quota says so: it holds at each location that they work at. */
export function againstQuota(
  done: Done,
  quota: Readonly<Record<string, number>>,
  locations: number,
): readonly { measure: Measure; done: number; of: number | null }[] {
  return MEASURES.map((measure) => {
    const expected = quota[measure];
    return { measure, done: done[measure], of: expected === undefined ? null : expected * locations };
  });
}
