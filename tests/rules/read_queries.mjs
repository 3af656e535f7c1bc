// Reads the Firestore queries out of TypeScript files: their names a line in, as a JSON list, the queries a line out. They
// are calls of the library's `query`, and searches for the REST interface: object literals that say `from` which collection.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { createInterface } from "node:readline";
import ts from "typescript";

class Unreadable extends Error {}

function queriesOf(path) {
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  const imported = firestoreNames(source);
  const found = [];
  const visit = (node) => {
    if (calls(node, imported) === "query")
      found.push(described(node, source, (query) => called(query, node, source, imported)));
    if (isSearch(node)) found.push(described(node, source, (query) => searched(query, node, source)));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** What this file calls the functions of firebase/firestore: local name to exported name. */
function firestoreNames(source) {
  const names = new Map();
  for (const statement of source.statements.filter(ts.isImportDeclaration)) {
    const bindings = statement.importClause?.namedBindings;
    if (!statement.moduleSpecifier.text.startsWith("firebase/firestore") || !bindings) continue;
    if (ts.isNamespaceImport(bindings)) throw new Error(`${source.fileName}: import Firestore's functions by name`);
    for (const each of bindings.elements) names.set(each.name.text, (each.propertyName ?? each.name).text);
  }
  return names;
}

const calls = (node, imported) =>
  ts.isCallExpression(node) && ts.isIdentifier(node.expression) ? imported.get(node.expression.text) : undefined;

function described(node, source, read) {
  const { line } = source.getLineAndCharacterOfPosition(node.getStart());
  const query = {
    place: `${basename(source.fileName)}:${line + 1}`,
    collection: "",
    group: false,
    filters: [],
    orders: [],
    backwards: false,
  };
  try {
    read(query);
    if (!query.collection) throw new Unreadable("which collection is asked?");
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    query.unreadable = error.message;
  }
  return query;
}

function called(query, call, source, imported) {
  for (const argument of call.arguments) add(query, meant(argument, source), source, imported);
}

const isSearch = (node) =>
  ts.isObjectLiteralExpression(node) &&
  node.properties.some(
    (each) => each.name?.getText() === "from" && ts.isPropertyAssignment(each) && !ts.isStringLiteral(each.initializer),
  );

/** A search for the REST interface: its filters are calls of `equal` within `every`, its orders say which comes first. */
function searched(query, literal, source) {
  const said = Object.fromEntries(
    literal.properties.map((each) => [each.name?.getText() ?? each.getText(), each.initializer]),
  );
  const [from] = said.from.elements ?? [];
  const sources = from?.properties ?? [];
  if (sources.length !== 1 || sources[0].name.getText() !== "collectionId")
    throw new Unreadable(`${said.from.getText()} cannot be read`);
  query.collection = text(sources[0].initializer);
  for (const name of Object.keys(said)) {
    if (!["from", "where", "orderBy", "limit", "startAt"].includes(name))
      throw new Unreadable(`${name} cannot be read`);
  }
  if (!said.limit || !ts.isNumericLiteral(meant(said.limit, source)))
    throw new Unreadable("it has no limit that stands there");
  for (const filter of filtersOf(said.where)) query.filters.push([text(filter.arguments[0]), "=="]);
  for (const order of said.orderBy?.elements ?? [])
    query.orders.push([text(order.arguments?.[0]), DIRECTIONS[order.expression?.getText()]]);
  if (query.orders.some(([, way]) => !way)) throw new Unreadable(`${said.orderBy.getText()} cannot be read`);
}

const DIRECTIONS = { newestFirst: "desc", oldestFirst: "asc" };

function filtersOf(node) {
  const name = node && ts.isCallExpression(node) ? node.expression.getText() : "";
  if (name === "equal") return [node];
  if (name === "every") return node.arguments.flatMap(filtersOf);
  throw new Unreadable(`${node?.getText() ?? "where"} is neither equal nor every`);
}

/** `documents.collection("rules", rule, "history")`: the managers' documents know the way to a collection of the clinic. */
const isOfDocuments = (node) =>
  ts.isCallExpression(node) &&
  ts.isPropertyAccessExpression(node.expression) &&
  node.expression.getText() === "documents.collection";

function add(query, node, source, imported) {
  if (isOfDocuments(node)) {
    query.collection = text(node.arguments.at(-1));
    return;
  }
  const args = ts.isCallExpression(node) ? node.arguments.map((each) => meant(each, source)) : [];
  switch (calls(node, imported)) {
    case "query":
      for (const each of args) add(query, each, source, imported);
      return;
    case "and":
      for (const each of args) add(query, each, source, imported);
      return;
    case "collection":
    case "collectionGroup":
      query.collection = text(args.at(-1)).split("/").at(-1);
      query.group = calls(node, imported) === "collectionGroup";
      return;
    case "where":
      return query.filters.push([text(args[0]), text(args[1])]);
    case "orderBy":
      return query.orders.push([text(args[0]), args[1] ? text(args[1]) : "asc"]);
    case "limitToLast":
      query.backwards = true;
      return;
    case "limit":
    case "startAfter":
    case "startAt":
    case "endBefore":
    case "endAt":
      return;
    default:
      throw new Unreadable(`${node.getText()} cannot be read`);
  }
}

/** The node, or what the constant that it names stands for. */
function meant(node, source) {
  if (!ts.isIdentifier(node)) return node;
  let value = node;
  const visit = (each) => {
    const constant = ts.isVariableDeclaration(each) && each.parent.flags & ts.NodeFlags.Const;
    if (constant && each.name.getText() === node.text && each.initializer) value = each.initializer;
    ts.forEachChild(each, visit);
  };
  visit(source);
  return value;
}

function text(node) {
  if (node && ts.isStringLiteralLike(node)) return node.text;
  if (node && ts.isTemplateExpression(node)) {
    const end = node.templateSpans.at(-1).literal.text;
    if (end.includes("/")) return end;
  }
  throw new Unreadable(`${node?.getText()} is not a text that stands there`);
}

for await (const names of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(JSON.parse(names).flatMap(queriesOf)));
}
