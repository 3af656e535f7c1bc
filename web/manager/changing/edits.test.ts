import { expect, it } from "vitest";
import { batchesOf, MOST_AT_ONCE, undone } from "./edits";

const edit = (number: number) => ({
  path: `rewards/${number}`,
  before: null,
  after: { name: String(number), active: true },
});

it("many rows go in batches, in their order, and none is lost", () => {
  for (const count of [0, 1, 7, 8, 9, 16, 41]) {
    const edits = Array.from({ length: count }, (_, number) => edit(number));
    const batches = batchesOf(edits);
    expect(batches.flat()).toEqual(edits);
    expect(batches.every(({ length }) => length > 0 && length <= MOST_AT_ONCE)).toBe(true);
  }
});

it("a change is taken back to what was there before", () => {
  const before = { name: "Facial", active: true };
  const after = { name: "Peel", active: true };
  expect(undone({ path: "rewards/a", before, after })).toEqual({ path: "rewards/a", before: after, after: before });
});

it("what was new is put away, since nothing is removed", () => {
  const { after } = undone(edit(1));
  expect(after).toEqual({ name: "1", active: false });
});
