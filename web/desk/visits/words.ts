/** The English of accepted visits to come. */
const untilSaid = (day: string, days: number): string =>
  `kept until ${day}, ${days === 0 ? "the day of the visit" : days === 1 ? "a day after it" : `${days} days after it`}`;

export const visitsWords = {
  title: "Coming visits",
  text: (place: string) => `Accepted visits at ${place}, the soonest first.`,
  textOf: (name: string, place: string) => `The accepted visits of ${name} at ${place}.`,
  list: "Visits",
  none: "No accepted visit is to come.",
  unread: "The visits could not be read. Close this and open it again.",
  more: "Only the next hundred are listed.",
  aPatient: "A patient",
  aService: "A service",
  choose: "Choose the visit. The arrow keys move.",
  date: "Date",
  time: "Time",
  move: "Move visit",
  movesTo: (when: string) => `It moves to ${when}.`,
  cancel: "Cancel visit",
  noTime: "Type a date and a time that there is.",
  sameTime: "The visit is at this time already. Type another.",
  kept: (day: string, days: number) =>
    `With the visit, points are ${untilSaid(day, days)}, or until their own last day where that is later.`,
  notKept: "The clinic keeps no points for visits: what this one kept ends on its own last day.",
  freed:
    "Points that the visit kept end on their own last day again. Where that day is past, they cannot be used any more.",
  moved: (name: string, when: string) => `${name}: moved to ${when}.`,
  cancelled: (name: string) => `${name}: canceled.`,
  keptNow: (points: string, day: string) => `${points} points are kept until ${day}.`,
  freedNow: (points: string, day: string) => `${points} points have their own last day again, ${day} or later.`,
  unchanged: "No last day of points changed.",
} as const;
