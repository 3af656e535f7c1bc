import { beforeEach, describe, expect, it } from "vitest";
import type { Movement } from "../../shared/api/contracts.gen";
import { Refused, Unanswered } from "../../shared/api/outcome";
import type { Line } from "../purchase/purchase";
import {
  again,
  arrive,
  CODE,
  checkout,
  clock,
  elises,
  manage,
  reach,
  server,
  sounds,
  tenders,
  told,
  used,
  visit,
} from "./counter.fixture";

const OTHER = "ANOTHERCODEANOTHERCODE";

function type(text: string, of = visit): void {
  checkout.drafts.put(of, { ...checkout.drafts.at(of), lines: [{ kind: "cash", text }] });
}

const typed = (of = visit): readonly Line[] => checkout.drafts.at(of).lines;
const waiting = (): string[] => {
  const here = "visit" in checkout.stage ? checkout.stage.visit : null;
  return checkout.drafts.besides(here).map((draft) => checkout.drafts.said(draft));
};

async function scan(text: string): Promise<void> {
  checkout.scan(text);
  await reach("checking");
  await reach("visit");
}

describe("the same patient scanned again", () => {
  beforeEach(async () => {
    await arrive();
    type("85");
    clock(5_000);
  });

  it("by the same code changes nothing, and nobody is asked", () => {
    const before = checkout.stage;
    expect(checkout.scan(CODE.toLowerCase())).toBe("open");
    expect(checkout.stage).toBe(before);
    expect([server.checkIns.length, sounds]).toEqual([1, ["open"]]);
  });

  it("by a fresh code goes on with the visit that is open, and the amount", async () => {
    server.visits = [again];
    await scan(OTHER);
    expect(checkout.stage).toMatchObject({ visit: { visit_id: "v1" } });
    expect([typed(), waiting(), sounds]).toEqual([[{ kind: "cash", text: "85" }], [], ["open"]]);
  });

  it("after a lookup is there with the code from now on", async () => {
    checkout.leave();
    checkout.open(async () => visit);
    await reach("visit");
    server.visits = [again];
    await scan(OTHER);
    expect(checkout.stage).toMatchObject({ visit: { visit_id: "v2" } });
    expect(typed(again)).toEqual([{ kind: "cash", text: "85" }]);
  });

  it("while the receipt is there, by the same code, changes nothing", async () => {
    checkout.record(tenders);
    await reach("receipt");
    expect(checkout.scan(CODE)).toBe("open");
    expect(checkout.stage.name).toBe("receipt");
  });
});

describe("a typed amount", () => {
  beforeEach(async () => {
    await arrive();
    type("85");
    clock(5_000);
  });

  it("waits by name while another patient is there", async () => {
    server.visits = [elises];
    await scan(OTHER);
    expect(checkout.stage).toMatchObject({ visit: { visit_id: "v3" } });
    expect(waiting()).toEqual(["Ana R.: $85.00"]);
    expect(typed(elises)).toEqual([{ kind: "cash", text: "" }]);
  });

  it.each([
    ["Escape", () => checkout.leave()],
    ["the lock", () => checkout.forget()],
  ])("waits by name after %s", (_, go) => {
    go();
    expect([checkout.stage.name, waiting()]).toEqual(["ready", ["Ana R.: $85.00"]]);
  });

  it("comes back with the code that opened the visit, without a question to the server", () => {
    checkout.leave();
    expect(checkout.scan(CODE)).toBe("taken");
    expect(checkout.stage).toMatchObject({ name: "visit", visit: { visit_id: "v1" } });
    expect([server.checkIns.length, typed(), waiting()]).toEqual([1, [{ kind: "cash", text: "85" }], []]);
  });

  it("comes back with a fresh code of its patient", async () => {
    checkout.leave();
    server.visits = [again];
    await scan(OTHER);
    expect([typed(again), waiting()]).toEqual([[{ kind: "cash", text: "85" }], []]);
  });

  it.each([
    ["is refused", () => new Refused("code-expired", {}, "")],
    ["is not answered", () => new Unanswered()],
  ])("stays with its patient when another scan %s", async (_, failed) => {
    server.visits = [failed(), failed(), failed()];
    await scan(OTHER);
    expect(checkout.stage).toMatchObject({ name: "visit", visit: { visit_id: "v1" }, trouble: { cause: failed() } });
    expect(typed()).toEqual([{ kind: "cash", text: "85" }]);
  });

  it("is over once it is recorded, for a visit that came back too", async () => {
    checkout.leave();
    checkout.reopen(visit);
    checkout.record(tenders);
    await reach("receipt");
    checkout.leave();
    expect([waiting(), typed()]).toEqual([[], [{ kind: "cash", text: "" }]]);
  });

  it("stays when it is refused, and when nobody knows", async () => {
    server.answers = [new Refused("visit-closed", {}, "")];
    checkout.record(tenders);
    await reach("sending");
    await reach("visit");
    server.answers = [new Unanswered(), new Unanswered(), new Unanswered()];
    checkout.record(tenders);
    await reach("unknown");
    expect(typed()).toEqual([{ kind: "cash", text: "85" }]);
  });

  it("is told as it was typed where it cannot be read", () => {
    type("85..");
    checkout.leave();
    expect(waiting()).toEqual(["Ana R.: 85.."]);
  });
});

