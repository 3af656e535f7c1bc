// Reads the Firestore queries out of the TypeScript files named as arguments and prints them as JSON.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import ts from "typescript";

class Unreadable extends Error {}

function queriesOf(path) {
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  const imported = firestoreNames(source);
  const found = [];
  const visit = (node) => {
    if (calls(node, imported) === "query") found.push(described(node, source, imported));
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

function described(call, source, imported) {
  const { line } = source.getLineAndCharacterOfPosition(call.getStart());
  const query = { place: `${basename(source.fileName)}:${line + 1}`, collection: "", group: false, filters: [], orders: [] };
  try {
    for (const argument of call.arguments) add(query, meant(argument, source), source, imported);
    if (!query.collection) throw new Unreadable("which collection is asked?");
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    query.unreadable = error.message;
  }
  return query;
}

function add(query, node, source, imported) {
  const args = ts.isCallExpression(node) ? node.arguments.map((each) => meant(each, source)) : [];
  switch (calls(node, imported)) {
    case "query":
      return args.forEach((each) => add(query, each, source, imported));
    case "and":
      return args.forEach((each) => add(query, each, source, imported));
    case "collection":
    case "collectionGroup":
      query.collection = text(args.at(-1)).split("/").at(-1);
      query.group = calls(node, imported) === "collectionGroup";
      return;
    case "where":
      return query.filters.push([text(args[0]), text(args[1])]);
    case "orderBy":
      return query.orders.push([text(args[0]), args[1] ? text(args[1]) : "asc"]);
    case "limit":
    case "limitToLast":
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

console.log(JSON.stringify(process.argv.slice(2).flatMap(queriesOf)));
