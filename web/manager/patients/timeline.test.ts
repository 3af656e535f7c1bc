import { describe, expect, it } from "vitest";
import type { PatientFile, PatientPart } from "../../shared/api/contracts.gen";
import { type Happened, leftOf, PARTS, timelineOf, withPage } from "./timeline";

function at(minute: number): string {
  return new Date(Date.UTC(2026, 10, 1, 0, minute)).toISOString();
}

function page(parts: Partial<Record<PatientPart, readonly number[]>>, more: readonly PatientPart[] = []): PatientFile {
  const none = Object.fromEntries(PARTS.map((part) => [part, []]));
  const some = Object.fromEntries(
    Object.entries(parts).map(([part, minutes]) => [
      part,
      minutes.map((minute) => ({ record_id: `${part}-${minute}`, recorded_at: at(minute) })),
    ]),
  );
  return { ...none, ...some, more } as unknown as PatientFile;
}

const ids = (lines: readonly Happened[]): string[] => lines.map(({ id }) => id);

describe("the timeline of a patient", () => {
  it("has the records of all parts in one order, the newest first", () => {
    const known = withPage([], page({ entries: [5, 2], visits: [4, 1], notices: [3] }));
    expect(ids(timelineOf(known, new Set()).shown)).toEqual([
      "entries-5",
      "visits-4",
      "notices-3",
      "entries-2",
      "visits-1",
    ]);
  });

  it("ends where a part is not known further, and says which one is needed next", () => {
    const known = withPage([], page({ entries: [9, 8, 7], visits: [6, 3], notices: [2] }));
    const { shown, next } = timelineOf(known, new Set<PatientPart>(["entries", "visits"]));
    expect(ids(shown)).toEqual(["entries-9", "entries-8", "entries-7"]);
    expect(next).toEqual({ part: "entries", before_at: at(7), before_id: "entries-7" });
  });

  it("read page by page it shows every record once, whatever the pages are", () => {
    const all: Partial<Record<PatientPart, number[]>> = {};
    for (let minute = 60; minute > 0; minute -= 1) {
      const part = PARTS[(minute * 7 + Math.floor(minute / 3)) % PARTS.length] ?? "entries";
      all[part] = [...(all[part] ?? []), minute];
    }
    const most = 3;
    const pageOf = (part: PatientPart, below: number): [readonly number[], boolean] => {
      const rest = (all[part] ?? []).filter((minute) => minute < below);
      return [rest.slice(0, most), rest.length > most];
    };
    const more = new Set(PARTS.filter((part) => pageOf(part, Infinity)[1]));
    let known = withPage([], page(Object.fromEntries(PARTS.map((part) => [part, pageOf(part, Infinity)[0]]))));
    for (let turn = 0; turn < 60; turn += 1) {
      const { shown, next } = timelineOf(known, more);
      const minutes = shown.map((each) => Date.parse(each.at));
      expect(minutes).toEqual([...minutes].sort((one, other) => other - one));
      if (!next) break;
      const [found, goesOn] = pageOf(next.part, Number(next.before_id.split("-").at(-1)));
      known = withPage(known, page({ [next.part]: found }));
      if (!goesOn) more.delete(next.part);
    }
    expect(new Set(ids(timelineOf(known, more).shown)).size).toBe(60);
  });

  it("adds no record twice", () => {
    const once = withPage([], page({ entries: [2, 1] }));
    expect(withPage(once, page({ entries: [2, 1] }))).toHaveLength(2);
  });
});

it("points that have a new life are not left to give back", () => {
  const lines = [
    { kind: "reissue", points: 200, linked_entry_id: "a.expiry" },
    { kind: "reissue", points: 50, linked_entry_id: "b.expiry" },
    { kind: "expiry", points: -500, linked_entry_id: null },
  ].map((record, index) => ({ part: "entries", id: String(index), at: at(9 - index), record }) as unknown as Happened);
  expect(leftOf(lines, "a.expiry", -500)).toBe(300);
  expect(leftOf(lines, "b.expiry", -40)).toBe(0);
  expect(leftOf(lines, "c.expiry", -70)).toBe(70);
});
