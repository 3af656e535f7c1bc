import { describe, expect, it } from "vitest";
import type { MembershipState, TierState, TierYearState } from "../../shared/points/tier";
import { opportunityOf } from "./opportunity";
import { membershipWords, opportunityWords, ringLabel, wayOf } from "./words.en";

const clinic = { currency: "USD", locale: "en-US" };

function year(name: string, morePoints: number, feeMinor: number, netMinor: number | null): TierYearState {
  return { name, points: 4_000 + morePoints, morePoints, feeMinor, netMinor };
}

function standing(name: string, ...elsewhere: TierYearState[]): TierState {
  const way = { keptUntilOn: null, next: null, yearPoints: 4_000 };
  return { on: "2026-11-22", tierId: name.toLowerCase(), name, multiplier: "1", perks: [], year: elsewhere, ...way };
}

function membership(startedOn: string, tierId = "gold"): MembershipState {
  return { planName: "Gold monthly", tierId, status: "active", startedOn, paidUntilOn: "2027-03-03" };
}

/** The sentence of the year elsewhere, or null. */
function said(tier: TierState, member: MembershipState | null = null): string | null {
  const opportunity = opportunityOf(tier, member);
  return opportunity && opportunityWords(opportunity, tier.name, clinic);
}

describe("the last year at another tier", () => {
  it("is told of the tier that would have left most", () => {
    const tiers = [
      year("Silver", 400, 0, 400),
      year("Gold", 1_200, 30_000, 4_500),
      year("Platinum", 9_000, 99_000, 4_400),
    ];
    expect(said(standing("Base", ...tiers))).toBe(
      "Over the last twelve months Gold would have brought you 1,200 more points, $45.00 more than it costs.",
    );
  });

  it("names no cost where the tier costs nothing", () => {
    expect(said(standing("Base", year("Silver", 1, 0, 1)))).toBe(
      "Over the last twelve months Silver would have brought you 1 more point, worth $0.01.",
    );
  });

  it("is told honestly where no fee would have been worth it", () => {
    const sentence = "Over the last twelve months a Gold membership would not have paid for itself.";
    expect(said(standing("Base", year("Gold", 1_200, 30_000, -18_000)))).toBe(sentence);
    expect(said(standing("Base", year("Gold", 1_200, 30_000, 0)))).toBe(sentence);
    expect(said(standing("Base", year("Gold", 0, 30_000, -30_000)))).toBe(sentence);
    expect(said(standing("Base", year("Elite", 100, 30_000, -1)))).toContain("an Elite membership");
  });

  it("is not told where nothing was bought, nothing has a price, or no tier costs anything", () => {
    const idle = { ...year("Gold", 0, 30_000, -30_000), points: 0 };
    expect(said({ ...standing("Base", idle), yearPoints: 0 })).toBeNull();
    expect(said(standing("Base", year("Gold", 1_200, 30_000, null)))).toBeNull();
    expect(said(standing("Base", year("Silver", 0, 0, 0)))).toBeNull();
    expect(said(standing("Base"))).toBeNull();
  });

  it("is told of a lower tier only to a member whose membership did not pay", () => {
    const tier = standing("Gold", year("Base", -800, 0, 300), year("Silver", -500, 0, 100));
    const sentence = "Your Gold membership brought you 800 more points than Base, worth $3.00 less than it costs.";
    expect(said(tier, membership("2025-11-22"))).toBe(sentence);
    expect(said(tier)).toBeNull();
    expect(said(tier, membership("2025-11-22", "silver"))).toBeNull();
    expect(said(standing("Gold", year("Base", -800, 0, -300)), membership("2025-11-22"))).toBeNull();
  });

  it("is not told to a member before a year of fees is paid, as the sums take a whole one", () => {
    const tier = standing("Gold", year("Base", -800, 0, 300), year("Platinum", 900, 60_000, 200));
    expect(said(tier, membership("2025-11-23"))).toBeNull();
    expect(said(tier, { ...membership("2025-11-22"), startedOn: null })).toBeNull();
    expect(said(tier, membership("2025-11-22"))).not.toBeNull();
  });
});

describe("how a tier goes on", () => {
  const next = { tierId: "gold", name: "Gold", measure: "purchases" as const, have: 3, need: 5 };

  it("is the way to the next, else its last day, else that there is none above", () => {
    const tier = { ...standing("Silver"), keptUntilOn: "2027-03-03" };
    expect(wayOf({ ...tier, next }, clinic)).toBe("2 more purchases until Gold");
    expect(wayOf(tier, clinic)).toBe("Silver until March 3, 2027");
    expect(wayOf({ ...tier, keptUntilOn: null }, clinic)).toBe("Silver, the highest you can reach by visiting");
  });

  it("is in the ring's label", () => {
    expect(ringLabel({ ...standing("Silver"), next }, clinic)).toBe("3 of 5 towards Gold");
    const spend = { ...next, measure: "spend_minor" as const, have: 88_000, need: 100_000 };
    expect(ringLabel({ ...standing("Silver"), next: spend }, clinic)).toBe("$880.00 of $1,000.00 towards Gold");
    expect(ringLabel(standing("Gold"), clinic)).toBe("Gold, reached");
  });
});

describe("how a membership stands", () => {
  it.each([
    ["active", "Paid until March 3, 2027", "Active"],
    ["past_due", "A payment is missing", "A payment is missing"],
    ["paused", "Paused", "Paused"],
    ["cancelled", "Ends March 3, 2027", "Canceled"],
  ] as const)("is said of one that is %s", (status, dated, undated) => {
    const member = { ...membership("2026-01-01"), status };
    expect(membershipWords(member, clinic)).toBe(dated);
    expect(membershipWords({ ...member, paidUntilOn: null }, clinic)).toBe(undated);
  });
});
