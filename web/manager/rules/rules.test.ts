import { describe, expect, it } from "vitest";
import { moneyFormat } from "../../shared/points/money";
import { anyContent, random } from "./contents.fixture";
import { differences, isSame } from "./difference";
import type { Field } from "./field";
import { exampleOf, fieldsOf } from "./fields";
import {
  type Content,
  contentOf,
  partShapesOf,
  RULE_NAMES,
  type RuleName,
  type Shapes,
  shapesOf,
  usualContent,
} from "./rule";
import type { Saying } from "./saying";
import { sentencesOf } from "./sentences";
import type { Shape } from "./shapes.gen";
import { boundOf, textOf, typed } from "./typed";

const saying: Saying = {
  format: moneyFormat("USD", "en-US"),
  tierNames: new Map([
    ["base", "Base"],
    ["silver", "Silver"],
    ["gold", "Gold"],
    ["platinum", "Platinum"],
  ]),
};
const CASES = process.env["SOAK"] ? 5_000 : 150;
const UNSAID = /undefined|NaN|null|\[object|Infinity|_|\bfalse\b|\btrue\b/;

/** Each field of a rule with the shape that it has, those of its parts included. */
function everyField(rule: RuleName): [path: string, field: Field, shape: Shape][] {
  const within = (fields: readonly Field[], shapes: Shapes, before = ""): [string, Field, Shape][] =>
    fields.flatMap((field) => {
      const shape = shapes[field.name] as Shape;
      const inside = field.part ? within(field.part.fields, partShapesOf(shape), `${before}${field.name}.`) : [];
      return [[`${before}${field.name}`, field, shape] as [string, Field, Shape], ...inside];
    });
  return within(fieldsOf(rule), shapesOf(rule));
}

describe.each(RULE_NAMES)("the rule %s", (rule) => {
  it("has a field in its form for each field of its document, and no other", () => {
    expect(
      fieldsOf(rule)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(Object.keys(shapesOf(rule)).sort());
    for (const { name, part } of fieldsOf(rule)) {
      if (!part) continue;
      const known = Object.keys(partShapesOf(shapesOf(rule)[name])).sort();
      expect([...part.fields.map((field) => field.name), part.id].sort()).toEqual(known);
    }
  });

  it("has a label, a unit, an example and a bound in sight at every field", () => {
    for (const [path, field, shape] of everyField(rule)) {
      expect(field.label.trim(), path).not.toBe("");
      expect(exampleOf(field, usualContent(rule), saying).trim(), path).not.toBe("");
      if (field.as === "times" || field.as === "hour") expect(field.unit, path).toBeTruthy();
      if (field.as === "choice")
        expect(Object.keys(field.options ?? {}).sort(), path).toEqual([...(shape.options ?? [])].sort());
      else if (field.as !== "flag") expect(boundOf(field, shape, {}, saying), path).not.toBe("");
      if (shape.nullable) expect(field.none, path).toBeTruthy();
    }
  });

  it("is said in sentences without a name of a field, whatever a valid document holds", () => {
    const next = random(7);
    for (let turn = 0; turn < CASES; turn += 1) {
      const content = anyContent(rule, next);
      const sentences = sentencesOf(rule, content, saying);
      expect(sentences.length).toBeGreaterThan(0);
      for (const sentence of sentences) {
        expect(sentence).not.toMatch(UNSAID);
        expect(sentence).toMatch(/^\P{Ll}.*[.”]$/su);
      }
    }
  });

  it("says each field that is changed in a line of the difference, and nothing else", () => {
    const next = random(11);
    for (let turn = 0; turn < CASES; turn += 1) {
      const [before, other] = [anyContent(rule, next), anyContent(rule, next)];
      for (const { name, part } of fieldsOf(rule)) {
        const after = { ...before, [name]: other[name] };
        const lines = differences(rule, before, after, saying);
        expect(lines.length > 0, `${rule}.${name}`).toBe(!isSame(rule, before, after));
        for (const line of lines) {
          expect(line.field.startsWith(name)).toBe(true);
          expect(`${line.what} ${line.before} ${line.after}`.replace(/ null/g, "")).not.toMatch(UNSAID);
          if (!part && name !== "life_unit") expect(line.before).not.toBe(line.after);
        }
      }
    }
  });

  it("has no difference from itself, and a line for every field where there was no rule", () => {
    const next = random(13);
    const content = anyContent(rule, next);
    expect(differences(rule, content, structuredClone(content) as Content, saying)).toEqual([]);
    expect(differences(rule, content, contentOf(rule, content), saying)).toEqual([]);
    const fresh = new Set(differences(rule, null, usualContent(rule), saying).map(({ field }) => field.split(".")[0]));
    for (const { name, as } of fieldsOf(rule))
      if (!as.includes("by-tier") && as !== "parts") expect(fresh).toContain(name);
  });

  it("is typed as it is read: the text of a value means that value, in tiers and plans, too", () => {
    const next = random(17);
    const unread = new Set(["flag", "parts", "tenders", "points-by-role", "money-by-role", "percent-by-tier"]);
    const read = (fields: readonly Field[], shapes: Shapes, content: Content): void => {
      for (const field of fields) {
        const shape = shapes[field.name];
        const value = content[field.name];
        for (const part of field.part ? (value as Content[]) : []) {
          read(field.part?.fields ?? [], partShapesOf(shape), part);
        }
        if (!shape || unread.has(field.as)) continue;
        const text = textOf(field, value, content, saying);
        expect(typed(field, shape, text, content, saying), `${field.name}: ${text}`).toEqual({ value });
      }
    };
    for (let turn = 0; turn < CASES; turn += 1) read(fieldsOf(rule), shapesOf(rule), anyContent(rule, next));
  });
});

describe("a number as it is typed", () => {
  const [rate] = fieldsOf("earning");
  const shape = shapesOf("earning")["rate_bp"];
  const read = (text: string) => rate && shape && typed(rate, shape, text, {}, saying);

  it.each([
    ["12", 1_200],
    ["12.5", 1_250],
    ["12,5 %", 1_250],
    ["0", 0],
    ["100", 10_000],
  ])("%s is %i basis points", (text, value) => expect(read(text)).toEqual({ value }));

  it.each(["", "-1", "100.01", "12.555", "twelve", "1e3", "٤٥"])("%s is refused with the bound", (text) =>
    expect(read(text)).toEqual({ problem: "Type a percentage between 0\u00a0% and 100\u00a0%." }),
  );
});
