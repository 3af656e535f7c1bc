import { describe, expect, it } from "vitest";
import { byProcedure, consented, type Pair, pairOf } from "./gallery";

const pair = (pairId: string, fields: Record<string, unknown> = {}): Pair =>
  pairOf(pairId, { service_id: "peel", ...fields });
const ids = (pairs: readonly Pair[]): string[] => pairs.map(({ pairId }) => pairId);

describe("the pairs whose consent lasts", () => {
  const pairs = [
    pair("for ever", { consent_until_on: null }),
    pair("tomorrow", { consent_until_on: "2026-11-23" }),
    pair("today", { consent_until_on: "2026-11-22" }),
  ];

  it("are shown until their last day begins at Greenwich, wherever the phone is", () => {
    expect(ids(consented(pairs, new Date("2026-11-21T23:59:59Z")))).toEqual(["for ever", "tomorrow", "today"]);
    expect(ids(consented(pairs, new Date("2026-11-22T00:00:00Z")))).toEqual(["for ever", "tomorrow"]);
    expect(ids(consented(pairs, new Date("2026-11-22T18:00:00-08:00")))).toEqual(["for ever"]);
  });
});

describe("the gallery by procedure", () => {
  it("is in the order of the clinic, and keeps the pairs of one service together", () => {
    const pairs = [
      pair("c", { position: 30 }),
      pair("b", { position: 20, service_id: "laser" }),
      pair("a", { position: 10 }),
    ];
    expect(byProcedure(pairs).map(({ serviceId, pairs: of }) => [serviceId, ids(of)])).toEqual([
      ["peel", ["a", "c"]],
      ["laser", ["b"]],
    ]);
  });
});
