import { beforeEach, describe, expect, it } from "vitest";
import { Refused, Unanswered } from "../../shared/api/outcome";
import { arrive, CODE, checkout, clock, reach, receipt, server, sounds, tenders, visit } from "./counter.fixture";

describe("a checkout", () => {
  it("goes from scan to receipt", async () => {
    checkout.scan(CODE);
    await reach("visit");
    checkout.record(tenders);
    await reach("receipt");
    expect(sounds).toEqual(["credited"]);
    expect(server.purchases[0]).toMatchObject({ location_id: "calabasas", patient_id: "ana", visit_id: "v1", tenders });
  });

  it("takes the same code within two seconds as one scan, in any case of letters", async () => {
    checkout.scan(CODE);
    clock(1_999);
    checkout.scan(CODE.toLowerCase());
    await reach("visit");
    expect(server.checkIns).toHaveLength(1);
  });

  it("asks the server again about the same code after two seconds", async () => {
    checkout.scan(CODE);
    clock(2_001);
    checkout.scan(CODE);
    await reach("visit");
    expect(server.checkIns).toEqual(["request-1", "request-2"]);
  });

  it("repeats an unanswered purchase with the same request id", async () => {
    server.answers = [new Unanswered(), new Unanswered(), receipt];
    checkout.scan(CODE);
    await reach("visit");
    checkout.record(tenders);
    await reach("receipt");
    expect(new Set(server.purchases.map(({ request_id }) => request_id)).size).toBe(1);
    expect(server.purchases).toHaveLength(3);
  });

  it("looks the receipt up when no repeat is answered", async () => {
    server.answers = [new Unanswered(), new Unanswered(), new Unanswered()];
    server.found = receipt;
    checkout.scan(CODE);
    await reach("visit");
    checkout.record(tenders);
    await reach("receipt");
    expect(server.lookUps[0]?.request_id).toBe(server.purchases[0]?.request_id);
  });

  it("stays on an unknown outcome until it is known, and takes no other scan meanwhile", async () => {
    server.answers = Array.from({ length: 3 }, () => new Unanswered());
    checkout.scan(CODE);
    await reach("visit");
    checkout.record(tenders);
    await reach("unknown");
    expect(checkout.scan("ANOTHERCODEANOTHERCODE")).toBe("held");
    checkout.leave();
    expect(checkout.stage).toMatchObject({ name: "acting", pending: { name: "unknown" } });
    checkout.askAgain();
    await reach("receipt");
    expect(new Set(server.purchases.map(({ request_id }) => request_id)).size).toBe(1);
    expect(sounds).toEqual(["refused", "credited"]);
  });

  it("returns to the amount when the server refuses, and a new try is a new request", async () => {
    server.answers = [new Refused("location-inactive", {}, "")];
    checkout.scan(CODE);
    await reach("visit");
    checkout.record(tenders);
    await reach("sending");
    await reach("visit");
    checkout.record(tenders);
    await reach("receipt");
    expect(new Set(server.purchases.map(({ request_id }) => request_id)).size).toBe(2);
  });

  it("has the terms of the live rules where others were shown, and names them with the next try", async () => {
    const before = { earning: 1, tiers: null, redemption: null };
    const after = { ...before, earning: 2 };
    server.visits = [
      { ...visit, rule_versions: before },
      { ...visit, rule_versions: after },
    ];
    server.answers = [new Refused("terms-changed", { rule: "earning", points: 5_400 }, "")];
    checkout.scan(CODE);
    await reach("visit");
    checkout.record(tenders, null, { points: 4_500, rule_versions: before });
    await reach("sending");
    await reach("visit");
    expect(checkout.stage).toMatchObject({ visit: { rule_versions: after }, refused: { doing: "purchase" } });
    expect(server.checkIns).toEqual(["request-1", "request-1"]);
    checkout.record(tenders, null, { points: 5_400, rule_versions: after });
    await reach("receipt");
    expect(server.purchases.map(({ shown }) => shown?.points)).toEqual([4_500, 5_400]);
    expect(new Set(server.purchases.map(({ request_id }) => request_id)).size).toBe(2);
  });

  it("is told again of other rules where the live terms could not be asked for", async () => {
    server.visits = [visit, new Unanswered()];
    server.answers = [new Refused("terms-changed", { rule: "earning", points: 5_400 }, "")];
    checkout.scan(CODE);
    await reach("visit");
    checkout.record(tenders);
    await reach("sending");
    await reach("visit");
    expect(checkout.stage).toMatchObject({ visit: { visit_id: "v1" }, refused: { cause: { code: "terms-changed" } } });
  });

  it("lets a scan replace a visit that has no purchase yet", async () => {
    checkout.scan(CODE);
    await reach("visit");
    expect(checkout.scan("ANOTHERCODEANOTHERCODE")).toBe("taken");
    expect(checkout.stage.name).toBe("checking");
  });
});

describe("a purchase that looks like one of a moment ago", () => {
  beforeEach(async () => {
    server.answers = [new Refused("possible-duplicate", {}, "")];
    await arrive();
    checkout.record(tenders);
    await reach("sending");
    await reach("visit");
  });

  it("is recorded when the very same is sent again, which says that it is meant", async () => {
    checkout.record(tenders);
    await reach("receipt");
    const [first, second] = server.purchases;
    expect([first?.confirmed_duplicate, second?.confirmed_duplicate]).toEqual([false, true]);
    expect(second?.request_id).toBe(first?.request_id);
  });

  it("is asked about anew when something else is sent", async () => {
    checkout.record([{ kind: "cash", amount_minor: 1 }]);
    await reach("receipt");
    expect(server.purchases[1]?.confirmed_duplicate).toBe(false);
    expect(server.purchases[1]?.request_id).not.toBe(server.purchases[0]?.request_id);
  });
});
