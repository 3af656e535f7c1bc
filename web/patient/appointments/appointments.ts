/** Appointments: what a patient asks for, what becomes of it, and which days can be wished for. */
import type { AppointmentDocument } from "../../shared/api/contracts.gen";
import { daysBetween } from "../../shared/points/dates";

export type AppointmentState = AppointmentDocument<unknown>["state"];

/** The request of a patient. */
export interface Wish {
  serviceId: string;
  locationId: string;
  /** one to three dates */
  wishedOn: readonly string[];
}

export interface Appointment extends Wish {
  appointmentId: string;
  askedAt: Date;
  state: AppointmentState;
  /** the time that is proposed or accepted */
  visitAt: Date | null;
  /** the desk's reason of a cancellation; "" where it gave none */
  reason: string;
  /** the server has not confirmed yet what this phone wrote */
  sending: boolean;
}

export type WishProblem = "none" | "past" | "far" | "twice";

/** A visit is at most so many days ahead. */
export const FURTHEST_DAYS = 365;

/** The dates that were filled in, if they can be wished for; today is the clinic's date. */
export function wishesOf(days: readonly string[], today: string): { wishes: string[] } | { problem: WishProblem } {
  const wishes = days.filter((day) => day !== "");
  if (wishes.length === 0) return { problem: "none" };
  if (wishes.some((day) => day < today)) return { problem: "past" };
  if (wishes.some((day) => daysBetween(today, day) > FURTHEST_DAYS)) return { problem: "far" };
  if (new Set(wishes).size < wishes.length) return { problem: "twice" };
  return { wishes };
}

/** True where something can still come of it. */
export function isOpen({ state, visitAt }: Appointment, now: Date): boolean {
  return state === "requested" || state === "proposed" || (state === "accepted" && visitAt !== null && visitAt > now);
}

const RANK: Readonly<Record<AppointmentState, number>> = {
  proposed: 0,
  accepted: 1,
  requested: 2,
  declined: 3,
  withdrawn: 3,
  cancelled: 3,
};

/** First what waits for the patient, then visits to come, soonest first, what was asked for, and what is over. */
export function appointmentsInOrder(appointments: readonly Appointment[], now: Date): Appointment[] {
  const rank = (each: Appointment): number => (isOpen(each, now) ? RANK[each.state] : 9);
  const visit = ({ visitAt }: Appointment): number => visitAt?.getTime() ?? 0;
  return [...appointments].sort(
    (a, b) =>
      rank(a) - rank(b) || (rank(a) === 9 ? 0 : visit(a) - visit(b)) || b.askedAt.getTime() - a.askedAt.getTime(),
  );
}

/** The rows that a patient's requests are written in, each with at most one that is open. */
const ROWS = 5;

const ROW = /-([0-4])-(0|[1-9][0-9]*)$/;

/**
 * The id of the patient's next request: the next of a row whose last one is settled, or the first of an empty row; null
 * where every row has one that is open. Requests of an older page have ids of their own, and are in no row.
 */
export function nextRequestId(
  uid: string,
  appointments: readonly Pick<Appointment, "appointmentId" | "state">[],
): string | null {
  const lasts: ({ turn: number; isSettled: boolean } | null)[] = Array.from({ length: ROWS }, () => null);
  for (const { appointmentId, state } of appointments) {
    const [end, row, turn] = ROW.exec(appointmentId) ?? [];
    if (end === undefined || appointmentId !== uid + end) continue;
    const last = lasts[Number(row)];
    if (last && last.turn > Number(turn)) continue;
    lasts[Number(row)] = { turn: Number(turn), isSettled: state !== "requested" && state !== "proposed" };
  }
  const settled = lasts.findIndex((last) => last?.isSettled);
  const row = settled >= 0 ? settled : lasts.indexOf(null);
  return row < 0 ? null : `${uid}-${row}-${(lasts[row]?.turn ?? -1) + 1}`;
}
