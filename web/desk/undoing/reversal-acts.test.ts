/** The acts that undo an earlier one: what they ask for, and the visit as it is after them. */
import { beforeEach, describe, expect, it } from "vitest";
import { answering } from "../../shared/api/callables.fixture";
import type { MembershipChanged, Movement, Receipt, TreatmentWithdrawn } from "../../shared/api/contracts.gen";
import { Unanswered } from "../../shared/api/outcome";
import { moneyFormat } from "../../shared/points/money";
import type { DeskBody } from "../acts/act";
import { arrive, checkout, reach, server, told, used, visit } from "../acts/counter.fixture";
import { cancelRedemption, reverseCredit, undoCashOut, undoMembershipAct, withdrawTreatment } from "./reversal-acts";
import type { Undoable } from "./undoable";

const dollars = moneyFormat("USD", "en-US");
const credit = { kind: "credit", id: "c1", act: { tender: "cash", left_minor: 5_000 } } as Extract<
  Undoable,
  { kind: "credit" }
>;
const redemption = {
  kind: "redemption",
  id: "e2",
  act: { visit_id: "v1", points: 500, worth_minor: 500, reward_name: null },
} as Extract<Undoable, { kind: "redemption" }>;
const membership = {
  kind: "membership",
  id: "m1",
  act: { what: "enrolled", plan_name: "Glow", due_minor: 2_500 },
} as Extract<Undoable, { kind: "membership" }>;

const paidOut = { kind: "cashOut", id: "o1", act: { paid_out_minor: 1_240 } } as Extract<Undoable, { kind: "cashOut" }>;
const noted = {
  kind: "treatment",
  id: "T-1",
  act: { service_name: "Light peel", completed_on: "2026-11-21" },
} as Extract<Undoable, { kind: "treatment" }>;

let asked: DeskBody[];
let answers: (Movement | MembershipChanged | TreatmentWithdrawn | Error)[];

async function answer<Answer>(body: DeskBody): Promise<Answer> {
  asked.push(body);
  const next = answers.shift() ?? new Unanswered();
  if (next instanceof Error) throw next;
  return next as Answer;
}

const callables = answering({
  reverse_credit: (body) => answer<Movement>(body),
  cancel_redemption: (body) => answer<Movement>(body),
  undo_cash_out: (body) => answer<Movement>(body),
  withdraw_treatment: (body) => answer<TreatmentWithdrawn>(body),
  change_membership: (body) => answer<MembershipChanged>(body),
});

beforeEach(async () => {
  [asked, answers] = [[], []];
  await arrive();
});

describe("money that is taken back", () => {
  it("tells what goes back by hand, and is looked up where no answer came", async () => {
    server.found = { ...used, explanation: "found" } as unknown as Receipt;
    checkout.act(reverseCredit(callables, credit, 1_500, "a zero too many", dollars));
    await reach("sending");
    await reach("visit");
    expect(asked[0]).toMatchObject({ credit_id: "c1", amount_minor: 1_500, text: "a zero too many" });
    expect(new Set(asked.map(({ request_id }) => request_id)).size).toBe(1);
    expect(told()).toBe("found. Give the patient $15.00 back by cash.");
  });
});

describe("a redemption that is cancelled", () => {
  it("can be used again at its visit, and cannot be taken back by one key, too", async () => {
    checkout.redeemPoints(500, 10_000, 500);
    await reach("sending");
    await reach("visit");
    expect(checkout.undoable?.entryId).toBe("e2");
    answers = [{ ...used, kind: "reversal", points: 500, points_after: 5_000, explanation: "500 given back" }];
    checkout.act(cancelRedemption(callables, redemption, "twice", dollars));
    await reach("sending");
    await reach("visit");
    expect(asked[0]).toMatchObject({ redemption_id: "e2", visit_id: "v1", text: "twice" });
    expect(told()).toBe("500 given back. Collect the $5.00 that came off the bill.");
    expect(checkout.stage).toMatchObject({ visit: { redemption: { used_points: 0 }, patient: { points: 5_000 } } });
    expect(checkout.undoable).toBeNull();
  });
});

describe("money that was paid out", () => {
  it("is the wallet's again, comes back by hand, and the visit is asked for anew", async () => {
    answers = [{ ...used, kind: "reversal", wallet_minor: 1_240, explanation: "Payment in cash undone: by mistake" }];
    const paidIn = [{ kind: "card" as const, amount_minor: 1_240 }];
    server.visits = [{ ...visit, patient: { ...visit.patient, wallet_minor: 1_240, paid_in: paidIn } }];
    checkout.act(undoCashOut(callables, paidOut, "by mistake", dollars));
    await reach("sending");
    await reach("visit");
    expect(asked[0]).toMatchObject({ cash_out_id: "o1", text: "by mistake" });
    expect(told()).toBe("Payment in cash undone: by mistake. Take the $12.40 back in cash.");
    expect(checkout.stage).toMatchObject({ visit: { patient: { paid_in: paidIn } } });
  });
});

describe("a treatment that was noted by mistake", () => {
  it("is withdrawn by its id, for nobody else", async () => {
    answers = [{ treatment_id: "T-1", tier_id: null, to_patient_id: null, to_tier_id: null }];
    checkout.act(withdrawTreatment(callables, noted, dollars));
    await reach("sending");
    await reach("visit");
    expect(asked[0]).toMatchObject({ treatment_id: "T-1", patient_id: "ana" });
    expect(asked[0]).not.toHaveProperty("to_patient_id");
    expect(told()).toBe("Undone: Light peel of November 21, 2026 noted.");
  });
});

describe("an act on a membership that is undone", () => {
  const changed = { what: "undone", points: -300, membership: { status: "ended" } } as MembershipChanged;

  it("leaves the visit without the membership and its points", async () => {
    answers = [changed];
    checkout.act(undoMembershipAct(callables, membership, dollars));
    await reach("sending");
    await reach("visit");
    expect(asked[0]).toMatchObject({ act: "undo", event_id: "m1" });
    expect(told()).toMatch(
      /^Undone: Enrolled in Glow\. 300 points were taken back\. Give the \$25\.00 that was paid for it/,
    );
    expect(checkout.stage).toMatchObject({ visit: { patient: { membership: null, points: 4_700 } } });
  });

  it("tells what the dearer plan had cost, as the answer says", async () => {
    answers = [{ ...changed, points: 0, due_minor: -1_665 }];
    const dearer = { ...membership, act: { ...membership.act, what: "changed", due_minor: 0 } };
    checkout.act(undoMembershipAct(callables, dearer, dollars));
    await reach("sending");
    await reach("visit");
    expect(told()).toContain("Give the $16.65 that was paid for it back at the register");
  });

  it("stays unknown until the same request is answered", async () => {
    checkout.act(undoMembershipAct(callables, membership, dollars));
    await reach("unknown");
    answers = [changed];
    checkout.askAgain();
    await reach("visit");
    expect(new Set(asked.map(({ request_id }) => request_id)).size).toBe(1);
  });
});
