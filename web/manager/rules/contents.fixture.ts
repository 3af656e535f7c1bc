/** Contents of rules for tests: any that the functions would read, the same in every run of a seed. */
import { type Content, partShapesOf, type RuleName, type Shapes, shapesOf } from "./rule";
import { longestLife, type Shape } from "./shapes.gen";

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const TIERS = ["base", "silver", "gold", "platinum", "of-old"] as const;
const LINES = ["A quiet room", "First choice of hours.", "Tea", "Ünïcode — “yes”"] as const;
const DATES = ["2026-12-25", "2027-01-01", "2027-02-30", "2027-07-04"] as const;
const REASONS = ["goodwill", "data-entry", "complaint", "long-wait"] as const;

/** A content within every bound of its shape. */
export function anyContent(rule: RuleName, next: () => number): Content {
  return ofShapes(shapesOf(rule), next);
}

function ofShapes(shapes: Shapes, next: () => number): Content {
  const content: Record<string, unknown> = {};
  for (const [name, shape] of Object.entries(shapes)) content[name] = ofShape(name, shape, content, next);
  return content;
}

function ofShape(name: string, shape: Shape, content: Content, next: () => number): unknown {
  if (shape.nullable && next() < 0.3) return null;
  const many = (): number => integer(shape.least ?? 0, Math.min(shape.most ?? 4, (shape.least ?? 0) + 4), next);
  switch (shape.kind) {
    case "integer":
      return integer(
        shape.least ?? 0,
        shape.most ?? longestLife[content["life_unit"] === "days" ? "days" : "months"],
        next,
      );
    case "flag":
      return next() < 0.5;
    case "choice":
      return one(shape.options ?? [], next);
    case "text":
      return name.endsWith("_id") ? one(TIERS, next) : one(["Gold", "Silver, by the year", "A"], next);
    case "ratio":
      return one(
        [
          { numerator: 1, denominator: 1 },
          { numerator: 3, denominator: 2 },
          { numerator: 4, denominator: 3 },
        ],
        next,
      );
    case "map": {
      const keys =
        name === "tier_bonus_bp" ? some(TIERS, integer(0, 3, next), next) : ["front_desk", "manager", "owner"];
      return Object.fromEntries(keys.map((key) => [key, integer(shape.least ?? 0, shape.most ?? 0, next)]));
    }
    case "list": {
      const from =
        typeof shape.of === "object" && shape.of.options
          ? shape.of.options
          : ({ holidays: DATES, reasons: REASONS }[name] ?? LINES);
      return some(from, many(), next);
    }
    case "parts": {
      const ids = some(TIERS, Math.max(shape.least ?? 0, many()), next);
      return ids.map((id) => ({
        ...ofShapes(partShapesOf(shape), next),
        [name === "tiers" ? "tier_id" : "plan_id"]: id,
      }));
    }
  }
}

export function integer(least: number, most: number, next: () => number): number {
  return next() < 0.15 ? (next() < 0.5 ? least : most) : least + Math.floor(next() * (most - least + 1));
}

function one<T>(from: readonly T[], next: () => number): T {
  return from[Math.floor(next() * from.length)] as T;
}

function some<T>(from: readonly T[], many: number, next: () => number): T[] {
  return [...from].sort(() => next() - 0.5).slice(0, many);
}
