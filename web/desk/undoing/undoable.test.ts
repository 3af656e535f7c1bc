/** What can be undone, as the desk lists it: what it was, what changes, and what is left to do by hand. */
import { describe, expect, it } from "vitest";
import type {
  UndoableActs,
  UndoableCashOut,
  UndoableCredit,
  UndoableMembershipAct,
  UndoableRedemption,
  UndoableTreatment,
} from "../../shared/api/contracts.gen";
import { moneyFormat } from "../../shared/points/money";
import { consequences, type Undoable, undoables, wasDone } from "./undoable";

const dollars = moneyFormat("USD", "en-US");
const paidIn: UndoableCredit = {
  credit_id: "c",
  reason: "paid_in",
  tender: "card",
  text: "a package",
  credited_minor: 50_000,
  left_minor: 40_000,
  location_id: "calabasas",
  occurred_at: "2026-11-22T18:00:00Z",
};
const gift: UndoableCredit = {
  ...paidIn,
  credit_id: "g",
  reason: "granted",
  tender: null,
  occurred_at: "2026-11-22T19:00:00Z",
};
const offBill: UndoableRedemption = {
  redemption_id: "r",
  visit_id: "v",
  points: 2_000,
  lapsing_points: 0,
  worth_minor: 2_000,
  bill_minor: 10_000,
  reward_name: null,
  location_id: "calabasas",
  occurred_at: "2026-11-20T18:00:00Z",
};
const reward: UndoableRedemption = { ...offBill, redemption_id: "m", reward_name: "Lip mask", points: 300 };
const enrolled: UndoableMembershipAct = {
  event_id: "e",
  what: "enrolled",
  plan_name: "Glow",
  paid_until_on: "2026-12-21",
  points: 300,
  due_minor: 2_500,
  plan_name_before: null,
  paid_until_on_before: null,
  occurred_at: "2026-11-22T20:00:00Z",
};

const paidOut: UndoableCashOut = {
  cash_out_id: "o",
  text: "asked for",
  paid_out_minor: 1_240,
  location_id: "calabasas",
  occurred_at: "2026-11-22T21:00:00Z",
};
const noted: UndoableTreatment = {
  treatment_id: "t",
  service_name: "Light peel",
  completed_on: "2026-11-21",
  location_id: "calabasas",
  occurred_at: "2026-11-22T22:00:00Z",
};

const ofCredit = (act: UndoableCredit): Undoable => ({ kind: "credit", id: act.credit_id, act });
const ofRedemption = (act: UndoableRedemption): Undoable => ({ kind: "redemption", id: act.redemption_id, act });
const ofMembership = (act: UndoableMembershipAct): Undoable => ({ kind: "membership", id: act.event_id, act });
const ofCashOut = (act: UndoableCashOut): Undoable => ({ kind: "cashOut", id: act.cash_out_id, act });
const ofTreatment = (act: UndoableTreatment): Undoable => ({ kind: "treatment", id: act.treatment_id, act });
const follows = (one: Undoable, amountMinor = 0): string => consequences(one, amountMinor, dollars).join(" ");

describe("the acts that can be undone", () => {
  it("are one list, the newest first", () => {
    const acts = {
      credits: [gift, paidIn],
      redemptions: [offBill],
      cash_outs: [paidOut],
      memberships: [enrolled],
      treatments: [noted],
    } as unknown as UndoableActs;
    expect(undoables(acts).map(({ id }) => id)).toEqual(["t", "o", "e", "g", "c", "r"]);
  });

  it("say what they were", () => {
    const all = [
      ofCredit(paidIn),
      ofCredit(gift),
      ofRedemption(offBill),
      ofRedemption(reward),
      ofMembership(enrolled),
      ofCashOut(paidOut),
      ofTreatment(noted),
      ofTreatment({ ...noted, service_name: "" }),
    ];
    expect(all.map((one) => wasDone(one, dollars))).toEqual([
      "$500.00 paid in by card",
      "$500.00 given",
      "2,000 points used, $20.00 off a bill",
      "300 points for Lip mask",
      "Enrolled in Glow",
      "$12.40 paid out in cash",
      "Light peel of November 21, 2026 noted",
      "A treatment of November 21, 2026 noted",
    ]);
  });
});

describe("what undoing changes", () => {
  it("is that money leaves the wallet; what was paid in goes back by hand, a gift does not", () => {
    expect(follows(ofCredit(paidIn), 1_500)).toBe("$15.00 leaves the wallet. Give the patient $15.00 back by card.");
    expect(follows(ofCredit(gift), 1_500)).toBe("$15.00 leaves the wallet.");
  });

  it("is that points come back, but for those past their last day", () => {
    expect(follows(ofRedemption(offBill))).toContain("2,000 points come back");
    const partly = follows(ofRedemption({ ...offBill, lapsing_points: 500 }));
    expect(partly).toContain("1,500 points come back");
    expect(partly).toContain("500 points are past their last day and do not come back.");
    expect(follows(ofRedemption({ ...offBill, lapsing_points: 2_000 }))).not.toContain("points come back,");
  });

  it("is that a bill is paid again, or that a reward comes back", () => {
    expect(follows(ofRedemption(offBill))).toContain("Collect the $20.00 that came off the bill.");
    expect(follows(ofRedemption(reward))).toContain("Take back what was handed over: Lip mask.");
  });

  it("is that money that was paid out is in the wallet again, and comes back by hand", () => {
    expect(follows(ofCashOut(paidOut))).toBe("$12.40 is in the wallet again. Take the $12.40 back in cash.");
  });

  it("is that a treatment counts no more", () => {
    expect(follows(ofTreatment(noted))).toMatch(/^It counts no more, and the tier follows\./);
  });

  it("is the membership as it was, and the sum that goes back at the register", () => {
    expect(follows(ofMembership(enrolled))).toContain("There is no membership, as before. The 300 points");
    expect(follows(ofMembership(enrolled))).toContain("Give the $25.00 that was paid for it back at the register");
    const dearer = { ...enrolled, what: "changed", due_minor: 1_665 };
    expect(follows(ofMembership(dearer))).toContain("Give the $16.65 that was paid for it back at the register");
    expect(follows(ofMembership({ ...dearer, due_minor: -1_665 }))).toContain("Take $16.65 at the register");
    const paused = {
      ...enrolled,
      what: "paused",
      points: 0,
      due_minor: 0,
      plan_name_before: "Glow",
      paid_until_on_before: "2026-12-21",
    };
    expect(follows(ofMembership(paused))).toBe(
      "The membership is as it was before: Glow, paid until December 21, 2026.",
    );
  });
});
