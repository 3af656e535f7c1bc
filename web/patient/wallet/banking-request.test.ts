import { describe, expect, it } from "vitest";
import { type Answering, answering } from "../../shared/api/callables.fixture";
import type { BankPoints, Movement, RefusalCode } from "../../shared/api/contracts.gen";
import { Refused, Unanswered } from "../../shared/api/outcome";
import { BankingRequest, type Kept } from "./banking-request";

const host = {
  addController: () => {},
  removeController: () => {},
  requestUpdate: () => {},
  updateComplete: Promise.resolve(true),
};
const hasty = { attempts: 2, pause: 0, sleep: () => Promise.resolve() };
const movement = { entry_id: "banked", wallet_minor: 1_100 } as Movement;

/** A phone, its memory, and a server that answers what each test says. */
function phone(answers: Answering, memory: { kept: Kept | null } = { kept: null }) {
  const asked: BankPoints[] = [];
  const bankPoints = (body: BankPoints): Promise<Movement> => {
    asked.push(body);
    return answers.bank_points?.(body) ?? Promise.reject(new Unanswered());
  };
  const request = new BankingRequest(
    host,
    () => ({ clinicId: "bella", uid: "ana" }),
    () => answering({ ...answers, bank_points: bankPoints }),
    () => ({ get: () => memory.kept, set: (kept) => (memory.kept = kept) }),
    hasty,
  );
  return { request, asked, memory };
}

const refuse = (code: RefusalCode) => () => Promise.reject(new Refused(code, {}, code));

describe("banking", () => {
  it("forgets its request id when the answer has come", async () => {
    const { request, memory } = phone({ bank_points: () => Promise.resolve(movement) });
    await request.bank(1_000);
    expect(request.state).toEqual({ step: "done", movement });
    expect(memory.kept).toBeNull();
  });

  it("keeps its request id while no answer comes, and says that the outcome is unknown", async () => {
    const { request, asked, memory } = phone({});
    await request.bank(1_000);
    expect(request.state).toEqual({ step: "unknown", points: 1_000 });
    expect(new Set(asked.map((body) => body.request_id))).toEqual(new Set([memory.kept?.requestId]));
  });

  it("learns what became of it from the ledger, after a reload too", async () => {
    const memory = { kept: { requestId: "kept", points: 1_000 } };
    const { request } = phone({ get_receipt: () => Promise.resolve(movement) }, memory);
    await request.start();
    expect(request.state).toEqual({ step: "done", movement });
    expect(memory.kept).toBeNull();
  });

  it("asks with the same id again for the same points, where nothing was recorded", async () => {
    const memory = { kept: { requestId: "kept", points: 1_000 } };
    const { request, asked } = phone({ get_receipt: refuse("receipt-not-found") }, memory);
    await request.start();
    expect(request.state).toMatchObject({ step: "choosing", problem: expect.stringContaining("Nothing was banked") });
    await request.bank(1_000);
    expect(asked.map((body) => body.request_id)).toEqual(["kept", "kept"]);
  });

  it("takes a new id for other points", async () => {
    const { request, asked } = phone({}, { kept: { requestId: "kept", points: 1_000 } });
    await request.bank(1_200);
    expect(asked[0]?.request_id).not.toBe("kept");
  });

  it("tells a refusal in words and is free to begin again", async () => {
    const { request, memory } = phone({ bank_points: refuse("nothing-to-bank") });
    await request.bank(500);
    expect(request.state).toEqual({ step: "choosing", problem: "So few points give no wallet money." });
    expect(memory.kept).toBeNull();
  });

  it.each(["store-unavailable", "too-many-calls"] as const)(
    "does not take %s for a refusal of what was asked before",
    async (code) => {
      const { request, memory } = phone({ bank_points: refuse(code) });
      await request.bank(500);
      expect(request.state.step).toBe("unknown");
      expect(memory.kept).not.toBeNull();
    },
  );
});
