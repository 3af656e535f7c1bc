import { describe, expect, it } from "vitest";
import { anyContent, random } from "../rules/contents.fixture";
import { equal } from "../rules/difference";
import { type Content, RULE_NAMES, shapesOf } from "../rules/rule";
import { merged } from "./merge";

describe("two people at one draft", () => {
  const common: Content = { rate_bp: 1_000, minor_per_point: 1, eligible_tenders: ["cash"] };

  it("find what each changed, side by side", () => {
    const mine = { ...common, rate_bp: 1_200 };
    const theirs = { ...common, eligible_tenders: ["cash", "card"] };
    expect(merged(common, mine, theirs)).toEqual({ ...common, rate_bp: 1_200, eligible_tenders: ["cash", "card"] });
  });

  it("find their own where both changed one field", () => {
    const [mine, theirs] = [
      { ...common, rate_bp: 1_200 },
      { ...common, rate_bp: 900 },
    ];
    expect(merged(common, mine, theirs)).toEqual(mine);
    expect(merged(common, theirs, mine)).toEqual(theirs);
  });

  it.each(RULE_NAMES)("lose no change of anybody in %s, whatever they changed", (rule) => {
    const next = random(23);
    for (let turn = 0; turn < 50; turn += 1) {
      const [before, mine, theirs] = [anyContent(rule, next), anyContent(rule, next), anyContent(rule, next)];
      const both = merged(before, mine, theirs);
      for (const name of Object.keys(shapesOf(rule))) {
        const isMine = !equal(mine[name], before[name]);
        expect(both[name]).toEqual(isMine ? mine[name] : theirs[name]);
      }
    }
  });
});
