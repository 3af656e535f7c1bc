import { beforeEach, describe, expect, it } from "vitest";
import { Checkout, type Tools } from "../desk/checkout";
import type { Asked, DeskBody, Movement, RequestConfirmation } from "../desk/contracts";
import type { GetReceipt, Receipt, RecordPurchase, Visit } from "../shared/contracts";
import { Refused, Unanswered } from "../shared/outcome";

const CODE = "MJSWY3DBFRRWC3DBMJQX";
const visit = {
  visit_id: "v1",
  clinic_id: "bella",
  patient: { patient_id: "ana", name: "Ana Ruiz", points: 5_000, available_points: 5_000, wallet_minor: 0, available_minor: 0 },
  earning: { remainder: { numerator: 0, denominator: 1 } },
  redemption: { used_points: 0 },
} as Visit;
const receipt = { entry_id: "e1", points: 4_500 } as Receipt;
const used = {
  entry_id: "e2",
  kind: "redemption",
  points: -500,
  points_after: 4_500,
  wallet_minor_after: 0,
  debt_points_after: 0,
  explanation: "500 points used",
  why: {},
} as Movement;
const asked: Asked = { confirmation_id: "c", points: 500, worth_minor: 500, answer: "waiting", lapses_at: "2026-11-22T18:09:05Z" };
const unsaid = new Refused("confirmation-required", { points: 500 }, "");
const tenders = [{ kind: "cash" as const, amount_minor: 45_000 }];

/** A server whose line can be cut: it keeps what it was asked, and answers what each test lines up. */
class Server {
  readonly checkIns: string[] = [];
  readonly purchases: RecordPurchase[] = [];
  readonly lookUps: GetReceipt[] = [];
  readonly acts: (DeskBody & { name: string })[] = [];
  readonly questions: RequestConfirmation[] = [];
  answers: (Receipt | Movement | Error)[] = [];
  found: Receipt | Error = new Refused("receipt-not-found", {}, "");

  async checkIn({ request_id }: { request_id: string }): Promise<Visit> {
    this.checkIns.push(request_id);
    return visit;
  }

  async recordPurchase(body: RecordPurchase): Promise<Receipt> {
    this.purchases.push(body);
    return given(this.answers.shift() ?? receipt) as Receipt;
  }

  readonly redeemPoints = this.#moving("redeem_points");
  readonly redeemReward = this.#moving("redeem_reward");
  readonly cancelRedemption = this.#moving("cancel_redemption");
  readonly voidPurchase = this.#moving("void_purchase");
  readonly refundPurchase = this.#moving("refund_purchase");

  async requestConfirmation(body: RequestConfirmation): Promise<Asked> {
    this.questions.push(body);
    return asked;
  }

  #moving(name: string): (body: DeskBody) => Promise<Movement> {
    return async (body) => {
      this.acts.push({ ...body, name });
      return given(this.answers.shift() ?? used) as Movement;
    };
  }

  async getReceipt(body: GetReceipt): Promise<Receipt> {
    this.lookUps.push(body);
    return given(this.found) as Receipt;
  }
}

function given(answer: Receipt | Movement | Error): Receipt | Movement {
  if (answer instanceof Error) throw answer;
  return answer;
}

let server: Server;
let now: number;
let sounds: string[];
let checkout: Checkout;

function tools(): Tools {
  let ids = 0;
  return {
    callables: server,
    signals: { credited: () => sounds.push("credited"), refused: () => sounds.push("refused") },
    patience: { attempts: 3, pause: 1, sleep: async () => {} },
    now: () => now,
    newId: () => `request-${(ids += 1)}`,
  };
}

type Reached = Checkout["stage"]["name"] | "sending" | "confirming" | "unknown";

/** Waits until the checkout reaches a stage, or an act at it a state, however shortly it stays there. */
function reach(name: Reached): Promise<void> {
  const reached = (): Reached => (checkout.stage.name === "acting" ? checkout.stage.pending.name : checkout.stage.name);
  return new Promise((resolve) => {
    const look = (): void => {
      if (reached() === name) resolve();
    };
    checkout.addEventListener("change", look);
    look();
  });
}

