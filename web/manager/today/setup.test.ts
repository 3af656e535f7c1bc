import { expect, it } from "vitest";
import { missingOf } from "./setup";

const ALL = {
  locations: 1,
  rules: new Set(["earning", "expiry", "reminders", "check_in", "tiers"]),
  people: 2,
  services: 1,
  rewards: 1,
};

it("a clinic that was just opened lacks everything, in the order of setting it up", () => {
  const missing = missingOf({ locations: 0, rules: new Set(), people: 1, services: 0, rewards: 0 });
  expect(missing.map(({ what }) => what)).toEqual(["locations", "program", "services", "rewards", "people"]);
  expect(missing[1]?.address).toBe("#program");
  expect(missing[2]?.address).toBe("#for-patients/services");
});

it("a program that was begun lacks its other rules one by one", () => {
  const missing = missingOf({ ...ALL, rules: new Set(["earning", "expiry"]) });
  expect(missing).toEqual([
    { what: "reminders", address: "#program/reminders" },
    { what: "check_in", address: "#program/check_in" },
  ]);
});

it("what is there is not missing, and a clinic that has all lacks nothing", () => {
  expect(missingOf(ALL)).toEqual([]);
  expect(missingOf({ ...ALL, people: 1, rewards: 0 }).map(({ what }) => what)).toEqual(["rewards", "people"]);
});
