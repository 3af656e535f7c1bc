/** What the first place knows of a clinic, part by part: from documents, and from calls where names belong to it. */
import type { WaitingAdjustment, WaitingApproval, WaitingConfirmation } from "../../shared/api/contracts.gen";
import type { Location } from "../../shared/api/documents";
import { askAgain } from "../../shared/api/outcome";
import type { Release } from "../firestore/program-documents";
import {
  begunSoFar,
  closedDays,
  lastExceptions,
  lastProof,
  locationsOf,
  requestsBefore,
  worthOf100,
} from "../firestore/today-documents";
import type { ManagerContext } from "../manager-context";
import type { ClosedDay } from "./days";
import { type Missing, missingOf, NEEDED } from "./setup";
import type { Exceptions, Proof } from "./state";

/** A second yes that is asked for at a location. */
export interface Question {
  locationId: string;
  waiting: WaitingApproval | WaitingConfirmation;
}

/** The parts of the place; one that is missing was not read yet. */
export interface Looked {
  corrections?: readonly WaitingAdjustment[];
  questions?: readonly Question[];
  releases?: readonly Release[];
  requests?: readonly { location: Location; count: number }[];
  state?: { proof: Proof | null; exceptions: Exceptions | null };
  setup?: readonly Missing[];
  figures?: { days: readonly ClosedDay[]; worthOf100: number | null };
}

/** Hours after which a request that nobody answered is old. */
const OLD = 24;

export async function readCorrections({ counter, documents }: ManagerContext): Promise<readonly WaitingAdjustment[]> {
  const asked = { clinic_id: documents.clinicId };
  return (await askAgain(() => counter.call("list_adjustments", asked))).adjustments;
}

/** At the locations where this person works: they decide on nothing elsewhere. */
export async function readConfirmations({ counter, documents, staff }: ManagerContext): Promise<Question[]> {
  const clinic_id = documents.clinicId;
  const asked = staff.locationIds.map(async (locationId) => {
    const found = await askAgain(() => counter.call("list_confirmations", { clinic_id, location_id: locationId }));
    return [...found.approvals, ...found.confirmations].map((waiting) => ({ locationId, waiting }));
  });
  return (await Promise.all(asked)).flat();
}

export async function readRequests({ documents }: ManagerContext): Promise<{ location: Location; count: number }[]> {
  const before = new Date(Date.now() - OLD * 3_600_000);
  const locations = await locationsOf(documents);
  const counted = locations.map(async (location) => ({
    location,
    count: await requestsBefore(documents, location.locationId, before),
  }));
  return (await Promise.all(counted)).filter(({ count }) => count > 0);
}

export async function readState({ documents }: ManagerContext): Promise<NonNullable<Looked["state"]>> {
  const [proof, exceptions] = await Promise.all([lastProof(documents), lastExceptions(documents)]);
  return { proof, exceptions };
}

/** What a new clinic still lacks; nothing where it has all. */
export async function readSetup({ documents, names }: ManagerContext): Promise<readonly Missing[]> {
  return missingOf({ ...(await begunSoFar(documents, NEEDED)), people: names.size });
}

export async function readFigures({ documents }: ManagerContext): Promise<NonNullable<Looked["figures"]>> {
  const [days, worth] = await Promise.all([closedDays(documents), worthOf100(documents)]);
  return { days, worthOf100: worth };
}
