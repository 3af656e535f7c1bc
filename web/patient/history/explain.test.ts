import { describe, expect, it } from "vitest";
import vectors from "../../../tests/vectors/explain.json";
import { lists } from "../../shared/points/tenders.en";
import type { Explained } from "./entry";
import { explain } from "./explain";
import { plain } from "./plain.en";

const entries = vectors.entries as unknown as (Explained & { sentence: string })[];

describe("the sentence of an entry", () => {
  it("is the server's own, in every shared case", () => {
    expect(entries.length).toBeGreaterThanOrEqual(150);
    for (const { sentence, ...entry } of entries) expect(explain(entry), JSON.stringify(entry)).toBe(sentence);
  });

  it("is there for every kind", () => {
    expect(new Set(entries.map(({ kind }) => kind)).size).toBe(12);
  });
});

describe("amounts and numbers in a sentence", () => {
  it("are written as the server writes them", () => {
    for (const { amount_minor, currency, text } of vectors.money)
      expect(plain.money(amount_minor, currency)).toBe(text);
    for (const { rate_bp, text } of vectors.percent) expect(plain.percent(rate_bp)).toBe(text);
    for (const { count, text } of vectors.points) expect(plain.points(count)).toBe(text);
    for (const { words, text } of vectors.listed) expect(lists.and(words)).toBe(text);
  });

  it("name days in full", () => {
    expect(plain.day("2027-05-02")).toBe("2 May 2027");
  });
});
