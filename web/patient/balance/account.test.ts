import { describe, expect, it } from "vitest";
import { type AccountState, type LotState, lotsInOrder, pressingLot, usablePoints } from "./account";

const now = new Date("2026-11-22T20:00:00Z");

function lot(lotId: string, points: number, days: number): LotState {
  const expiresAt = new Date(now.getTime() + days * 86_400_000);
  return { lotId, points, expiresOn: expiresAt.toISOString().slice(0, 10), expiresAt, nudgeDays: 28, urgeDays: 7 };
}

function account(points: number, ...lots: LotState[]): AccountState {
  const rest = {
    walletLots: [],
    tierId: null,
    tier: null,
    membership: null,
    revision: 0,
    confirmation: null,
    used: null,
  };
  return { name: "Ana Ruiz", points, debtPoints: 0, lots, ...rest };
}

describe("the account on the home screen", () => {
  it("lists lots by the end of their time", () => {
    const lots = lotsInOrder(account(60, lot("b", 20, 90), lot("a", 10, 3), lot("c", 30, 20)), now);
    expect(lots.map(({ lotId }) => lotId)).toEqual(["a", "c", "b"]);
  });

  it("neither lists nor counts points that have ended and are not swept yet", () => {
    const state = account(30, lot("ended", 10, -0.001), lot("live", 20, 5));
    expect(lotsInOrder(state, now).map(({ lotId }) => lotId)).toEqual(["live"]);
    expect(usablePoints(state, now)).toBe(20);
  });

  it("shows the sum of what is listed, less what is owed", () => {
    const state = { ...account(15, lot("live", 20, 5)), debtPoints: 5 };
    expect(usablePoints(state, now)).toBe(15);
  });

  it("speaks of an ending only when one is near", () => {
    expect(pressingLot(account(20, lot("a", 20, 90)), "UTC", now)).toBeNull();
    expect(pressingLot(account(20, lot("a", 20, 20)), "UTC", now)?.countdown.urgency).toBe("notice");
    expect(pressingLot(account(40, lot("a", 20, 20), lot("b", 20, 2)), "UTC", now)?.lot.lotId).toBe("b");
    expect(pressingLot(account(0), "UTC", now)).toBeNull();
  });
});
