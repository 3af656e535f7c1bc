/** The English of the clinic's place. */

export const clinicWords = {
  title: "Clinic",
  sections: "Sections of the clinic",
} as const;

export const doingWords = {
  undo: "Undo",
  undone: "Taken back.",
  changedMeanwhile: "Someone else has changed this in the meantime. Look at it again.",
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
  over: "It took more than an hour, which is too long. Try again on a faster network.",
  incomplete: (file: string) => `What came until then is in ${file}, which cannot be read in again.`,
} as const;

export const alertWords = {
  title: "Alerts",
  text: "Whatever one person did beyond the usual limits in a day, over the last 28 days. An alert is no proof of wrongdoing: ask the person. Alerts block nothing.",
  rule: "Change the limits",
  what: "Who did what",
  on: "Day",
  number: "How much",
  most: "Limit",
  patient: "Patient",
  open: "Open the patient",
  never: "No report yet. The first one comes tonight.",
  none: "Nobody went beyond the limits.",
  looked: (day: string) => `Last checked: ${day}.`,
  hidden: (count: number) => `${count} more are in the reports of those days.`,
} as const;
