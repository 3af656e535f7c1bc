/** Lines of the clinic's log: who did what, when; a patient is named by nothing but a way to them. */
import type { Dated } from "../tables/merged";

/** The kinds of the log, in the order of their filter. */
export const KINDS = ["rules", "changes", "corrections", "lookups", "reads", "views", "downloads"] as const;
export type Kind = (typeof KINDS)[number];

export interface Logged extends Dated<Kind> {
  /** uid of who did it */
  by: string;
  /** what was done: the words of the log say it by these */
  facts: Facts;
  /** the patient it is about, if one */
  patientId: string | null;
  /** the instant as the database has it: what is older comes behind it */
  cursor: unknown;
}

export type Facts =
  | { kind: "rules"; rule: string; state: string; note: string }
  | { kind: "changes"; path: string; isNew: boolean; fields: readonly string[]; note: string }
  | { kind: "corrections"; points: number; reason: string; status: string }
  | { kind: "lookups"; results: number; opened: boolean }
  | { kind: "reads"; what: string; found: number }
  | { kind: "downloads" }
  | { kind: "views"; list: string | null; count: number; part: string | null };

type Data = Readonly<Record<string, unknown>>;

const BESIDES: ReadonlySet<string> = new Set(["change_id"]);
const LIST = "list.";

/** The line of a document; what an older one lacks is as nothing. */
export function loggedOf(part: Kind, id: string, data: Data, cursor: { toDate(): Date }): Logged {
  const { by, patientId } = personsOf(part, data);
  return { part, id, at: cursor.toDate().toISOString(), by, patientId, facts: factsOf(part, data), cursor };
}

function personsOf(part: Kind, data: Data): { by: string; patientId: string | null } {
  const names: Readonly<Record<Kind, [by: string, patient: string]>> = {
    rules: ["asked_by", ""],
    changes: ["by", ""],
    corrections: ["requested_by", "patient_id"],
    lookups: ["asked_by", "opened_patient_id"],
    reads: ["read_by", "patient_id"],
    views: ["viewed_by", "patient_id"],
    downloads: ["downloaded_by", ""],
  };
  const [by, patient] = names[part];
  const patientId = data[patient];
  return { by: text(data[by]), patientId: typeof patientId === "string" ? patientId : null };
}

function factsOf(kind: Kind, data: Data): Facts {
  switch (kind) {
    case "rules":
      return { kind, rule: text(data["rule"]), state: text(data["state"]), note: text(data["note"]) };
    case "changes":
      return {
        kind,
        path: text(data["path"]),
        isNew: data["before"] === null,
        fields: changedFields(data["before"], data["after"]),
        note: text(data["note"]),
      };
    case "corrections":
      return { kind, points: number(data["points"]), reason: text(data["reason"]), status: text(data["status"]) };
    case "lookups":
      return { kind, results: number(data["results"]), opened: data["opened_patient_id"] != null };
    case "reads":
      return { kind, what: text(data["what"]), found: number(data["found"]) };
    case "downloads":
      return { kind };
    case "views": {
      const part = text(data["part"]);
      const shown = data["patient_ids"];
      const isList = part.startsWith(LIST);
      return {
        kind,
        list: isList ? part.slice(LIST.length) : null,
        count: Array.isArray(shown) ? shown.length : 0,
        part: isList ? null : part || null,
      };
    }
  }
}

/** The fields in which a document differs from the one before, in the order of their names. */
export function changedFields(before: unknown, after: unknown): string[] {
  const [was, is] = [(before ?? {}) as Data, (after ?? {}) as Data];
  const names = new Set([...Object.keys(was), ...Object.keys(is)]);
  return [...names].filter((name) => !BESIDES.has(name) && !isSame(was[name], is[name])).sort();
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function number(value: unknown): number {
  return typeof value === "number" ? value : 0;
}
