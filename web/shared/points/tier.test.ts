import { describe, expect, it } from "vitest";
import { membershipOf, type NextTierState, standingOf, tierNewsOf } from "./tier";
import { wayTo } from "./tier.en";

const clinic = { currency: "USD", locale: "en-US" };
const document = {
  on: "2026-11-22",
  tier_id: "silver",
  name: "Silver",
  multiplier: "3/2",
  perks: ["Parking"],
  kept_until_on: "2027-03-03",
  next: { tier_id: "gold", name: "Gold", measure: "spend_minor", have: 88_000, need: 100_000 },
  year_points: 4_500,
  year: [{ tier_id: "base", name: "Base", points: 3_000, more_points: -1_500, fee_minor: 0, net_minor: -1_500 }],
  rule_versions: { tiers: 1 },
};

describe("where a patient stands, as the account says it", () => {
  it("is read whole", () => {
    expect(standingOf(document)).toEqual({
      on: "2026-11-22",
      tierId: "silver",
      name: "Silver",
      multiplier: "3/2",
      perks: ["Parking"],
      keptUntilOn: "2027-03-03",
      next: { tierId: "gold", name: "Gold", measure: "spend_minor", have: 88_000, need: 100_000 },
      yearPoints: 4_500,
      year: [{ name: "Base", points: 3_000, morePoints: -1_500, feeMinor: 0, netMinor: -1_500 }],
    });
  });

  it.each([
    [null],
    [undefined],
    ["gold"],
    [7],
    [[]],
    [{}],
    [{ tier_id: "gold" }],
    [{ name: "Gold" }],
    [{ ...document, name: 7 }],
  ])("is nothing where the document holds %j", (odd) => expect(standingOf(odd)).toBeNull());

  it("leaves out what is missing or odd, and keeps the rest", () => {
    const odd = {
      tier_id: "base",
      name: "Base",
      perks: ["Parking", 7, null],
      kept_until_on: 7,
      year: [{ name: "Gold" }, null, document.year[0]],
    };
    expect(standingOf(odd)).toMatchObject({
      on: null,
      multiplier: "1",
      perks: ["Parking"],
      keptUntilOn: null,
      next: null,
      yearPoints: 0,
    });
    expect(standingOf(odd)?.year.map(({ name }) => name)).toEqual(["Base"]);
  });

  it.each([
    ["measure", "visits"],
    ["have", "88"],
    ["need", null],
    ["need", 1.5],
    ["name", ""],
  ])("knows no way to the next tier where its %s is %j", (field, odd) =>
    expect(standingOf({ ...document, next: { ...document.next, [field]: odd } })?.next).toBeNull(),
  );
});

describe("a membership, as the account says it", () => {
  const fields = {
    plan_name: "Gold monthly",
    tier_id: "gold",
    status: "past_due",
    started_on: "2025-11-01",
    paid_until_on: "2027-03-03",
  };

  it("is read whole", () => {
    expect(membershipOf(fields)).toEqual({
      planName: "Gold monthly",
      tierId: "gold",
      status: "past_due",
      startedOn: "2025-11-01",
      paidUntilOn: "2027-03-03",
    });
  });

  it.each([
    [null],
    [{}],
    [{ ...fields, status: "ended" }],
    [{ ...fields, status: 1 }],
    [{ ...fields, plan_name: null }],
  ])("is nothing where the document holds %j", (odd) => expect(membershipOf(odd)).toBeNull());
});

describe("what a purchase did to a tier, as its entry says it", () => {
  const why = {
    tier_id: "base",
    elsewhere: { silver: 1_500, odd: "9" },
    tier_after: { tier_id: "silver", name: "Silver", next: document.next },
  };

  it("is the tier it earned at, the one after it, and what it would have earned elsewhere", () => {
    expect(tierNewsOf(why)).toEqual({
      tierId: "base",
      after: { tierId: "silver", name: "Silver", next: expect.objectContaining({ name: "Gold", have: 88_000 }) },
      elsewhere: new Map([["silver", 1_500]]),
    });
  });

  it.each([[undefined], [null], [{}], [{ ...why, tier_id: null }], [{ ...why, tier_after: null }]])(
    "is nothing where the entry holds %j",
    (odd) => expect(tierNewsOf(odd)).toBeNull(),
  );
});

describe("the way to the next tier", () => {
  const next = (measure: NextTierState["measure"], have: number, need: number): NextTierState => ({
    tierId: "gold",
    name: "Gold",
    measure,
    have,
    need,
  });

  it.each([
    [next("spend_minor", 88_000, 100_000), "$120.00 more until Gold"],
    [next("purchases", 3, 5), "2 more purchases until Gold"],
    [next("purchases", 4, 5), "1 more purchase until Gold"],
    [next("points", 800, 2_000), "1,200 more points until Gold"],
    [next("treatments", 0, 1), "1 more treatment until Gold"],
    [next("points", 9, 5), "0 more points until Gold"],
  ])("is one sentence: %j", (way, sentence) => expect(wayTo(way, clinic)).toBe(sentence));

  it("writes money as the clinic's locale does", () => {
    expect(wayTo(next("spend_minor", 0, 12_000), { currency: "EUR", locale: "de-DE" })).toBe(
      "120,00\u00a0€ more until Gold",
    );
  });
});
