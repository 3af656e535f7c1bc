import { describe, expect, it } from "vitest";
import { moneyFormat } from "../../shared/points/money";
import type { Content } from "../rules/rule";
import type { Saying } from "../rules/saying";
import { freeId, withMovedPart, withNewPart, withoutPart, withPart } from "./parts";

const saying: Saying = { format: moneyFormat("USD", "en-US"), tierNames: new Map([["gold", "Gold"]]) };
const one = { numerator: 1, denominator: 1 };
const base: Content = { tier_id: "base", name: "Base", multiplier: one, perks: [], measure: null, at_least: 0 };
const silver: Content = { ...base, tier_id: "silver", name: "Silver", measure: "spend_minor", at_least: 300_000 };

describe("a ladder of tiers in a form", () => {
  it("gets a new tier above, which earns no less than the one below", () => {
    const [, , tier] = withNewPart(
      [base, { ...silver, multiplier: { numerator: 3, denominator: 2 } }],
      "tier_id",
      saying,
    );
    expect(tier).toMatchObject({
      tier_id: "new",
      name: "",
      multiplier: { numerator: 3, denominator: 2 },
      measure: null,
    });
  });

  it("knows a new tier by its name, and a live one by the id that it has", () => {
    const parts = withNewPart([base], "tier_id", saying);
    const named = withPart(parts, 1, "tier_id", { ...parts[1], name: "Gold Plus" }, new Set(["base"]));
    expect(named[1]).toMatchObject({ tier_id: "gold-plus" });
    const renamed = withPart([base, silver], 1, "tier_id", { ...silver, name: "Argent" }, new Set(["base", "silver"]));
    expect(renamed[1]).toMatchObject({ tier_id: "silver", name: "Argent" });
  });

  it("asks for nothing at its first tier, whichever that is, and for something where it measures", () => {
    expect(withMovedPart([base, silver], 1, -1)[0]).toMatchObject({ tier_id: "silver", measure: null, at_least: 0 });
    expect(withoutPart([base, silver], 0)).toEqual([{ ...silver, measure: null, at_least: 0 }]);
    const measured = withPart(
      [base, { ...silver, at_least: 0 }],
      1,
      "tier_id",
      { ...silver, at_least: 0 },
      new Set(["silver"]),
    );
    expect(measured[1]).toMatchObject({ at_least: 1 });
    const unmeasured = withPart([base, silver], 1, "tier_id", { ...silver, measure: null }, new Set(["silver"]));
    expect(unmeasured[1]).toMatchObject({ at_least: 0 });
  });

  it.each([
    ["Gold, by the year", [], "gold-by-the-year"],
    ["Gold", ["gold"], "gold-2"],
    ["Gold", ["gold", "gold-2"], "gold-3"],
    ["Élite", [], "elite"],
    ["***", [], "new"],
  ])("makes an id of %s", (name, taken, id) => expect(freeId(name, taken)).toBe(id));
});
