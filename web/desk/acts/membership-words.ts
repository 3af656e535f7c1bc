/** The English of memberships and treatments at the desk. */

const atTheRegister = (money: string): string => `Take the ${money} at the register first: no payment is taken here.`;

export const membershipWords = {
  none: (name: string) => `${name} has no membership.`,
  holds: (plan: string, day: string) => `${plan}, paid until ${day}.`,
  state: {
    past_due: "A payment is missing.",
    paused: "It is paused.",
    cancelled: "It is canceled, and ends with what is paid.",
  } as Readonly<Record<string, string>>,
  act: "What to do",
  acts: {
    enrol: "Enroll",
    renew: "Renew: the next period is paid",
    change: "Change the plan",
    pause: "Pause",
    resume: "Resume",
    cancel: "Cancel the membership",
  },
  chooseAct: "Choose what to do. The arrow keys move.",
  plan: "Plan",
  choosePlan: "Choose a plan",
  planMissing: "Choose the plan.",
  paidWith: "Paid with",
  choosePaid: "Choose how it was paid",
  paidMissing: "Choose how it was paid.",
  nobodyPaid: "Nobody pays now",
  each: { month: "a month", year: "a year" } as Readonly<Record<string, string>>,
  planIs: (name: string, money: string, each: string) => `${name}, ${money} ${each}`,
  noPlans: "The clinic offers no plans yet. Tell a manager.",
  plansUnread: "The plans could not be read. Close this and open it again.",
  do: {
    enrol: (plan: string) => `Enroll in ${plan}`,
    renew: () => "Renew",
    change: (plan: string) => `Change to ${plan}`,
    pause: () => "Pause",
    resume: () => "Resume",
    cancel: () => "Cancel the membership",
  },
  follows: {
    enrol: (money: string, each: string) => `It costs ${money} ${each}. ${atTheRegister(money)}`,
    renew: (money: string, each: string) => `It costs ${money} ${each}. ${atTheRegister(money)}`,
    change: (money: string, each: string) =>
      `What is paid stays paid, and nothing is paid now. From the next period on it costs ${money} ${each}.`,
    pause: () => "From now on no tier and no monthly points. The paid days are kept until it is resumed.",
    resume: () => "It goes on now, and is paid for as many days longer as it rested.",
    cancel: (_: string, __: string, day: string) => `It holds until ${day}, then it ends. No money is given back here.`,
  },
  done: {
    enrolled: (plan: string, day: string) => `Enrolled in ${plan}, paid until ${day}.`,
    renewed: (plan: string, day: string) => `${plan} renewed, paid until ${day}.`,
    changed: (plan: string, day: string) => `Changed to ${plan}, paid until ${day}.`,
    paused: (plan: string) => `${plan} paused.`,
    resumed: (plan: string, day: string) => `${plan} resumed, paid until ${day}.`,
    cancelled: (plan: string, day: string) => `${plan} canceled; it holds until ${day}.`,
  } as Readonly<Record<string, (plan: string, day: string) => string>>,
  due: (money: string) => `Take ${money} more now, for the rest of the paid time.`,
  points: (points: string) => `${points} points came with it.`,

  treatmentText: (name: string) =>
    `What was done for ${name}, and when. It may count toward the tier. U undoes it today.`,
  service: "Service",
  chooseService: "Choose a service",
  serviceMissing: "Choose the service.",
  completedOn: "Done on",
  noServices: "The clinic offers no services yet. Tell a manager.",
  servicesUnread: "The services could not be read. Close this and open it again.",
  dateMissing: "Type the day on which it was done.",
  noted: (service: string, day: string) => `${service} of ${day} noted.`,
} as const;
