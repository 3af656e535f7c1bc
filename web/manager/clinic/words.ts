/** The English of the clinic's place. */

export const clinicWords = {
  title: "Clinic",
  sections: "Sections of the clinic",
} as const;

export const doingWords = {
  undo: "Undo",
  undone: "Taken back.",
  changedMeanwhile: "Somebody else has changed this meanwhile. Look at it again.",
  notSaved: "This could not be saved. Check the network, then try again.",
} as const;

export const filesWords = {
  title: "Files",
  intro: "Everything the clinic owns, as it is at one instant, in one file that a command reads in again.",
  contents: [
    "Every document, without loss",
    "Tables of accounts, points, wallet money and the whole ledger, for a spreadsheet",
    "A list of the files with their digests, and the digest of the ledger",
  ],
  care: "It holds patients’ names and payments: keep it like the patients’ records.",
  owners: "Only owners take everything out.",
  everything: "Everything, as files",
  stop: "Stop",
  documents: (count: string) => `${count} documents so far. Keep this page open.`,
  packing: "Packing the files…",
  done: (file: string) => `${file} is with your browser’s downloads.`,
  stopped: "Stopped. Nothing was saved.",
  broken: "It broke off.",
  over: "It took more than an hour, and the database does not remember longer. Try again from a faster network.",
  incomplete: (file: string) => `What came until then is in ${file}, which cannot be read in again.`,
} as const;

export const alertWords = {
  title: "Alerts",
  text: "What one person did beyond the usual on a day, of the last 28 days that were looked at. None of it proves a wrong: ask the person. Nothing is blocked by it.",
  rule: "The rule that says how much passes",
  what: "Who did what",
  on: "Day",
  number: "How much",
  most: "Passes",
  patient: "Patient",
  open: "Open the patient",
  never: "No day was looked at yet. The first report comes with the nightly run.",
  none: "Nobody did anything beyond the usual.",
  looked: (day: string) => `Looked at last: ${day}.`,
  hidden: (count: number) => `${count} more are in the reports of those days.`,
} as const;
