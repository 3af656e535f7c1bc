/** Paid-in money is paid out where the clinic's rule allows it; the visit has it no more, and the hands give it. */
import { describe, expect, it } from "vitest";
import { answering } from "../../shared/api/callables.fixture";
import type { CashOut, CashOutQuote, Movement } from "../../shared/api/contracts.gen";
import { moneyFormat } from "../../shared/points/money";
import { arrive, checkout, reach, told, used } from "../acts/counter.fixture";
import { cashOut, whyNot } from "./cash-out";

const dollars = moneyFormat("USD", "en-US");
const quote = (left: number, below: number | null): CashOutQuote => ({
  clinic_id: "bella",
  patient_id: "ana",
  left_minor: left,
  below_minor: below,
});

describe("what is left of paid-in money", () => {
  it.each([
    [1_240, 1_500, ""],
    [1_499, 1_500, ""],
    [1_500, 1_500, "$15.00 of paid-in money is left. It is paid out only while less than $15.00 is left."],
    [0, 1_500, "No money that was paid in is left."],
    [1_240, null, "The clinic pays no wallet money out."],
  ])("of %i, with a rule of %s, is paid out or it is said why not", (left, below, said) => {
    expect(whyNot(quote(left, below), dollars)).toBe(said);
  });
});

describe("a cash-out", () => {
  it("tells what to give, and the visit has no paid-in money any more", async () => {
    const asked: CashOut[] = [];
    const paidOut = {
      ...used,
      kind: "cash_out",
      points: 0,
      points_after: 5_000,
      wallet_minor: -1_240,
      wallet_minor_after: 500,
      explanation: "$12.40 of wallet money paid out in cash: asked for",
      why: { reason: "paid_out", text: "asked for" },
    } as unknown as Movement;
    const callables = answering({
      cash_out: async (body) => {
        asked.push(body);
        return paidOut;
      },
    });
    await arrive();
    if (checkout.stage.name === "visit") {
      Object.assign(checkout.stage.visit.patient, {
        wallet_minor: 1_740,
        available_minor: 1_740,
        paid_in: [{ kind: "card", amount_minor: 1_240 }],
      });
    }
    checkout.act(cashOut(callables, 1_240, "asked for", dollars));
    await reach("sending");
    await reach("visit");
    expect(asked[0]).toMatchObject({ amount_minor: 1_240, text: "asked for", patient_id: "ana" });
    expect(told()).toBe("$12.40 of wallet money paid out in cash: asked for. Give the patient $12.40 in cash.");
    expect(checkout.stage).toMatchObject({
      visit: { patient: { wallet_minor: 500, available_minor: 500, paid_in: [] } },
    });
  });
});
