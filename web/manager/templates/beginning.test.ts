import { describe, expect, it } from "vitest";
import type { RuleManaged } from "../../shared/api/contracts.gen";
import type { Act } from "../edit/office-acts";
import { type RuleName, shapesOf } from "../rules/rule";
import { NEEDED } from "../today/setup";
import { Beginning, missingFrom } from "./beginning";
import { TEMPLATE_NAMES, templates } from "./templates";

const asked = (calls: readonly [Act, string][]) => calls.map(([{ rule }]) => rule);

/** Publishes all but what fails; a call is kept with its request id. */
function office(failing: Set<RuleName>) {
  const calls: [Act, string][] = [];
  const publish = async (act: Act, requestId: string): Promise<RuleManaged> => {
    calls.push([act, requestId]);
    if (failing.has(act.rule as RuleName)) throw new Error("no answer");
    return { rule: act.rule, state: "live" } as RuleManaged;
  };
  return { calls, publish };
}

describe.each(TEMPLATE_NAMES)("the template %s", (name) => {
  const rules = templates[name].map(([rule]) => rule);

  it("has all that a purchase needs, with every field of each rule, and earning comes last", () => {
    expect(rules).toEqual(expect.arrayContaining([...NEEDED]));
    expect(rules.at(-1)).toBe("earning");
    expect(new Set(rules).size).toBe(rules.length);
    for (const [rule, content] of templates[name])
      expect(Object.keys(content).sort(), rule).toEqual(Object.keys(shapesOf(rule)).sort());
  });

  it("is published rule by rule as first versions, each under its own request", async () => {
    const { calls, publish } = office(new Set());
    expect(await new Beginning(templates[name], "Why").publish(publish, () => {})).toEqual({
      live: rules,
      stopped: null,
    });
    expect(asked(calls)).toEqual(rules);
    expect(new Set(calls.map(([, requestId]) => requestId)).size).toBe(rules.length);
    for (const [act] of calls) expect(act).toMatchObject({ action: "publish", base_version: 0, note: "Why" });
  });

  it.each(rules)("stops where %s fails, and goes on from there under the same request", async (rule) => {
    const failing = new Set([rule]);
    const { calls, publish } = office(failing);
    const beginning = new Beginning(templates[name], "Why");
    const { live, stopped } = await beginning.publish(publish, () => {});
    expect(live).toEqual(rules.slice(0, rules.indexOf(rule)));
    expect(stopped?.rule).toBe(rule);
    failing.clear();
    expect((await beginning.publish(publish, () => {})).stopped).toBeNull();
    expect(asked(calls)).toEqual([...live, rule, ...rules.slice(live.length)]);
    const ids = calls.filter(([act]) => act.rule === rule).map(([, requestId]) => requestId);
    expect(new Set(ids).size).toBe(1);
  });
});

it("what the clinic has already is not published over", () => {
  const missing = missingFrom(templates.cash, new Set<RuleName>(["expiry", "check_in"])).map(([rule]) => rule);
  expect(missing).toEqual(["reminders", "adjustments", "redemption", "earning"]);
});

it("a rule that somebody published meanwhile is left out when it goes on", async () => {
  const { calls, publish } = office(new Set());
  const beginning = new Beginning(templates.cash, "Why");
  beginning.know("redemption");
  await beginning.publish(publish, () => {});
  expect(asked(calls)).not.toContain("redemption");
});
