import { beforeEach, describe, expect, it } from "vitest";
import type { CheckedIn, ReversalWhy } from "../../shared/api/contracts.gen";
import { Refused, Unanswered } from "../../shared/api/outcome";
import {
  again,
  arrive,
  beyond,
  checkout,
  clock,
  elises,
  reach,
  server,
  tenders,
  told,
  unsaid,
  used,
  visit,
} from "./counter.fixture";
import { refund } from "./ledger-acts";

describe("points that are used", () => {
  beforeEach(arrive);

  it("leave the visit as it is after them", async () => {
    checkout.redeemPoints(500, 10_000, 500);
    await reach("sending");
    await reach("visit");
    expect(server.acts[0]).toMatchObject({ name: "redeem_points", visit_id: "v1", points: 500, bill_minor: 10_000 });
    const { stage } = checkout;
    expect(stage.name === "visit" && stage.visit).toMatchObject({
      patient: { points: 4_500, available_points: 4_500 },
      redemption: { used_points: 500, bill: { named_minor: 10_000, off_minor: 500, over_minor: 0 } },
    });
    expect(told()).toBe("500 points used");
  });

  it("wait for the patient's yes, and repeat the very same request until it is there", async () => {
    server.answers = [unsaid, unsaid, unsaid];
    checkout.redeemReward("peel", 900);
    await reach("confirming");
    await reach("visit");
    expect(server.questions).toHaveLength(1);
    expect(server.questions[0]).toMatchObject({ points: 500, visit_id: "v1" });
    expect(server.questions[0]?.request_id).not.toBe(server.acts[0]?.request_id);
    expect(new Set(server.acts.map(({ request_id }) => request_id)).size).toBe(1);
    expect(told()).toBe("500 points used");
  });

  it("are not used when the patient says no, and a new try asks them again", async () => {
    const declined = new Refused("confirmation-declined", { points: 500 }, "");
    server.answers = [unsaid, unsaid, declined, declined, unsaid];
    checkout.redeemPoints(500, 10_000, 500);
    await reach("confirming");
    await reach("visit");
    expect(told()).toBe("confirmation-declined");
    checkout.redeemPoints(500, 10_000, 500);
    await reach("confirming");
    await reach("visit");
    expect(server.questions).toHaveLength(2);
    expect(told()).toBe("500 points used");
  });

  it("are waited for no longer than the desk likes", async () => {
    server.answers = Array.from({ length: 200 }, () => unsaid);
    checkout.redeemPoints(500, 10_000, 500);
    await reach("confirming");
    checkout.stopWaiting();
    await reach("visit");
    expect(told()).toBe("confirmation-required");
    expect(server.answers.length).toBeGreaterThan(150);
  });

  it("may also pay a part of a purchase, confirmed alike", async () => {
    server.answers = [unsaid, unsaid];
    checkout.record(tenders);
    await reach("confirming");
    await reach("receipt");
    expect(new Set(server.purchases.map(({ request_id }) => request_id)).size).toBe(1);
  });

  it.each(["store-unavailable", "too-many-calls"] as const)(
    "stay unknown while %s is all that is said, and are asked for under the same request",
    async (code) => {
      server.answers = Array.from({ length: 3 }, () => new Refused(code, {}, ""));
      checkout.redeemPoints(500, 10_000, 500);
      await reach("unknown");
      expect(checkout.scan("ANOTHERCODEANOTHERCODE")).toBe("held");
      checkout.askAgain();
      await reach("visit");
      expect(new Set(server.acts.map(({ request_id }) => request_id)).size).toBe(1);
    },
  );
});

describe("the last act", () => {
  beforeEach(arrive);

  it("takes a purchase back for two minutes, and the patient is there again", async () => {
    checkout.record(tenders);
    await reach("receipt");
    clock(119_999);
    checkout.undo();
    await reach("visit");
    expect(server.acts[0]).toMatchObject({ name: "void_purchase", purchase_id: "e1" });
    expect(checkout.undoable).toBeNull();
  });

  it("cannot be taken back after two minutes", async () => {
    checkout.record(tenders);
    await reach("receipt");
    clock(120_000);
    checkout.undo();
    expect(checkout.stage.name).toBe("receipt");
    expect(server.acts).toEqual([]);
  });

  it("takes a redemption back at its visit", async () => {
    checkout.redeemPoints(500, 10_000, 500);
    await reach("sending");
    await reach("visit");
    server.answers = [{ ...used, kind: "reversal", points: 500, points_after: 5_000, explanation: "given back" }];
    checkout.undo();
    await reach("sending");
    await reach("visit");
    expect(server.acts[1]).toMatchObject({ name: "cancel_redemption", redemption_id: "e2", visit_id: "v1" });
    const { stage } = checkout;
    expect(stage.name === "visit" && stage.visit).toMatchObject({
      patient: { points: 5_000 },
      redemption: { used_points: 0 },
    });
  });

  it.each([
    ["the same patient", again, true],
    ["another patient", elises, false],
  ])("stays in sight when %s is scanned over its receipt", async (_, next, isHere) => {
    checkout.record(tenders);
    await reach("receipt");
    server.checkIn = async () => next;
    checkout.scan("ANOTHERCODEANOTHERCODE");
    await reach("visit");
    expect(checkout.undoable?.visit.patient.name).toBe("Ana Ruiz");
    expect(checkout.isUndoableHere).toBe(isHere);
    clock(120_000);
    expect(checkout.undoable).toBeNull();
  });

  it("of another patient is taken back at that patient's visit, and what is typed here waits", async () => {
    checkout.record(tenders);
    await reach("receipt");
    server.checkIn = async () => elises;
    checkout.scan("ANOTHERCODEANOTHERCODE");
    await reach("visit");
    checkout.undo();
    await reach("visit");
    expect(server.acts[0]).toMatchObject({ name: "void_purchase", purchase_id: "e1", patient_id: "ana" });
    expect(checkout.stage).toMatchObject({ visit: { patient: { name: "Ana Ruiz" } } });
  });

  it("says why it could not be taken back, where it was offered", async () => {
    checkout.record(tenders);
    await reach("receipt");
    server.answers = [new Refused("void-too-late", {}, "")];
    checkout.undo();
    await reach("sending");
    await reach("receipt");
    expect(checkout.stage).toMatchObject({ refused: { doing: "undo", cause: { code: "void-too-late" } } });
  });

  it("keeps its request while it is not known whether it was taken back", async () => {
    checkout.record(tenders);
    await reach("receipt");
    server.answers = Array.from({ length: 3 }, () => new Unanswered());
    checkout.undo();
    await reach("unknown");
    checkout.askAgain();
    await reach("visit");
    expect(new Set(server.acts.map(({ request_id }) => request_id)).size).toBe(1);
  });
});