/** What is told of the last act at the visit that is on the screen. */
function told(): string | null {
  const { stage } = checkout;
  return stage.name === "visit" ? (stage.refused?.cause.code ?? stage.done) : null;
}

async function arrive(): Promise<void> {
  checkout.scan(CODE);
  await reach("visit");
}

beforeEach(() => {
  [server, now, sounds] = [new Server(), 0, []];
  checkout = new Checkout({ clinicId: "bella", locationId: "calabasas" }, tools());
});

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
    now = 1_999;
    checkout.scan(CODE.toLowerCase());
    await reach("visit");
    expect(server.checkIns).toHaveLength(1);
  });

  it("asks the server again about the same code after two seconds", async () => {
    checkout.scan(CODE);
    now = 2_001;
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
    expect(checkout.scan("ANOTHERCODEANOTHERCODE")).toBe(false);
    checkout.leave();
    expect(checkout.stage).toMatchObject({ name: "acting", pending: { name: "unknown" } });
    checkout.askAgain();
    await reach("receipt");
    expect(new Set(server.purchases.map(({ request_id }) => request_id)).size).toBe(1);
    expect(sounds).toEqual(["refused", "credited"]);
  });

  it("returns to the amount when the server refuses, and a new try is a new request", async () => {
    server.answers = [new Refused("tender-not-accepted", {}, "")];
    checkout.scan(CODE);
    await reach("visit");
    checkout.record(tenders);
    await reach("sending");
    await reach("visit");
    checkout.record(tenders);
    await reach("receipt");
    expect(new Set(server.purchases.map(({ request_id }) => request_id)).size).toBe(2);
  });

  it("lets a scan replace a visit that has no purchase yet", async () => {
    checkout.scan(CODE);
    await reach("visit");
    expect(checkout.scan("ANOTHERCODEANOTHERCODE")).toBe(true);
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

describe("points that are used", () => {
  beforeEach(arrive);

  it("leave the visit as it is after them", async () => {
    checkout.redeemPoints(500, 10_000);
    await reach("sending");
    await reach("visit");
    expect(server.acts[0]).toMatchObject({ name: "redeem_points", visit_id: "v1", points: 500, bill_minor: 10_000 });
    const { stage } = checkout;
    expect(stage.name === "visit" && stage.visit).toMatchObject({
      patient: { points: 4_500, available_points: 4_500 },
      redemption: { used_points: 500 },
    });
    expect(told()).toBe("500 points used");
  });

  it("wait for the patient's yes, and repeat the very same request until it is there", async () => {
    server.answers = [unsaid, unsaid, unsaid];
    checkout.redeemReward("peel");
    await reach("confirming");
    await reach("visit");
    expect(server.questions).toHaveLength(1);
    expect(server.questions[0]).toMatchObject({ points: 500, visit_id: "v1" });
    expect(server.questions[0]?.request_id).not.toBe(server.acts[0]?.request_id);
    expect(new Set(server.acts.map(({ request_id }) => request_id)).size).toBe(1);
    expect(told()).toBe("500 points used");
  });

  it("are not used when the patient says no, and a new try asks them again", async () => {
    const declined = new Refused("confirmation-declined", { points: 500 }, "");
    server.answers = [unsaid, unsaid, declined, declined, unsaid];
    checkout.redeemPoints(500, 10_000);
    await reach("confirming");
    await reach("visit");
    expect(told()).toBe("confirmation-declined");
    checkout.redeemPoints(500, 10_000);
    await reach("confirming");
    await reach("visit");
    expect(server.questions).toHaveLength(2);
    expect(told()).toBe("500 points used");
  });

  it("are waited for no longer than the desk likes", async () => {
    server.answers = Array.from({ length: 200 }, () => unsaid);
    checkout.redeemPoints(500, 10_000);
    await reach("confirming");
    checkout.stopWaiting();
    await reach("visit");
    expect(told()).toBe("confirmation-required");
    expect(server.answers.length).toBeGreaterThan(150);
  });

  it("may also pay a part of a purchase, confirmed alike", async () => {
    server.answers = [unsaid, unsaid];
    checkout.record(tenders);
    await reach("confirming");
    await reach("receipt");
    expect(new Set(server.purchases.map(({ request_id }) => request_id)).size).toBe(1);
  });

  it("stay unknown while the database does not say, and are asked for under the same request", async () => {
    server.answers = Array.from({ length: 3 }, () => new Refused("store-unavailable", {}, ""));
    checkout.redeemPoints(500, 10_000);
    await reach("unknown");
    expect(checkout.scan("ANOTHERCODEANOTHERCODE")).toBe(false);
    checkout.askAgain();
    await reach("visit");
    expect(new Set(server.acts.map(({ request_id }) => request_id)).size).toBe(1);
  });
});

describe("the last act", () => {
  beforeEach(arrive);

  it("takes a purchase back for two minutes, and the patient is there again", async () => {
    checkout.record(tenders);
    await reach("receipt");
    now = 119_999;
    checkout.undo();
    await reach("visit");
    expect(server.acts[0]).toMatchObject({ name: "void_purchase", purchase_id: "e1" });
    expect(checkout.undoable).toBeNull();
  });

  it("cannot be taken back after two minutes", async () => {
    checkout.record(tenders);
    await reach("receipt");
    now = 120_000;
    checkout.undo();
    expect(checkout.stage.name).toBe("receipt");
    expect(server.acts).toEqual([]);
  });

  it("takes a redemption back at its visit", async () => {
    checkout.redeemPoints(500, 10_000);
    await reach("sending");
    await reach("visit");
    server.answers = [{ ...used, kind: "reversal", points: 500, points_after: 5_000, explanation: "given back" }];
    checkout.undo();
    await reach("sending");
    await reach("visit");
    expect(server.acts[1]).toMatchObject({ name: "cancel_redemption", redemption_id: "e2", visit_id: "v1" });
    const { stage } = checkout;
    expect(stage.name === "visit" && stage.visit).toMatchObject({ patient: { points: 5_000 }, redemption: { used_points: 0 } });
  });

  it("is offered before the next scan, and never at the visit of somebody else", async () => {
    checkout.record(tenders);
    await reach("receipt");
    checkout.leave();
    expect(checkout.undoable?.visit.patient.name).toBe("Ana Ruiz");
    server.checkIn = async () => ({ ...visit, visit_id: "v2" });
    checkout.scan("ANOTHERCODEANOTHERCODE");
    await reach("visit");
    expect(checkout.undoable).toBeNull();
  });

  it("says why it could not be taken back, where it was offered", async () => {
    checkout.record(tenders);
    await reach("receipt");
    server.answers = [new Refused("void-too-late", {}, "")];
    checkout.undo();
    await reach("sending");
    await reach("receipt");
    expect(checkout.stage).toMatchObject({ refused: { doing: "undo", cause: { code: "void-too-late" } } });
  });

  it("keeps its request while it is not known whether it was taken back", async () => {
    checkout.record(tenders);
    await reach("receipt");
    server.answers = Array.from({ length: 3 }, () => new Unanswered());
    checkout.undo();
    await reach("unknown");
    checkout.askAgain();
    await reach("visit");
    expect(new Set(server.acts.map(({ request_id }) => request_id)).size).toBe(1);
  });
});

describe("a later refund", () => {
  it("names the purchase, the lines and the reason, and leaves the visit as it is after it", async () => {
    await arrive();
    const remainder = { numerator: 1, denominator: 3 };
    server.answers = [{ ...used, kind: "reversal", points_after: 900, debt_points_after: 0, why: { remainder_after: remainder } }];
    checkout.refund("e9", [{ kind: "cash", amount_minor: 100, returned_as: null }], "sent back");
    await reach("sending");
    await reach("visit");
    expect(server.acts[0]).toMatchObject({ name: "refund_purchase", purchase_id: "e9", text: "sent back" });
    const { stage } = checkout;
    expect(stage.name === "visit" && stage.visit).toMatchObject({
      patient: { points: 900, available_points: 900 },
      earning: { remainder },
      redemption: { used_points: 0 },
    });
  });
});
