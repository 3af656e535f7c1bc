import { describe, expect, it } from "vitest";
import { csvOf } from "../charts/csv";
import { type Column, fileOf, inOrder, nextOrder, type Order, type Value } from "./column";

interface Row {
  id: number;
  name: string;
  points: Value;
}

const columns: readonly Column<Row>[] = [
  { name: "name", word: "Name", value: ({ name }) => name },
  {
    name: "points",
    word: "Points",
    isFigure: true,
    value: ({ points }) => points,
    draw: ({ points }) => `${points} p`,
  },
];
const rows: readonly Row[] = [
  { id: 1, name: "Ana", points: 900 },
  { id: 2, name: "bea", points: null },
  { id: 3, name: "Ánna", points: 10_000 },
  { id: 4, name: "Ana", points: -5 },
];
const ids = (order: Order): number[] => inOrder(rows, columns, order).map(({ id }) => id);

describe("the order of a table", () => {
  it("is as the rows were given until a heading is pressed, and again after the third press", () => {
    expect(ids(null)).toEqual([1, 2, 3, 4]);
    const first = nextOrder(null, "points");
    const second = nextOrder(first, "points");
    expect([first?.direction, second?.direction, nextOrder(second, "points")]).toEqual([
      "ascending",
      "descending",
      null,
    ]);
    expect(nextOrder(second, "name")).toEqual({ by: "name", direction: "ascending" });
  });

  it("counts numbers as numbers, and what is missing comes last in either direction", () => {
    expect(ids({ by: "points", direction: "ascending" })).toEqual([4, 1, 3, 2]);
    expect(ids({ by: "points", direction: "descending" })).toEqual([3, 1, 4, 2]);
  });

  it("reads names without case and accents, and equal ones stay as they were given", () => {
    expect(ids({ by: "name", direction: "ascending" })).toEqual([1, 4, 3, 2]);
  });

  it("keeps the rows that it was given", () => {
    inOrder(rows, columns, { by: "points", direction: "descending" });
    expect(rows.map(({ id }) => id)).toEqual([1, 2, 3, 4]);
  });
});

it("a file holds exactly what is shown, in the order shown", () => {
  const shown = inOrder(rows.slice(0, 2), columns, { by: "points", direction: "ascending" });
  expect(csvOf(...fileOf(shown, columns))).toBe("name,points\r\nAna,900\r\nbea,\r\n");
});
