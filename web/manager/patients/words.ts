/** The English of the patients' place: its lists. */
import type { PatientChoice } from "../../shared/api/contracts.gen";

/** The choices that have a link; those of a name come by the search. */
export type LinkedChoice = Exclude<PatientChoice, "named">;

export const choiceWords: Readonly<Record<LinkedChoice, { word: string; text: string; none: string }>> = {
  all: {
    word: "All",
    text: "Everybody who has joined, by name.",
    none: "Nobody yet. Patients appear when they join with the app.",
  },
  ending: {
    word: "Ends within 28 days",
    text: "Patients with points that end within 28 days, the soonest first.",
    none: "Nobody’s points end within 28 days.",
  },
  tiers: {
    word: "Higher tiers",
    text: "Patients above the first tier, the most points first.",
    none: "Nobody is above the first tier.",
  },
  members: {
    word: "Members",
    text: "Patients whose membership holds, the one that is paid for the shortest first.",
    none: "Nobody is a member.",
  },
  away: {
    word: "Not here for six months",
    text: "Patients whose last visit was six months ago or longer, the last seen first.",
    none: "Everybody who ever came was here within six months.",
  },
  owing: {
    word: "Owes points",
    text: "Patients who owe points after a refund, the most first. The next points they earn repay it.",
    none: "Nobody owes points.",
  },
};

export const patientsWords = {
  title: "Patients",
  choices: "Lists of patients",
  search: "Name",
  searchHint: "Type at least three letters of the first or last name.",
  find: "Find",
  all: "Show the list again",
  named: (letters: string) => `Patients found by “${letters}”`,
  nobodyNamed: "Nobody is called so.",
  moreNamed: "More patients are called so than are shown. Type more of the name.",
  tooShort: "Type three letters or more, or a whole short word.",
  reading: "Reading the list…",
  kept: "Each page you see is kept: who looked, and who was on it.",
  next: "Next 50",
  first: "Back to the first",
  above: (tier: string) => `${tier} and above, the most points first.`,
  shown: (count: number) => (count === 1 ? "1 patient" : `${count} patients`),
  name: "Name",
  closed: "closed",
  points: "Points",
  owes: "Owes",
  wallet: "Wallet",
  tier: "Tier",
  ends: "Next end",
  member: "Member",
  paidUntil: "Paid until",
  seen: "Last visit",
  never: "never",
} as const;
