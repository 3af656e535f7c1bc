import { describe, expect, it } from "vitest";
import type { EntryKind } from "../../shared/api/contracts.gen";
import type { EntryRange } from "../firestore/live";
import type { Entry } from "./entry";
import { actsOf, daysOf, undoneIn, wholeActs } from "./history";
import { LedgerSource, PAGE } from "./ledger-source";

interface Made extends Partial<Omit<Entry, "explained">> {
  kind?: EntryKind;
  points?: number;
  walletMinor?: number;
}

function entry(entryId: string, revision: number, { kind, points, walletMinor, ...made }: Made = {}): Entry {
  const changed = { points: points ?? 0, wallet_minor: walletMinor ?? 0, debt_points: 0, draws: [], purchase: null };
  return {
    entryId,
    revision,
    explained: { ...changed, kind: kind ?? "adjustment", why: { text: entryId } } as unknown as Entry["explained"],
    pointsAfter: 0,
    walletMinorAfter: 0,
    debtPointsAfter: 0,
    actorRole: "front_desk",
    locationId: null,
    businessDate: "2026-11-22",
    occurredAt: new Date("2026-11-22T18:00:00Z"),
    reverses: null,
    linkedEntryId: null,
    expiresOn: null,
    undoUntil: null,
    currency: null,
    ...made,
  };
}

/** A purchase paid in three ways, newest entry first. */
function splitPurchase(entryId: string, revision: number): Entry[] {
  return [
    entry(entryId, revision, { kind: "accrual", points: 450 }),
    entry(`${entryId}.wallet`, revision - 1, { linkedEntryId: entryId, kind: "wallet_payment", walletMinor: -1_100 }),
    entry(`${entryId}.points`, revision - 2, { linkedEntryId: entryId, kind: "redemption", points: -2_000 }),
  ];
}

describe("the entries of one act", () => {
  it("are shown together, in the order they were written", () => {
    const [act, ...others] = actsOf([...splitPurchase("p", 4), entry("before", 1)]);
    expect(act?.head.entryId).toBe("p");
    expect(act?.lines.map(({ entryId }) => entryId)).toEqual(["p.points", "p.wallet", "p"]);
    expect([act?.points, act?.walletMinor]).toEqual([-1_550, -1_100]);
    expect(others.map(({ head }) => head.entryId)).toEqual(["before"]);
  });

  it("do not draw in the expiry that a new life of points is linked to", () => {
    const reissue = entry("again", 3, { kind: "reissue", linkedEntryId: "lot.expiry" });
    expect(actsOf([reissue, entry("lot.expiry", 2, { kind: "expiry" })])).toHaveLength(2);
  });

  it("are never parted by the end of a page", () => {
    const entries = [entry("newest", 5), ...splitPurchase("p", 4), entry("before", 1)];
    expect(wholeActs(entries, 2)).toEqual({ shown: entries.slice(0, 4), older: true });
    expect(wholeActs(entries.slice(0, 4), 2)).toEqual({ shown: entries.slice(0, 4), older: false });
    expect(wholeActs(entries, 25)).toEqual({ shown: entries, older: false });
    expect(wholeActs([], 25)).toEqual({ shown: [], older: false });
  });
});

describe("the history", () => {
  it("goes by the clinic's days", () => {
    const acts = actsOf([entry("c", 3), entry("b", 2), entry("a", 1, { businessDate: "2026-11-20" })]);
    expect(daysOf(acts).map((day) => [day.businessDate, day.acts.length])).toEqual([
      ["2026-11-22", 2],
      ["2026-11-20", 1],
    ]);
  });

  it("knows what was undone", () => {
    expect(undoneIn([entry("undo", 2, { reverses: "banked" }), entry("banked", 1)])).toEqual(new Set(["banked"]));
  });
});

describe("reading it", () => {
  const host = {
    addController: () => {},
    removeController: () => {},
    requestUpdate: () => {},
    updateComplete: Promise.resolve(true),
  };

  /** A ledger of entries 1 to `length`, read as the database reads it, and every question asked of it. */
  function ledger(length: number) {
    const asked: EntryRange[] = [];
    const read = ({ above = 0, below = Infinity, most }: EntryRange): Promise<Entry[]> => {
      asked.push({ above, below, most });
      const all = Array.from({ length }, (_, index) => entry(`entry-${length - index}`, length - index));
      return Promise.resolve(all.filter(({ revision }) => revision > above && revision < below).slice(0, most));
    };
    return { asked, read, grow: (more: number) => (length += more) };
  }

  const settled = () => new Promise((resolve) => setTimeout(resolve));
  const revisions = (source: LedgerSource) => source.entries.map(({ revision }) => revision);

  it("takes a page, and an older one when asked", async () => {
    const [source, { read }] = [new LedgerSource(host), ledger(30)];
    source.follow(30, read);
    await settled();
    expect([source.entries.length, source.older]).toEqual([PAGE, true]);
    await source.showOlder();
    expect([source.entries.length, source.older]).toEqual([30, false]);
    expect(revisions(source)).toEqual(Array.from({ length: 30 }, (_, index) => 30 - index));
  });

  it("adds what is new, and reads no more than that", async () => {
    const [source, { read, grow, asked }] = [new LedgerSource(host), ledger(3)];
    source.follow(3, read);
    await settled();
    grow(2);
    source.follow(5, read);
    await settled();
    expect(revisions(source)).toEqual([5, 4, 3, 2, 1]);
    expect(asked.at(-1)).toMatchObject({ above: 3 });
    source.follow(5, read);
    await settled();
    expect(asked).toHaveLength(2);
  });

  it("begins anew when more came than a page holds", async () => {
    const [source, { read, grow }] = [new LedgerSource(host), ledger(3)];
    source.follow(3, read);
    await settled();
    grow(40);
    source.follow(43, read);
    await settled();
    expect(revisions(source)).toEqual(Array.from({ length: PAGE }, (_, index) => 43 - index));
    expect(source.older).toBe(true);
  });

  it("says so when it failed, and tries again when told to", async () => {
    const [source, { read }] = [new LedgerSource(host), ledger(2)];
    source.follow(2, () => Promise.reject(new Error("no network")));
    await settled();
    expect([source.failed, source.entries.length]).toEqual([true, 0]);
    source.follow(2, read);
    await settled();
    expect([source.failed, source.entries.length]).toEqual([false, 2]);
  });
});
