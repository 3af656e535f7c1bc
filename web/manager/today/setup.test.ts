import { expect, it } from "vitest";
import { missingOf } from "./setup";

it("a clinic that was just opened lacks everything, in the order of setting it up", () => {
  const missing = missingOf({ locations: 0, rules: new Set(), people: 1 });
  expect(missing.map(({ what }) => what)).toEqual([
    "locations",
    "earning",
    "expiry",
    "reminders",
    "check_in",
    "people",
  ]);
  expect(missing[1]?.address).toBe("#program/earning");
});

it("what is there is not missing, and a clinic that has all lacks nothing", () => {
  const rules = new Set(["earning", "expiry", "reminders", "check_in", "tiers"]);
  expect(missingOf({ locations: 1, rules, people: 2 })).toEqual([]);
  expect(missingOf({ locations: 1, rules, people: 1 }).map(({ what }) => what)).toEqual(["people"]);
});
