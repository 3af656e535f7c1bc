/** The English of the clinic's people: their table, their sheet, and invites. */

export const peopleWords = {
  title: "People",
  name: "Name",
  role: "Role",
  locations: "Locations",
  access: "Access",
  week: "This week",
  on: "On",
  off: "Switched off",
  you: "you",
  noLocation: "No location",
  everyLocation: "Every location",
  alone: "Only you so far.",
  countWeek: "Count this week",
  counting: "Counting…",
  open: (name: string) => `Open ${name}`,
  saved: (name: string) => `Saved: ${name}.`,
  switchedOff: (name: string) => `${name} is switched off, starting now.`,
  switchedOn: (name: string) => `${name} has access again.`,
} as const;

export const personWords = {
  ownRow: "This is you. Nobody edits their own row: ask another owner.",
  ofOwners: "An owner changes managers and owners.",
  role: "May work as",
  locations: "Works at",
  quota: "Expected in a week, at each location",
  quotaText: "Leave empty what is not expected. 0 to 1,000.",
  save: "Save",
  saving: "Saving…",
  switchOff: "Switch off access",
  switchOn: "Restore access",
  nameBound: "1 to 80 characters",
  quotaBound: "A whole number, 0 to 1,000",
} as const;

export const roleWords: Readonly<Record<string, string>> = {
  front_desk: "Front desk",
  manager: "Manager",
  owner: "Owner",
};

export const roleTexts: Readonly<Record<string, string>> = {
  front_desk: "Checks patients in, records purchases, answers requests.",
  manager: "All of that, and this page: rules, what patients see, people at the front desk.",
  owner: "Everything, other managers and owners too.",
};

export const measureWords = {
  check_ins: "Check-ins",
  enrolments: "Enrolments",
  redemptions: "Redemptions",
} as const;

export const inviteWords = {
  invite: "Invite somebody",
  title: "Invite somebody",
  text: "They get an e-mail with a link that is good for seven days. It works for that address only.",
  email: "E-mail",
  send: "Invite",
  sending: "Inviting…",
  open: "Invited",
  ends: (day: string) => `until ${day}`,
  over: "The seven days are over",
  again: "Send again",
  withdraw: "Withdraw",
  sent: (email: string) => `Sent to ${email}.`,
  notSent: (email: string) => `The e-mail to ${email} could not be sent. Send it again.`,
  withdrawn: (email: string) => `Withdrawn: the link that ${email} has opens nothing any more.`,
  emailBound: "An address like name@clinic.com",
  whichLocation: "Choose at least one location.",
} as const;
