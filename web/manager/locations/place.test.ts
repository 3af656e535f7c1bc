import { expect, it } from "vitest";
import { documentOf, newIdOf } from "./place";

it("a new location's id says its name, and is taken by no other", () => {
  const ids = ["Encino", "Año Nuevo", "  7th & Main!  ", "日本", "x".repeat(90)].map((name) =>
    newIdOf(name, new Set()),
  );
  expect(ids).toEqual(["encino", "ano-nuevo", "7th-main", "location", "x".repeat(40)]);
  expect(newIdOf("Encino", new Set(["encino", "encino-2"]))).toBe("encino-3");
  for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/);
});

it("what an edit does not name stays in the document", () => {
  const before = { name: "Encino", address: "2 Oak St", active: true, change_id: "last" };
  expect(documentOf(before, { name: "Encino", address: "3 Oak St", active: false })).toEqual({
    ...before,
    address: "3 Oak St",
    active: false,
  });
});
