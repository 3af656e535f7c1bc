/** Acts of a manager on rules: one call, repeated with the same request until it is answered. */
import type { ManageRule, RuleManaged } from "../../shared/api/contracts.gen";
import { askAgain } from "../../shared/api/outcome";
import type { ManagerContext } from "../manager-context";

/** Milliseconds: the office may have to wake first. */
const TIMEOUT = 20_000;

export type Act = Omit<ManageRule, "request_id" | "clinic_id">;

/** Does it once, however often it is asked: the request keeps its id. */
export async function manageRule(
  { office, clinic }: Pick<ManagerContext, "office" | "clinic">,
  act: Act,
  requestId = newRequestId(),
): Promise<RuleManaged> {
  const body: ManageRule = { ...act, request_id: requestId, clinic_id: clinic.clinicId };
  return askAgain(() => office.call("manage_rule", body, TIMEOUT));
}

export function newRequestId(): string {
  return crypto.randomUUID();
}
