import { Timestamp } from "firebase/firestore";
import { describe, expect, it } from "vitest";
import type { AccountDocument } from "../../shared/api/contracts.gen";
import { accountOf } from "./account-document";

const expiresAt = new Date("2027-05-28T07:00:00Z");
const lot = { lotId: "one", points: 4000, expiresOn: "2027-05-27", expiresAt, nudgeDays: 28, urgeDays: 7 };
// As tests/ledger/test_lot_texts.py has it.
const text =
  "4000 4500 2027-05-27 2027-05-28T07:00:00Z 28 7 2026-11-22T18:30:05.250000Z nudge 2027-04-29T17:00:00Z - - calabasas - - 3 2 10 0 -";

function lotsOf(said: unknown): unknown {
  return accountOf({ points: 4000, lots: { one: said } } as unknown as AccountDocument<Timestamp>).lots;
}

describe("the lots of an account", () => {
  it("are read from their texts", () => {
    expect(lotsOf(text)).toEqual([lot]);
  });

  it("are read from texts that say more than is known here", () => {
    expect(lotsOf(`${text} more`)).toEqual([lot]);
  });

  it("are read from the maps of an account that was not written since", () => {
    const policy = { nudge_days: 28, urge_days: 7 };
    const map = { points_remaining: 4000, expires_on: "2027-05-27", expires_at: Timestamp.fromDate(expiresAt), policy };
    expect(lotsOf(map)).toEqual([lot]);
  });
});
