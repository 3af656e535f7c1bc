import { describe, expect, it } from "vitest";
import { moneyFormat } from "../../shared/points/money";
import { drafted, editsOf, type Row } from "./drafts";
import { gallery } from "./gallery";
import { rewards } from "./rewards";
import { services } from "./services";

const format = moneyFormat("USD", "en-US");
const stored = { ...rewards.fresh, name: "Facial", cost_points: 500, change_id: "one" };
const row: Row = { id: "facial", stored, beside: null };

describe("a draft laid over what is stored", () => {
  it("changes the fields that were typed, and keeps what it does not know", () => {
    const of = { ...row, stored: { ...stored, image: "one" } };
    const { document, isChanged, problems } = drafted(rewards, of, { cost_points: "1,250", stock: "" }, format);
    expect(document).toEqual({ ...stored, image: "one", cost_points: 1_250 });
    expect([isChanged, problems.size]).toEqual([true, 0]);
  });

  it("is no change where the same was typed again", () => {
    expect(drafted(rewards, row, { cost_points: "500", tier_ids: [] }, format).isChanged).toBe(false);
    expect(editsOf(rewards, drafted(rewards, row, { cost_points: "500" }, format))).toEqual([]);
  });

  it("keeps a field as it was that cannot be read, and says so", () => {
    const found = drafted(rewards, row, { cost_points: "many" }, format);
    expect(found.document["cost_points"]).toBe(500);
    expect([...found.problems.keys()]).toEqual(["cost_points"]);
  });

  it("may leave out what an older document leaves out", () => {
    const old: Row = {
      id: "peel",
      stored: { name: "Peel", minutes: 30, price_minor: 100, active: true },
      beside: null,
    };
    const found = drafted(services, old, { minutes: "45" }, format);
    expect(found.document).toEqual({ name: "Peel", minutes: 45, price_minor: 100, active: true });
  });
});

describe("a new row", () => {
  const fresh: Row = { id: "new", stored: null, beside: null };

  it("needs all that it cannot be without, and nothing else", () => {
    expect([...drafted(rewards, fresh, {}, format).problems.keys()]).toEqual(["name", "cost_points"]);
    const { document, problems } = drafted(rewards, fresh, { name: "Candle", cost_points: "10" }, format);
    expect(problems.size).toBe(0);
    expect(document).toEqual({ ...rewards.fresh, name: "Candle", cost_points: 10 });
  });

  it("has its document beside only where something of it was typed; taken back, that says nothing more", () => {
    const typed = { name: "Candle", cost_points: "10" };
    expect(editsOf(rewards, drafted(rewards, fresh, typed, format))).toHaveLength(1);
    const [, beside] = editsOf(rewards, drafted(rewards, fresh, { ...typed, cost_minor: "3.50" }, format));
    expect(beside).toEqual({
      path: "reward_costs/new",
      before: null,
      after: { cost_minor: 350 },
      away: { cost_minor: null },
    });
  });

  it("of the gallery has the number of its form, and a place for where it may appear", () => {
    const typed = { title: "T", service_id: "", alt_before: "b", alt_after: "a", consent_on: "2026-02-01" };
    expect([...drafted(gallery, fresh, typed, format).problems.keys()]).toContain("form");
    const { beside } = drafted(gallery, fresh, { ...typed, form: "C-1" }, format);
    expect(beside).toEqual({ form: "C-1", where: "" });
  });
});
