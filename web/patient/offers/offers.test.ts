import { describe, expect, it } from "vitest";
import { type Looking, type Offer, offerOf, offersFor } from "./offers";

const now: Looking = { today: "2026-11-22", tierId: null, points: 1_000 };
const offer = (title: string, more: Partial<Offer> = {}): Offer => ({
  ...offerOf(title, { title, active: true }),
  ...more,
});
const titles = (offers: Offer[], looking = now): string[] => offersFor(offers, looking).map(({ title }) => title);

describe("the offers for a patient", () => {
  it("are within their days, both included, and those that end first come first", () => {
    const offers = [
      offer("always"),
      offer("over", { endsOn: "2026-11-21" }),
      offer("next week", { endsOn: "2026-11-29" }),
      offer("last day", { endsOn: "2026-11-22" }),
      offer("first day", { startsOn: "2026-11-22" }),
      offer("to come", { startsOn: "2026-11-23" }),
    ];
    expect(titles(offers)).toEqual(["last day", "next week", "always", "first day"]);
  });

  it("are switched on, for the patient's tier, and from the points they can use on", () => {
    const offers = [
      offer("off", { active: false }),
      offer("for gold", { tierIds: ["gold"] }),
      offer("from 1,000", { fromPoints: 1_000 }),
      offer("from 1,001", { fromPoints: 1_001 }),
    ];
    expect(titles(offers)).toEqual(["from 1,000"]);
    expect(titles(offers, { ...now, tierId: "gold", points: 1_001 })).toEqual(["for gold", "from 1,000", "from 1,001"]);
  });

  it("are shown to whoever owes points, if they ask for none", () => {
    expect(titles([offer("everybody"), offer("from 1", { fromPoints: 1 })], { ...now, points: -40 })).toEqual([
      "everybody",
    ]);
  });
});
