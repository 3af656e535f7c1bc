/** The sentences of refusals that managers meet on this page. */
import { Refused, Unanswered } from "../../shared/api/outcome";
import type { ManagerRefusal } from "../../shared/api/refusals";

const sentences: Readonly<Record<ManagerRefusal, string>> = {
  "address-not-verified": "Confirm your e-mail address first: open the link that was sent to it.",
  "app-check-required": "This page is not recognised. Load it again.",
  "appointed-person": "Whoever gave the other one their role is no second person for them. Ask somebody else.",
  "clinic-not-found": "This clinic is not set up yet.",
  contention: "The clinic is busy. Try again in a moment.",
  "day-out-of-reach": "This day is over, or too far away.",
  "document-invalid": "Another rule of the clinic cannot be read. Look at it first.",
  "document-missing": "Another rule of the clinic is missing. Set it up first.",
  "effective-out-of-reach": "This time is over, or more than a year away.",
  "invite-for-another-address": "This invite is for another e-mail address than the one you signed in with.",
  "invite-not-found": "There is no such invite any more.",
  "invite-over": "This invite is over. Ask whoever invited you for a new one.",
  "location-not-found": "This location is not there any more.",
  "malformed-request": "Something typed here cannot be read.",
  "not-staff": "This sign-in is not on the clinic’s staff any more.",
  "preview-not-found": "This preview is not there any more. Check again.",
  "preview-not-needed": "This rule needs no preview.",
  "preview-required": "What it would have been is not known for this draft. Check it again.",
  "release-decided": "Somebody has decided on this already.",
  "release-not-found": "This is not there any more.",
  "download-over": "This began too long ago. Begin again.",
  "offer-not-found": "This offer is not there any more.",
  "request-id-reused": "This was asked for before in another way. Load the page again.",
  "role-not-allowed": "An owner has to do this.",
  "rule-changed": "Somebody published another version meanwhile.",
  "rule-invalid": "It may not be so. Look at what is marked.",
  "rule-questioned": "Say yes to what is asked first.",
  "second-person-required": "A second person has to say yes to this, not the one who asked.",
  "sign-in-required": "Your sign-in is over. Load the page again.",
  "staff-disabled": "Your staff access is switched off.",
  "staff-already": "You are on the staff of this clinic already, or were. Ask whoever manages it.",
  "store-unavailable": "The clinic’s data cannot be reached. Try again in a moment.",
  "tier-not-found": "This tier is not there any more. Load the page again.",
  "too-many-calls": "Too much at once. Try again in a moment.",
  "version-not-found": "This version is not there.",
};

/** The sentence for an act that failed; one that nobody foresaw is told as the server says it. */
export function refusalWords(error: unknown): string {
  if (error instanceof Refused) return (sentences as Readonly<Record<string, string>>)[error.code] ?? error.message;
  if (error instanceof Unanswered) return "No answer came. Check the network, then try again: it is done once only.";
  return "This did not work. Load the page again.";
}
