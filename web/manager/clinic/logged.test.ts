import { describe, expect, it } from "vitest";
import { sayFacts } from "./log-words";
import { changedFields, KINDS, type Kind, loggedOf } from "./logged";

const AT = { toDate: () => new Date(Date.UTC(2026, 10, 2, 8)) };
const DOCUMENTS: Readonly<Record<Kind, Record<string, unknown>>> = {
  rules: { asked_by: "maya", rule: "earning", state: "live", note: "winter" },
  changes: {
    by: "maya",
    path: "rewards/facial",
    before: { name: "Facial", cost_points: 900, change_id: "a" },
    after: { name: "Facial", cost_points: 800, change_id: "b" },
    note: "",
  },
  corrections: { requested_by: "maya", patient_id: "ana", points: -250, reason: "goodwill", status: "pending" },
  lookups: { asked_by: "maya", results: 3, opened_patient_id: "ana" },
  reads: { read_by: "maya", patient_id: "ana", what: "expired_points", found: 2 },
  views: { viewed_by: "maya", patient_id: null, part: "list.owing", patient_ids: ["ana", "bo"] },
  downloads: { downloaded_by: "maya" },
};
const say = (kind: Kind, data = DOCUMENTS[kind]): string =>
  sayFacts(
    loggedOf(kind, "1", data, AT).facts,
    (rule) => `“${rule}”`,
    (uid) => uid.toUpperCase(),
  );

describe("the log", () => {
  it("says every kind in one sentence, by a person and at an instant", () => {
    expect(KINDS.map((kind) => say(kind))).toEqual([
      "Rule “earning”: a version that is live. “winter”",
      "The reward “facial” changed: cost points.",
      "−250 points for goodwill: waits for a second person.",
      "Searched by name: 3 patients found, a visit opened.",
      "Read the ended points of a patient at a visit: 2 shown.",
      "Opened the list “owing”: 2 patients.",
      "Began to take everything out, as files.",
    ]);
    for (const kind of KINDS) {
      const line = loggedOf(kind, "1", DOCUMENTS[kind], AT);
      expect([line.by, line.at]).toEqual(["maya", "2026-11-02T08:00:00.000Z"]);
    }
  });

  it("leads to a patient where it is about one", () => {
    expect(KINDS.map((kind) => loggedOf(kind, "1", DOCUMENTS[kind], AT).patientId)).toEqual([
      null,
      null,
      "ana",
      "ana",
      "ana",
      null,
      null,
    ]);
  });

  it("says what is new, and whose document of the staff it is", () => {
    expect(say("changes", { by: "maya", path: "staff/bo", before: null, after: {}, note: "for Encino" })).toBe(
      "The person of the staff BO was made. “for Encino”",
    );
    expect(say("changes", { by: "maya", path: "", before: { name: "A" }, after: { name: "B" } })).toBe(
      "The clinic changed: name.",
    );
  });

  it("reads a document of any shape", () => {
    for (const kind of KINDS) expect(say(kind, {})).not.toBe("");
  });
});

it("a change names the fields that differ, and no others", () => {
  expect(changedFields({ a: 1, b: [1], c: { d: 1 } }, { a: 1, b: [2], c: { d: 1 }, e: null })).toEqual(["b", "e"]);
});
