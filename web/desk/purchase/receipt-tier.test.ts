import { describe, expect, it } from "vitest";
import type { CheckedIn, Receipt } from "../../shared/api/contracts.gen";
import type { Clinic } from "../../shared/api/documents";
import type { Place } from "../acts/refusals";
import { announcementOf } from "../announcement";
import { tierNames, tierSaid } from "./receipt-tier";

const clinic = { currency: "USD", locale: "en-US" } as Clinic;
const names = new Map([
  ["base", "Base"],
  ["silver", "Silver"],
  ["gold", "Gold"],
]);
const next = { tier_id: "gold", name: "Gold", measure: "spend_minor", have: 88_000, need: 100_000 };
const after = { tier_id: "silver", name: "Silver", next };
const why = { tier_id: "base", tier_after: after, elsewhere: { silver: 450, gold: 900 } };

function receipt(why: object): Receipt {
  return { points: 300, debt_repaid_points: 0, points_after: 1_300, why } as Receipt;
}

function visit(tierId: string | null): CheckedIn {
  return { patient: { name: "Ana Ruiz", tier_id: tierId } } as CheckedIn;
}

describe("what a receipt says of the tier", () => {
  it("is the new tier, the way to the next, and what the best of those above would have earned", () => {
    expect(tierSaid(receipt(why), visit("base"), names, clinic)).toEqual({
      now: "Now Silver",
      way: "$120.00 more until Gold",
      above: "Gold would have earned 900 points",
    });
  });

  it("is no new tier where it is the same", () => {
    expect(tierSaid(receipt({ ...why, tier_id: "silver" }), visit("silver"), names, clinic).now).toBe("");
    expect(tierSaid(receipt({ ...why, tier_id: "silver" }), visit(null), names, clinic).now).toBe("");
  });

  it("is a new tier too where the purchase was earned at the tier it reached", () => {
    expect(tierSaid(receipt({ ...why, tier_id: "silver" }), visit("base"), names, clinic).now).toBe("Now Silver");
  });

  it("speaks of no tier that earns no more, nor of one without a name", () => {
    const above = (elsewhere: object): string =>
      tierSaid(receipt({ ...why, elsewhere }), visit("base"), names, clinic).above;
    expect([above({ base: 100, silver: 300 }), above({ unheard: 900 }), above({})]).toEqual(["", "", ""]);
    const repaid = { ...receipt({ ...why, elsewhere: { gold: 400 } }), debt_repaid_points: 100 };
    expect(tierSaid(repaid, visit("base"), names, clinic).above).toBe("");
  });

  it("is nothing where the clinic has no tiers", () => {
    const nothing = { now: "", way: "", above: "" };
    expect(tierSaid(receipt({ tier_id: null, elsewhere: {}, tier_after: null }), visit(null), names, clinic)).toEqual(
      nothing,
    );
    expect(tierSaid(receipt({}), visit(null), names, clinic)).toEqual(nothing);
  });

  it("is announced with the credit", () => {
    const stage = { name: "receipt" as const, receipt: receipt(why), visit: visit("base"), refused: null };
    const place = { clinic } as Place;
    expect(announcementOf(stage, place)).toBe("Credited 300 points to Ana Ruiz. New balance 1,300. Now Silver.");
    expect(announcementOf({ ...stage, receipt: receipt({}) }, place)).toBe(
      "Credited 300 points to Ana Ruiz. New balance 1,300.",
    );
  });
});

describe("the names of the tiers", () => {
  it("are read from their rule, what is odd left out", () => {
    const tiers = [{ tier_id: "base", name: "Base" }, { tier_id: "gold" }, null, 7];
    expect([...tierNames({ tiers })]).toEqual([["base", "Base"]]);
    expect([tierNames(null).size, tierNames({ tiers: "gold" }).size]).toEqual([0, 0]);
  });
});
