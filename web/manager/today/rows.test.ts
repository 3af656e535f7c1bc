import { describe, expect, it } from "vitest";
import { keptInPlace, type Row } from "./rows";

const row = (id: string, title = id): Row => ({ id, title, facts: [], decisions: [], note: "", way: null });
const ids = (rows: readonly Row[]): string => rows.map(({ id }) => id).join("");

describe("the rows of what waits", () => {
  it("stay in their place, and what is new comes last", () => {
    expect(ids(keptInPlace([row("b"), row("c")], [row("a"), row("b"), row("c")], new Set()))).toBe("bca");
  });

  it("go when they were settled elsewhere, and stay where they were settled here", () => {
    expect(ids(keptInPlace([row("a"), row("b"), row("c")], [row("c")], new Set(["a"])))).toBe("ac");
  });

  it("say what is true now", () => {
    expect(keptInPlace([row("a", "one request")], [row("a", "two requests")], new Set())[0]?.title).toBe(
      "two requests",
    );
  });
});