describe("a later refund", () => {
  it("names the purchase, the lines and the reason, and leaves the visit as it is after it", async () => {
    await arrive();
    const remainder = { numerator: 1, denominator: 3 };
    server.answers = [
      {
        ...used,
        kind: "reversal",
        points_after: 900,
        debt_points_after: 0,
        why: { remainder_after: remainder } as ReversalWhy,
      },
    ];
    checkout.act(
      refund(
        server,
        {
          purchase_id: "e9",
          lines: [{ kind: "cash", amount_minor: 100, returned_as: null }],
          text: "sent back",
        },
        "en-US",
      ),
    );
    await reach("sending");
    await reach("visit");
    expect(server.acts[0]).toMatchObject({ name: "refund_purchase", purchase_id: "e9", text: "sent back" });
    const { stage } = checkout;
    expect(stage.name === "visit" && stage.visit).toMatchObject({
      patient: { points: 900, available_points: 900 },
      earning: { remainder },
      redemption: { used_points: 0 },
    });
  });

  it("is followed by the tier that holds after it, which the same check-in is asked for", async () => {
    const inTier = (tierId: string, multiplier: string): CheckedIn => ({
      ...visit,
      patient: { ...visit.patient, tier_id: tierId },
      earning: { ...visit.earning, multiplier },
    });
    const answers = [inTier("silver", "3/2"), inTier("base", "1"), new Unanswered()];
    server.checkIn = async ({ request_id }) => {
      server.checkIns.push(request_id);
      const answer = answers.shift();
      if (answer instanceof Error || !answer) throw answer;
      return answer;
    };
    await arrive();
    const takeBack = async (): Promise<void> => {
      checkout.act(
        refund(
          server,
          {
            purchase_id: "e9",
            lines: [{ kind: "cash", amount_minor: 100, returned_as: null }],
            text: "sent back",
          },
          "en-US",
        ),
      );
      await reach("sending");
      await reach("visit");
    };
    await takeBack();
    expect(checkout.stage).toMatchObject({ visit: { patient: { tier_id: "base" }, earning: { multiplier: "1" } } });
    expect(told()).toBe("500 points used");
    await takeBack();
    expect(checkout.stage).toMatchObject({ visit: { patient: { tier_id: "base", points: 4_500 } } });
    expect(server.checkIns).toHaveLength(3);
    expect(new Set(server.checkIns).size).toBe(1);
  });
});

describe("more than one person may do alone", () => {
  beforeEach(arrive);

  it("waits for a second person under the act's own request, and is done with their yes", async () => {
    server.answers = [beyond];
    server.statuses = ["waiting", "waiting"];
    checkout.record(tenders);
    await reach("approving");
    await reach("receipt");
    expect(server.approvals).toHaveLength(3);
    expect(server.approvals[0]).toMatchObject({ act: "record_purchase", body: server.purchases[0] });
    expect(new Set([...server.purchases, ...server.approvals].map(({ request_id }) => request_id)).size).toBe(1);
  });

  it("is not done when the second person says no", async () => {
    server.answers = [beyond];
    server.statuses = ["waiting", "declined"];
    checkout.record(tenders);
    await reach("approving");
    await reach("visit");
    expect(told()).toBe("approval-decided");
    expect(server.purchases).toHaveLength(1);
  });

  it("is waited for no longer than the desk likes", async () => {
    server.answers = [beyond];
    server.statuses = Array.from({ length: 200 }, () => "waiting");
    checkout.record(tenders);
    await reach("approving");
    checkout.stopWaiting();
    await reach("visit");
    expect(told()).toBe("beyond-bound");
  });
});
