/** The English of looking for a patient without a phone. */
export const lookupWords = {
  title: "No phone?",
  text: "Type three letters of the patient’s first or last name.",
  letters: "Name",
  found: "Patients found",
  joined: (month: string) => `joined ${month}`,
  searching: "Looking…",
  count: (many: number) => `${many} found. The arrow keys choose, Enter opens the visit.`,
  more: "There are more. Type on.",
  none: "Nobody’s name begins like this.",
  kept: "Each lookup is kept, and managers see it.",
  open: "Open the visit",
  fewLetters: "Type at least three letters of the name.",
} as const;
