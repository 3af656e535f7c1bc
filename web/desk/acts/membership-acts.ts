/** The acts on a patient's membership and treatments: what each asks of which callable, and how the visit stands after it. */

import type { Calling } from "../../shared/api/callables";
import type {
  ChangeMembership,
  CheckedIn,
  CompleteTreatment,
  MembershipChanged,
  MembershipsDocument,
  PlanDocument,
  ShownMembership,
  TreatmentCompleted,
} from "../../shared/api/contracts.gen";
import type { Found } from "../../shared/api/documents";
import { Unanswered } from "../../shared/api/outcome";
import { formatDay } from "../../shared/points/dates";
import { formatMoney, formatPoints, moneyFormat } from "../../shared/points/money";
import type { DeskBody } from "./act";
import type { SheetAct } from "./checkout";
import { membershipWords } from "./membership-words";

export type MembershipActName = keyof typeof membershipWords.acts;
/** A treatment as the sheet names it; the clinic's name for it is the request's. */
type Treatment = DeskBody & Pick<CompleteTreatment, "service_id" | "completed_on">;

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
    bounded: "change_membership",
    after: (visit, { what, membership, points, due_minor: due }) => {
      const day = formatDay(membership.paid_until_on, locale, false);
      const sentence = membershipWords.done[what]?.(membership.plan_name, day) ?? what;
      const came = points > 0 ? ` ${membershipWords.points(formatPoints(points, locale))}` : "";
      const owed = due > 0 ? ` ${membershipWords.due(formatMoney(due, moneyFormat(visit.currency, locale)))}` : "";
      return {
        visit: withMembership(visit, membership as ShownMembership),
        done: { sentence: sentence + owed + came, waits: false },
      };
    },
  };
}

/** The clinic's name for the treatment is the request's: told again, it is the same one. */
export function completeTreatment(
  callables: Calling,
  more: Omit<Treatment, keyof DeskBody>,
  service: string,
  locale: string,
): SheetAct<Treatment, TreatmentCompleted> {
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

function withMembership(visit: CheckedIn, membership: ShownMembership): CheckedIn {
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
export function plansOf(rule: Found<MembershipsDocument<Date>>): readonly Plan[] {
  const plans = (rule.plans ?? []) as readonly Found<PlanDocument>[];
  return plans
    .filter((plan) => plan.active === true)
    .map((plan) => ({
      planId: String(plan.plan_id),
      name: String(plan.name),
      priceMinor: Number(plan.price_minor),
      period: String(plan.period),
    }));
}
