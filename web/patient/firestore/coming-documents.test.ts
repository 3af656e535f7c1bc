import { Timestamp } from "firebase/firestore";
import { describe, expect, it } from "vitest";
import { comingOf } from "./coming-documents";

const at = (day: string) => Timestamp.fromDate(new Date(`${day}T08:00:00Z`));

describe("what is coming", () => {
  it("is told soonest first, and is nothing where the clinic says nothing", () => {
    const later = { rule: "tiers", what: ["tiers-dearer"], effective_at: at("2026-12-20") };
    const sooner = { rule: "expiry", what: ["life-shorter"], effective_at: at("2026-12-06") };
    expect(comingOf({ coming: { a: later, b: sooner } }).map(({ rule }) => rule)).toEqual(["expiry", "tiers"]);
    expect([comingOf({}), comingOf({ coming: null })]).toEqual([[], []]);
  });

  it("is an error where it cannot be read", () => {
    for (const coming of ["soon", { a: { rule: "expiry", what: "life", effective_at: at("2026-12-06") } }, { a: {} }]) {
      expect(() => comingOf({ coming } as never)).toThrow(TypeError);
    }
  });
});
