/** Columns of a table: what each shows of a row, and the value by which rows are sorted and which a file holds. */
import type { TemplateResult } from "lit";

/** null: there is none; it comes last in either direction, and is empty in a file. */
export type Value = string | number | null;

export interface Column<Row> {
  /** its name in a file */
  readonly name: string;
  /** its heading */
  readonly word: string;
  /** figures stand at the end of their column */
  readonly isFigure?: boolean;
  value(row: Row): Value;
  /** what stands in the cell; the value itself without it */
  draw?(row: Row): string | TemplateResult;
}

export type Direction = "ascending" | "descending";
/** A column by its name, and a direction; null: the rows as they were given. */
export type Order = { readonly by: string; readonly direction: Direction } | null;

/** The order after a column's heading was pressed: ascending, then descending, then as the rows were given. */
export function nextOrder(order: Order, by: string): Order {
  if (order?.by !== by) return { by, direction: "ascending" };
  return order.direction === "ascending" ? { by, direction: "descending" } : null;
}

/** Rows in an order; equal ones stay as they were given. */
export function inOrder<Row>(rows: readonly Row[], columns: readonly Column<Row>[], order: Order): readonly Row[] {
  const column = columns.find(({ name }) => name === order?.by);
  if (!column || !order) return rows;
  const sign = order.direction === "ascending" ? 1 : -1;
  return [...rows].sort((one, other) => compare(column.value(one), column.value(other), sign));
}

function compare(one: Value, other: Value, sign: number): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  if (typeof one === "number" && typeof other === "number") return sign * (one - other);
  return sign * String(one).localeCompare(String(other), "en", { numeric: true, sensitivity: "base" });
}

/** The head and the rows of a file: exactly what a table shows. */
export function fileOf<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
): [head: string[], rows: (string | number)[][]] {
  return [columns.map(({ name }) => name), rows.map((row) => columns.map((column) => column.value(row) ?? ""))];
}
