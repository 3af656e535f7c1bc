/** The week of a member of staff: what they did of what is expected of them, in a line; asked at most once a minute. */
import type { Done, Quota } from "../../shared/api/contracts.gen";
import type { DeskContext } from "../desk-context";

const of =
  (one: string, many: string) =>
  (done: number, quota: number): string =>
    `${done} of ${quota} ${quota === 1 ? one : many}`;

const weekWords = {
  thisWeek: (parts: string) => `This week: ${parts}`,
  ofQuota: {
    check_ins: of("check-in", "check-ins"),
    enrolments: of("enrolment", "enrolments"),
    redemptions: of("redemption", "redemptions"),
  },
} as const;

const FRESH = 60_000;
const MEASURES = ["check_ins", "enrolments", "redemptions"] as const;

let last = { of: "", at: Number.NEGATIVE_INFINITY, line: "" };

/** The line; "" where nothing is expected, or where it is not known. */
export async function weekOf({ callables, documents, location, uid }: DeskContext): Promise<string> {
  const of = `${uid}/${documents.clinicId}/${location.locationId}`;
  if (of === last.of && performance.now() - last.at < FRESH) return last.line;
  try {
    const body = { clinic_id: documents.clinicId, location_id: location.locationId, own: true };
    const { staff } = await callables.call("get_engagement", body);
    const own = staff.find((each) => each.uid === uid);
    last = { of, at: performance.now(), line: own ? lineOf(own.done, own.quota) : "" };
  } catch {
    return of === last.of ? last.line : "";
  }
  return last.line;
}

export function lineOf(done: Done, quota: Quota): string {
  const parts = MEASURES.filter((measure) => quota[measure] !== null).map((measure) =>
    weekWords.ofQuota[measure](done[measure] ?? 0, quota[measure] ?? 0),
  );
  return parts.length > 0 ? weekWords.thisWeek(parts.join(" · ")) : "";
}
