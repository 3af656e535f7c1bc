/** The acts on a patient's membership and treatments: what each asks of which callable, and how the visit stands after it. */

import type { ShownMembership, Visit } from "../../shared/api/contracts";
import { Unanswered } from "../../shared/api/outcome";
import { formatDay } from "../../shared/points/dates";
import { formatPoints } from "../../shared/points/money";
import type { SheetAct } from "./checkout";
import type { DeskBody } from "./contracts";
import type { DeskCallables } from "./ledger-calls";
import { membershipWords } from "./membership-words";

export type MembershipActName = keyof typeof membershipWords.acts;
type Calling = Pick<DeskCallables, "call">;

export interface ChangeMembership extends DeskBody {
  act: MembershipActName;
  plan_id: string | null;
  /** a second renewal within minutes is meant */
  confirmed_duplicate?: boolean;
}

interface MembershipChanged {
  what: string;
  membership: ShownMembership;
  tier_id: string | null;
  points: number;
}

export interface CompleteTreatment extends DeskBody {
  service_id: string;
  completed_on: string;
}

/** Not every one of these makes an entry, so there is nothing to look up: the same request is asked again. */
const lookUp = (): Promise<never> => Promise.reject(new Unanswered());

export function changeMembership(
  callables: Calling,
  more: Omit<ChangeMembership, keyof DeskBody>,
  locale: string,
): SheetAct<ChangeMembership, MembershipChanged> {
  return {
    doing: "membership",
    more,
    ask: (body) => callables.call("change_membership", body),
    lookUp,
    after: (visit, { what, membership, points }) => {
      const day = formatDay(membership.paid_until_on, locale, false);
      const sentence = membershipWords.done[what]?.(membership.plan_name, day) ?? what;
      const came = points > 0 ? ` ${membershipWords.points(formatPoints(points, locale))}` : "";
      return { visit: withMembership(visit, membership), done: { sentence: sentence + came, waits: false } };
    },
  };
}

/** The clinic's name for the treatment is the request's: told again, it is the same one. */
export function completeTreatment(
  callables: Calling,
  more: Omit<CompleteTreatment, keyof DeskBody>,
  service: string,
  locale: string,
): SheetAct<CompleteTreatment, unknown> {
  return {
    doing: "treatment",
    more,
    ask: ({ request_id: treatmentId, ...told }) =>
      callables.call("complete_treatment", { treatment_id: treatmentId, ...told }),
    lookUp,
    after: (visit) => {
      const day = formatDay(more.completed_on, locale, false);
      return { visit, done: { sentence: membershipWords.noted(service, day), waits: false } };
    },
  };
}

function withMembership(visit: Visit, membership: ShownMembership): Visit {
  return { ...visit, patient: { ...visit.patient, membership } };
}

/** The acts that are possible on a membership as it stands. */
export function actsOn(membership: ShownMembership | null | undefined): readonly MembershipActName[] {
  if (!membership) return ["enrol"];
  if (membership.status === "paused") return ["resume"];
  return membership.status === "cancelled" ? ["renew"] : ["renew", "change", "pause", "cancel"];
}

export interface Plan {
  planId: string;
  name: string;
  priceMinor: number;
  period: string;
}

/** The plans that a patient can be enrolled for, of the clinic's rule. */
export function plansOf(fields: Readonly<Record<string, unknown>>): readonly Plan[] {
  const plans = (fields["plans"] ?? []) as Readonly<Record<string, unknown>>[];
  return plans
    .filter((plan) => plan["active"] === true)
    .map((plan) => ({
      planId: String(plan["plan_id"]),
      name: String(plan["name"]),
      priceMinor: Number(plan["price_minor"]),
      period: String(plan["period"]),
    }));
}
