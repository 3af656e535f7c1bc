import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const WEB = `${import.meta.dirname}/../..`;
const GENERATED = "shared/api/contracts.gen.ts";

/** A type that a module declares: its name, and the fields that it says itself. */
interface Declared {
  file: string;
  name: string;
  fields: string;
}

/** Every interface and every alias of an object type in a text. */
function declaredIn(file: string, text: string): Declared[] {
  return ts.createSourceFile(file, text, ts.ScriptTarget.ES2022).statements.flatMap((statement) => {
    if (ts.isInterfaceDeclaration(statement)) return [declared(file, statement.name.text, statement.members)];
    if (!ts.isTypeAliasDeclaration(statement)) return [];
    const members = ts.isTypeLiteralNode(statement.type) ? statement.type.members : [];
    return [declared(file, statement.name.text, members)];
  });
}

function declared(file: string, name: string, members: readonly ts.TypeElement[]): Declared {
  const fields = members.flatMap((member) => (member.name && ts.isIdentifier(member.name) ? [member.name.text] : []));
  return { file, name, fields: fields.sort().join(" ") };
}

const modules = readdirSync(WEB, { recursive: true, encoding: "utf-8" }).filter(
  (path) => /^(shared|patient|desk|worker|build)\/.*\.ts$/.test(path) && path !== GENERATED,
);
const read = (path: string): string => readFileSync(`${WEB}/${path}`, "utf-8");
const contract = declaredIn(GENERATED, read(GENERATED));
const names = new Set(contract.map(({ name }) => name));
const shapes = new Set(contract.map(({ fields }) => fields).filter((fields) => fields !== ""));

/** The declarations that say again what the contract says: by its name, or by all its fields. */
function again(found: readonly Declared[]): string[] {
  return found
    .filter(({ name, fields }) => names.has(name) || shapes.has(fields))
    .map(({ file, name }) => `${file}: ${name}`);
}

describe("the contract", () => {
  it("is not typed again by hand in any module of the pages", () => {
    expect(contract.length).toBeGreaterThan(100);
    expect(modules.length).toBeGreaterThan(200);
    expect(again(modules.flatMap((path) => declaredIn(path, read(path))))).toEqual([]);
  });

  it.each([
    "interface Receipt { total: number }",
    "export type Movement = { points: number };",
    "interface Paid { kind: string; amount_minor: number }",
    "export type Choice = { points: number; clinic_id: string; request_id: string };",
  ])("would be found in %j", (text) => expect(again(declaredIn("planted.ts", text))).toHaveLength(1));

  it.each([
    "interface ReceiptState { entryId: string }",
    "type Paid = Pick<Tender, 'kind'>;",
    "class Receipt { kind = ''; amount_minor = 0 }",
  ])("has nothing against %j", (text) => expect(again(declaredIn("planted.ts", text))).toEqual([]));
});
