/** The English of the clinic's place. */

export const clinicWords = {
  title: "Clinic",
  sections: "Sections of the clinic",
} as const;

export const peopleWords = {
  title: "People",
  name: "Name",
  role: "Role",
  locations: "Locations",
  access: "Access",
  on: "On",
  off: "Switched off",
  you: "you",
  noLocation: "No location",
  alone: "Only you so far.",
} as const;

export const roleWords: Readonly<Record<string, string>> = {
  front_desk: "Front desk",
  manager: "Manager",
  owner: "Owner",
};
