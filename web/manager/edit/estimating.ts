/** The estimate of a draft of earning while somebody types: the closed days of the last 90 at another rate, read once. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { closedDays } from "../firestore/day-documents";
import type { ManagerContext } from "../manager-context";
import { equal } from "../rules/difference";
import { type ClosedDay, type Estimate, estimate, givenByPurchases, type Rate, ratioOf } from "../rules/estimate";
import type { Content, RuleName } from "../rules/rule";

/** The days that a preview would play. */
const DAYS = 90;

export class Estimating implements ReactiveController {
  #days: readonly ClosedDay[] | null = null;
  #isAsked = false;

  constructor(private readonly host: ReactiveControllerHost & { manager: ManagerContext }) {
    host.addController(this);
  }

  hostConnected(): void {}

  /** null: nothing to say, or not read yet. Another tender cannot be told from the sums of days. */
  of(rule: RuleName, before: Content | null, after: Content, minorPer100Points: number): Estimate | null {
    if (rule !== "earning" || !before || !equal(before["eligible_tenders"], after["eligible_tenders"])) return null;
    const [was, is] = [rateOf(before), rateOf(after)];
    if (equal(was, is)) return null;
    void this.#read();
    if (!this.#days?.length) return null;
    const points = givenByPurchases(this.#days);
    return estimate([{ points, before: ratioOf(was), after: ratioOf(is) }], minorPer100Points);
  }

  async #read(): Promise<void> {
    if (this.#isAsked) return;
    this.#isAsked = true;
    this.#days = await closedDays(this.host.manager.documents, DAYS).catch(() => []);
    this.host.requestUpdate();
  }
}

function rateOf(content: Content): Rate {
  return { rate_bp: Number(content["rate_bp"]), minor_per_point: Number(content["minor_per_point"]) };
}
