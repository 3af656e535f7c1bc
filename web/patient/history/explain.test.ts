import { describe, expect, it } from "vitest";
import vectors from "../../../tests/vectors/explain.json";
import contract from "../../shared/api/contracts.gen.ts?raw";
import { lists } from "../../shared/points/tenders.en";
import type { Explained } from "./entry";
import { explain, textOf } from "./explain";
import { plain } from "./plain.en";

const entries = vectors.entries as unknown as (Explained & { sentence: string })[];

/** The sentence and the text as the server joins them: the text before what is said of debt. */
function joined(entry: Explained): string {
  const [sentence = "", owed = ""] = explain(entry).split(/(?=; )/);
  const text = textOf(entry);
  const isAdded = entry.kind !== "reversal" || entry.why.reason === "credit";
  if (!text || !isAdded) return sentence + owed;
  const written = owed ? text.replace(/\.+$/, "") : text;
  return (entry.kind === "adjustment" ? written : `${sentence}: ${written}`) + owed;
}

describe("the sentence of an entry", () => {
  it("is the server's own, in every shared case", () => {
    expect(entries.length).toBeGreaterThanOrEqual(150);
    for (const { sentence, ...entry } of entries) expect(joined(entry), JSON.stringify(entry)).toBe(sentence);
  });

  it("is there for every kind", () => {
    expect(new Set(entries.map(({ kind }) => kind)).size).toBe(13);
  });

  it("says whether points were given or taken", () => {
    const adjustment = entries.find(({ kind, debt_points: debt }) => kind === "adjustment" && debt === 0);
    const said = (points: number): string => explain({ ...adjustment, points } as Explained);
    expect([said(500), said(1), said(-1_500)]).toEqual(["500 points given", "1 point given", "1,500 points taken"]);
  });
});

describe("the text that somebody wrote", () => {
  /** The body of an interface of the contract. */
  const shape = (name: string): string => contract.split(`export interface ${name} {`)[1]?.split("\n}")[0] ?? "";
  const kinds = [...shape("WhyByKind<At = string>").matchAll(/(\w+): (\w+)/g)];
  const written = kinds.filter(([, , why]) => /^ {2}text: string;$/m.test(shape(String(why)))).map(([, kind]) => kind);
  const text = "<b>Ana</b> & “thanks”";

  it("is given in every kind of the contract that has one, as it was written and not in the sentence, too", () => {
    expect(kinds).toHaveLength(13);
    expect(written.length).toBeGreaterThanOrEqual(4);
    for (const kind of written) {
      const cases = entries.filter((entry) => entry.kind === kind);
      expect(cases.length, kind).toBeGreaterThan(3);
      for (const entry of cases) {
        const told = { ...entry, why: { ...entry.why, text } } as Explained;
        expect(textOf(told), kind).toBe(text);
        expect(explain(told), kind).not.toContain("Ana");
      }
    }
  });

  it("is nothing in the others", () => {
    for (const entry of entries) if (!written.includes(entry.kind)) expect(textOf(entry), entry.kind).toBe("");
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
