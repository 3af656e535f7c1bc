/** The English of the clinic's log. */
import type { Facts, Kind } from "./logged";

export const logWords = {
  title: "Log",
  text: "Who did what, and who looked at whom. Nothing here can be changed.",
  who: "Person",
  everybody: "Everybody",
  what: "Kind",
  everything: "Everything",
  reading: "Reading the log…",
  none: "Nothing of this kind yet.",
  older: "Older",
  patient: "Open the patient",
  somebody: "Somebody",
  file: "log",
  at: "When",
  by: "Who",
  done: "What",
} as const;

export const kindWords: Readonly<Record<Kind, string>> = {
  rules: "Rules",
  changes: "Catalog and people",
  corrections: "Corrections",
  lookups: "Searches by name",
  reads: "Reads of a past",
  views: "Looks of managers",
  downloads: "Everything taken out",
};

const STATES: Readonly<Record<string, string>> = {
  waiting: "waits for a second person",
  scheduled: "is scheduled",
  live: "is live",
  past: "was live",
  canceled: "was canceled",
  stale: "went stale",
};

const STATUSES: Readonly<Record<string, string>> = {
  posted: "done",
  pending: "waits for a second person",
  approved: "approved",
  declined: "declined",
};

const READS: Readonly<Record<string, string>> = {
  purchases: "purchases",
  expired_points: "ended points",
  undoable: "acts to undo",
};

const THINGS: Readonly<Record<string, string>> = {
  locations: "location",
  services: "service",
  rewards: "reward",
  reward_costs: "cost of a reward",
  offers: "offer",
  targeted_offers: "offer to an audience",
  gallery: "pair of the gallery",
  staff: "person of the staff",
};

/** The act of a line in one sentence. `titleOf` is the title of a rule, `nameOf` the name of a person by uid. */
export function sayFacts(facts: Facts, titleOf: (rule: string) => string, nameOf: (uid: string) => string): string {
  const said = (note: string): string => (note ? ` “${note}”` : "");
  switch (facts.kind) {
    case "rules":
      return `Rule ${titleOf(facts.rule)}: a version that ${STATES[facts.state] ?? facts.state}.${said(facts.note)}`;
    case "changes":
      return `${thing(facts.path, nameOf)} ${facts.isNew ? "was made" : `changed: ${facts.fields.map(plain).join(", ") || "nothing"}`}.${said(facts.note)}`;
    case "corrections":
      return `${facts.points > 0 ? "+" : "−"}${Math.abs(facts.points).toLocaleString("en-US")} points for ${facts.reason}: ${STATUSES[facts.status] ?? facts.status}.`;
    case "lookups":
      return `Searched by name: ${count(facts.results, "patient")} found, ${facts.opened ? "a visit opened" : "no visit opened"}.`;
    case "reads":
      return `Read the ${READS[facts.what] ?? plain(facts.what)} of a patient at a visit: ${facts.found} shown.`;
    case "downloads":
      return "Began to take everything out, as files.";
    case "views":
      if (facts.list !== null) return `Opened the list “${facts.list}”: ${count(facts.count, "patient")}.`;
      return facts.part === null ? "Opened a patient." : `Read older ${plain(facts.part)} of a patient.`;
  }
}

function thing(path: string, nameOf: (uid: string) => string): string {
  const [collection = "", id = ""] = path.split("/");
  if (!collection) return "The clinic";
  const word = THINGS[collection] ?? plain(collection);
  return `The ${word} ${collection === "staff" ? nameOf(id) : `“${id}”`}`;
}

function count(many: number, word: string): string {
  return `${many} ${many === 1 ? word : `${word}s`}`;
}

function plain(name: string): string {
  return name.replaceAll("_", " ");
}
