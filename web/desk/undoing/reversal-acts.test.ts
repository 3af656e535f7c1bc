/** The acts that undo an earlier one: what they ask for, and the visit as it is after them. */
import { beforeEach, describe, expect, it } from "vitest";
import { answering } from "../../shared/api/callables.fixture";
import type { MembershipChanged, Movement, Receipt } from "../../shared/api/contracts.gen";
import { Unanswered } from "../../shared/api/outcome";
import { moneyFormat } from "../../shared/points/money";
import type { DeskBody } from "../acts/act";
import { arrive, checkout, reach, server, told, used } from "../acts/counter.fixture";
import { cancelRedemption, reverseCredit, undoMembershipAct } from "./reversal-acts";
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
const membership = { kind: "membership", id: "m1", act: { what: "enrolled", plan_name: "Glow" } } as Extract<
  Undoable,
  { kind: "membership" }
>;

let asked: DeskBody[];
let answers: (Movement | MembershipChanged | Error)[];

async function answer<Answer>(body: DeskBody): Promise<Answer> {
  asked.push(body);
  const next = answers.shift() ?? new Unanswered();
  if (next instanceof Error) throw next;
  return next as Answer;
}

const callables = answering({
  reverse_credit: (body) => answer<Movement>(body),
  cancel_redemption: (body) => answer<Movement>(body),
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
    checkout.redeemPoints(500, 10_000);
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

describe("an act on a membership that is undone", () => {
  const changed = { what: "undone", points: -300, membership: { status: "ended" } } as MembershipChanged;

  it("leaves the visit without the membership and its points", async () => {
    answers = [changed];
    checkout.act(undoMembershipAct(callables, membership, dollars));
    await reach("sending");
    await reach("visit");
    expect(asked[0]).toMatchObject({ act: "undo", event_id: "m1" });
    expect(told()).toMatch(/^Undone: Enrolled in Glow\. 300 points were taken back\. What was paid for it/);
    expect(checkout.stage).toMatchObject({ visit: { patient: { membership: null, points: 4_700 } } });
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