describe("a bill that points lowered", () => {
  const lowered = { ...used, why: { bill_minor: 45_000, worth_minor: 2_000 } } as Movement;

  beforeEach(async () => {
    await arrive();
    type("450");
    server.answers = [lowered];
    checkout.redeemPoints(2_000, 45_000, 2000);
    await reach("sending");
    await reach("visit");
  });

  it("leaves its rest as the amount", () => {
    expect(typed()).toEqual([{ kind: "cash", text: "430.00" }]);
    expect(checkout.drafts.isCarried(visit)).toBe(true);
    type("43");
    expect(checkout.drafts.isCarried(visit)).toBe(false);
  });

  it("is the amount again when the points are given back", async () => {
    checkout.undo();
    await reach("sending");
    await reach("visit");
    expect(typed()).toEqual([{ kind: "cash", text: "450.00" }]);
  });

  it("leaves alone what was typed since, when the points are given back", async () => {
    type("100");
    checkout.undo();
    await reach("sending");
    await reach("visit");
    expect(typed()).toEqual([{ kind: "cash", text: "100" }]);
  });

  it("fills a split line with what the others leave", () => {
    checkout.drafts.put(visit, { ...checkout.drafts.at(visit), lines: [{ kind: "wallet", text: "20" }] });
    expect(checkout.drafts.withNextLine(visit)).toEqual([
      { kind: "wallet", text: "20" },
      { kind: "cash", text: "410.00" },
    ]);
  });

  it("waits by name when the patient is left", () => {
    checkout.leave();
    expect(waiting()).toEqual(["Ana R.: $430.00"]);
  });
});

it("takes the tender that was typed for the rest of a bill", async () => {
  await arrive();
  checkout.drafts.put(visit, { lines: [{ kind: "card", text: "450" }], receiptNumber: "7", leftMinor: null });
  checkout.drafts.carry(visit, 45_000, 43_000);
  expect(checkout.drafts.at(visit)).toMatchObject({ lines: [{ kind: "card", text: "430.00" }], receiptNumber: "7" });
});

describe("a split payment when points lower the bill", () => {
  const split: readonly Line[] = [
    { kind: "wallet", text: "20" },
    { kind: "card", text: "400" },
    { kind: "cash", text: "30" },
  ];

  beforeEach(async () => {
    await arrive();
    checkout.drafts.put(visit, { lines: split, receiptNumber: null, leftMinor: null });
  });

  it("is lowered in the first line that bears it, and comes back", () => {
    checkout.drafts.carry(visit, 45_000, 42_000);
    expect(typed().map(({ text }) => text)).toEqual(["20", "370.00", "30"]);
    checkout.drafts.uncarry(visit, 45_000);
    expect(typed().map(({ text }) => text)).toEqual(["20", "400.00", "30"]);
  });

  it("stays as it was typed where it is another sum than the bill", () => {
    checkout.drafts.carry(visit, 100_000, 88_000);
    expect(typed()).toEqual(split);
  });
});

describe("a question about a purchase", () => {
  const QUESTIONS = {
    "possible-duplicate": "confirmed_duplicate",
    "amount-unusual": "confirmed_unusual",
    "receipt-number-used": "confirmed_receipt_number",
  } as const;
  const codes = Object.keys(QUESTIONS) as (keyof typeof QUESTIONS)[];

  async function ask(code: keyof typeof QUESTIONS): Promise<void> {
    server.answers = [new Refused(code, {}, "")];
    checkout.record(tenders, "7");
    await reach("sending");
    await reach("visit");
  }

  it.each(codes)("is answered by the very same again, of a manager: %s", async (code) => {
    manage();
    await arrive();
    await ask(code);
    checkout.record(tenders, "7");
    await reach("receipt");
    expect(server.purchases[1]).toMatchObject({ [QUESTIONS[code]]: true });
    expect(server.purchases[1]?.request_id).toBe(server.purchases[0]?.request_id);
  });

  it("about a receipt number is none to the front desk: the same again is asked as before", async () => {
    await arrive();
    await ask("receipt-number-used");
    server.answers = [new Refused("receipt-number-used", {}, "")];
    checkout.record(tenders, "7");
    await reach("sending");
    await reach("visit");
    expect(told()).toBe("receipt-number-used");
    expect(server.purchases[1]?.confirmed_receipt_number).not.toBe(true);
  });

  it("is remembered as answered when the next one is asked", async () => {
    manage();
    await arrive();
    for (const code of codes) await ask(code);
    checkout.record(tenders, "7");
    await reach("receipt");
    expect(server.purchases.at(-1)).toMatchObject({
      confirmed_duplicate: true,
      confirmed_unusual: true,
      confirmed_receipt_number: true,
    });
  });

  it("is not answered by another amount", async () => {
    await arrive();
    await ask("amount-unusual");
    checkout.record([{ kind: "cash", amount_minor: 1 }], "7");
    await reach("receipt");
    expect(server.purchases[1]?.confirmed_unusual).not.toBe(true);
  });
});
