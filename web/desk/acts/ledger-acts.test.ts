import { beforeEach, describe, expect, it } from "vitest";
import { answering } from "../../shared/api/callables.fixture";
import type { Adjusted, Movement, Reassigned, Receipt, ReversalWhy } from "../../shared/api/contracts.gen";
import { Refused, Unanswered } from "../../shared/api/outcome";
import type { DeskBody } from "./act";
import { arrive, checkout, reach, receipt, tenders, told, used } from "./counter.fixture";
import { adjust, reassign, withNetting } from "./ledger-acts";

const given = { ...used, kind: "adjustment", points: 1_500, points_after: 6_500, explanation: "as agreed" } as Movement;
const takenBack = { ...used, kind: "reversal", points: -4_500, points_after: 500, explanation: "Moved" } as Movement;
const more = { points: 1_500, reason: "goodwill", text: "as agreed", private_note: "" };

let asked: DeskBody[];
let answers: (Adjusted | Reassigned | Error)[];

async function answer<Answer>(body: DeskBody): Promise<Answer> {
  asked.push(body);
  const next = answers.shift() ?? new Unanswered();
  if (next instanceof Error) throw next;
  return next as Answer;
}

/** The entry that a look-up finds, by patient. */
let found: Record<string, Movement | Receipt>;
const callables = answering({
  adjust_points: (body) => answer<Adjusted>(body),
  reassign_purchase: (body) => answer<Reassigned>(body),
  get_receipt: async ({ patient_id }) => {
    const entry = found[patient_id];
    if (!entry) throw new Refused("receipt-not-found", {}, "");
    return entry;
  },
});

beforeEach(async () => {
  [asked, answers, found] = [[], [], {}];
  await arrive();
});

describe("an adjustment", () => {
  it("leaves the visit as it is after it", async () => {
    answers = [{ adjustment_id: "a", status: "posted", movement: given }];
    checkout.act(adjust(callables, more, "en-US"));
    await reach("sending");
    await reach("visit");
    expect(asked[0]).toMatchObject({ patient_id: "ana", location_id: "calabasas", ...more });
    expect(told()).toBe("1,500 points given: as agreed");
    expect(checkout.stage).toMatchObject({ visit: { patient: { points: 6_500 } }, done: { waits: false } });
  });

  it("that waits changes nothing and says so", async () => {
    answers = [{ adjustment_id: "a", status: "pending", movement: null }];
    checkout.act(adjust(callables, { ...more, points: -1_500 }, "en-US"));
    await reach("sending");
    await reach("visit");
    expect(told()).toBe("1,500 points taken, once a second person approves. Until then nothing changes.");
    expect(checkout.stage).toMatchObject({ visit: { patient: { points: 5_000 } }, done: { waits: true } });
  });

  it("whose answer was lost stays unknown until the same request is answered", async () => {
    checkout.act(adjust(callables, more, "en-US"));
    await reach("unknown");
    answers = [{ adjustment_id: "a", status: "pending", movement: null }];
    checkout.askAgain();
    await reach("visit");
    expect(new Set(asked.map(({ request_id }) => request_id)).size).toBe(1);
  });
});

describe("a purchase that is undone", () => {
  const why = { owed_minor: 4_500, currency: "USD" } as ReversalWhy;
  const undone = { ...takenBack, debt_points: 4_500, explanation: "Refund of $450.00", why };

  it("tells what may be kept for points that were used, and that they are not owed, too", () => {
    expect(withNetting("Refund of $450.00", undone, "en-US")).toBe(
      "Refund of $450.00. The points now owed are worth $45.00: up to so much may be kept from what goes back. " +
        "If it is kept, give the 4,500 points with Adjust points, so that they are not owed, too.",
    );
  });

  it("says no more where nothing is owed", () => {
    const settled = { ...undone, why: { ...why, owed_minor: 0 } };
    expect(withNetting("Refund of $450.00", settled, "en-US")).toBe("Refund of $450.00");
    expect(withNetting("1,500 points given", given, "en-US")).toBe("1,500 points given");
  });
});

describe("a purchase that is moved", () => {
  it("whose answer was lost is looked up on both accounts, and can no longer be taken back by one key", async () => {
    found = { ana: takenBack, bea: receipt };
    checkout.record(tenders);
    await reach("receipt");
    checkout.leave();
    await arriveAgain();
    checkout.act(reassign(callables, { purchase_id: "e1", to_patient_id: "bea", text: "wrong" }, "Beatrice", "en-US"));
    await reach("sending");
    await reach("visit");
    expect(told()).toBe("Moved. Beatrice: 4,500 points credited");
    expect(checkout.undoable).toBeNull();
  });
});

/** The same patient's next code; the offer to undo stands. */
async function arriveAgain(): Promise<void> {
  checkout.scan("ANOTHERCODEANOTHERCODE");
  await reach("visit");
  expect(checkout.undoable?.entryId).toBe("e1");
}
