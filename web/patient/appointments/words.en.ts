/** The English of the appointments: what the clinic does, asking for a time, and what became of it. */

import type { PatientRefusal } from "../../shared/api/refusals";
import { spoken } from "../../shared/language/spoken";
import type { ToldHere } from "../words.en";
import type { AppointmentState, WishProblem } from "./appointments";

export const appointmentWords = spoken("appointmentWords", {
  yours: "Your appointments",
  earlier: "Earlier",
  services: "What would you like?",
  servicesText: "Choose one, and say which days suit you. The clinic answers with a time.",
  noServices: "Nothing can be asked for here at present",
  noServicesText: "Ask at the front desk, or call the clinic.",
  ask: "Ask for a time",
  backToServices: "Choose something else",
  where: "Where",
  when: "Which days suit you?",
  day: (turn: number) => ["First choice", "Second choice", "Third choice"][turn - 1] ?? "",
  anotherDay: "Add another day",
  send: "Send the request",
  sending: "Sending…",
  waits: "No answer yet. It is sent as soon as the network allows, while this page stays open.",
  refused: "The clinic did not take this request. Check the days, then try again.",
  tooMany: "Five of your requests wait for an answer. Withdraw one, or wait until the clinic answers.",
  asked: "Asked for",
  askedText: "The clinic answers here. You need not keep the page open.",
  wished: (days: string) => `Wished for: ${days}`,
  accept: "Accept this time",
  accepting: "One moment…",
  withdraw: "Withdraw",
  withdrawSure: "Withdraw it? The clinic then stops looking for a time.",
  withdrawYes: "Yes, withdraw",
  keep: "Keep it",
  change: "To move it, call the clinic.",
  cancelVisit: "Cancel the visit",
  cancelSure: "Cancel it? Points that were kept for it have their own last day again.",
  cancelYes: "Yes, cancel it",
  unsent: "That was not saved. Check the network, then try again.",

  /** what an appointment is now, with its time where it has one */
  states: {
    sending: () => "Being sent",
    requested: () => "Requested: the clinic looks for a time",
    proposed: (time: string) => `The clinic proposes ${time}`,
    accepted: (time: string) => `Agreed: ${time}`,
    past: (time: string) => `It was on ${time}`,
    declined: () => "The clinic has no time for it. You are welcome to ask for other days.",
    withdrawn: () => "You withdrew it",
    cancelled: () => "Canceled",
  } as Readonly<Record<AppointmentState | "sending" | "past", (time: string) => string>>,

  wishes: {
    none: "Choose at least one day.",
    past: "Choose days from today on.",
    far: "Choose days within a year.",
    twice: "Choose each day once.",
  } as Readonly<Record<WishProblem, string>>,

  refusals: {
    "appointment-settled": "This was settled meanwhile. What is written here is how it stands now.",
    "proposal-changed": "The clinic proposes another time now. Please look at it first.",
    "nothing-proposed": "There is no proposed time any more.",
    "visit-out-of-reach": "This time is over. The clinic can propose another one.",
    "visit-over": "This visit is over.",
    "appointment-not-found": "This request is not there any more.",
    "account-inactive": "Your account is not active. Ask at the front desk.",
  } satisfies Record<Exclude<PatientRefusal, ToldHere> | "account-inactive", string>,
});
