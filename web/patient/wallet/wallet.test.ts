import { describe, expect, it } from "vitest";
import { secondsToAnswer } from "../confirmation/confirmation";
import { questionOf, secondsLeft } from "../confirmation/question";
import { type Origin, sharesOf, usableMinor, type WalletLotState } from "./wallet";

const now = new Date("2026-11-22T20:00:00Z");

function lot(walletLotId: string, origin: Origin, remainingMinor: number, days: number | null = null): WalletLotState {
  const expiresAt = days === null ? null : new Date(now.getTime() + days * 86_400_000);
  const expiresOn = expiresAt?.toISOString().slice(0, 10) ?? null;
  return { walletLotId, origin, remainingMinor, receivedAt: new Date("2026-11-01T20:00:00Z"), expiresOn, expiresAt };
}

describe("wallet money", () => {
  it("is told by where it came from, in the order it is spent", () => {
    const lots = [
      lot("d", "paid_in", 5_000),
      lot("c", "granted", 10),
      lot("b", "granted", 20, 90),
      lot("a", "banked", 1),
    ];
    const shares = sharesOf(lots, now).map(({ origin, minor, lots: own }) => [
      origin,
      minor,
      own.map((each) => each.walletLotId),
    ]);
    expect(shares).toEqual([
      ["banked", 1, ["a"]],
      ["granted", 30, ["b", "c"]],
      ["paid_in", 5_000, ["d"]],
    ]);
  });

  it("that has ended is neither told nor counted", () => {
    const lots = [lot("ended", "granted", 500, 0), lot("lives", "granted", 300, 1)];
    expect(usableMinor(lots, now)).toBe(300);
    expect(sharesOf(lots, now).map(({ minor }) => minor)).toEqual([300]);
  });

  it("is nothing in an empty wallet", () => {
    expect([usableMinor([], now), sharesOf([], now)]).toEqual([0, []]);
  });
});

describe("the time to answer the desk", () => {
  const asked = {
    confirmationId: "asked",
    locationId: "calabasas",
    points: 12_000,
    worthMinor: 12_000,
    walletMinor: 0,
    isByManager: false,
    answer: "waiting" as const,
    requestedAt: new Date(now.getTime() - 60_000),
    lapsesAt: new Date(now.getTime() + 240_000),
  };

  it("is the whole of it for a question that came just now, even if the phone's clock is wrong", () => {
    expect(secondsToAnswer(asked, true, new Date(now.getTime() + 86_400_000))).toBe(300);
  });

  it("is what is left by the phone's clock for one that was there before", () => {
    expect(secondsToAnswer(asked, false, now)).toBe(240);
    expect(secondsToAnswer(asked, false, new Date(now.getTime() + 300_000))).toBe(0);
  });

  it("keeps its end when the same question is told again, and begins anew for another one", () => {
    const first = questionOf(asked, null, true);
    expect(questionOf({ ...asked, answer: "approved" }, first, false)?.endsAt).toBe(first?.endsAt);
    const lapsed = questionOf({ ...asked, confirmationId: "old", lapsesAt: new Date(0) }, first, false);
    expect(secondsLeft(lapsed)).toBe(0);
    expect(secondsLeft(first)).toBeGreaterThan(290);
  });

  it("is none where nothing is asked", () => {
    expect(questionOf(null, questionOf(asked, null, true), true)).toBeNull();
    expect(secondsLeft(null)).toBe(0);
  });
});
