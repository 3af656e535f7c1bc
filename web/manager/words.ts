/** The English of the managers' page: its first screens and its shell; places and sheets have their own. */
import type { NoWorkplace } from "./workplace";

export const managerWords = {
  title: "Manager",
  signInText: "How points work here, and what a change would do.",
  loading: "Loading…",
  places: "Places",
  search: "Search",
  more: "More",
  desk: "Front desk",
  keys: "Keys",
  skip: "Skip to the page",
  offline: "You are offline. You see what was read last; nothing can be published until the network is back.",
  notRead: "This could not be read. Check the network, then try again.",
  tryAgain: "Try again",
  thisPage: "this page",
} as const;

export const noWorkplaceWords: Readonly<Record<NoWorkplace, string>> = {
  "not-staff": "This sign-in is not on the clinic’s staff. Ask an owner to add you.",
  "staff-disabled": "Your staff access is switched off. Ask an owner.",
};
