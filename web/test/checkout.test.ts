import { beforeEach, describe, expect, it } from "vitest";
import { Checkout, type Tools } from "../desk/checkout";
import type { GetReceipt, Receipt, RecordPurchase, Visit } from "../shared/contracts";
import { Refused, Unanswered } from "../shared/outcome";

const CODE = "MJSWY3DBFRRWC3DBMJQX";
const visit = { visit_id: "v1", clinic_id: "bella", patient: { patient_id: "ana", name: "Ana Ruiz" } } as Visit;
const receipt = { entry_id: "e1", points: 4_500 } as Receipt;
const tenders = [{ kind: "cash" as const, amount_minor: 45_000 }];

/** A server whose line can be cut: it keeps what it was asked, and answers what each test lines up. */
class Server {
  readonly checkIns: string[] = [];
  readonly purchases: RecordPurchase[] = [];
  readonly lookUps: GetReceipt[] = [];
  answers: (Receipt | Error)[] = [];
  found: Receipt | Error = new Refused("receipt-not-found", {}, "");

  async checkIn({ request_id }: { request_id: string }): Promise<Visit> {
    this.checkIns.push(request_id);
    return visit;
  }

  async recordPurchase(body: RecordPurchase): Promise<Receipt> {
    this.purchases.push(body);
    return given(this.answers.shift() ?? receipt);
  }

  async getReceipt(body: GetReceipt): Promise<Receipt> {
    this.lookUps.push(body);
    return given(this.found);
  }
}

function given(answer: Receipt | Error): Receipt {
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

/** Waits until the checkout has reached a stage. */
async function reach(name: Checkout["stage"]["name"]): Promise<void> {
  while (checkout.stage.name !== name) await new Promise((resolve) => setTimeout(resolve));
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
    expect(checkout.stage.name).toBe("unknown");
    checkout.retryPurchase();
    await reach("receipt");
    expect(new Set(server.purchases.map(({ request_id }) => request_id)).size).toBe(1);
    expect(sounds).toEqual(["refused", "credited"]);
  });

  it("returns to the amount when the server refuses, and a new try is a new request", async () => {
    server.answers = [new Refused("tender-not-accepted", {}, "")];
    checkout.scan(CODE);
    await reach("visit");
    checkout.record(tenders);
    await reach("crediting");
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
