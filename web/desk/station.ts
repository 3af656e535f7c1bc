/** The station of a member of staff: the clinic, their own staff document and the locations where they may take checkouts. */
import type { Clinic, Location, Staff } from "../shared/api/documents";
import type { Person, Session } from "../shared/api/session";
import { Documents } from "./firestore/documents";
import { tierNames } from "./purchase/receipt-tier";

export interface Station {
  /** where what is asked for later is read from */
  documents: Documents;
  clinic: Clinic;
  staff: Staff;
  locations: Location[];
  /** the names of the clinic's tiers, by id */
  tierNames: ReadonlyMap<string, string>;
}

/** The reason there is no desk for a sign-in. */
export type NoStation = "not-staff" | "staff-disabled" | "no-location";

/** The roles that decide where a second person is needed. */
export const DECIDING: ReadonlySet<string> = new Set(["manager", "owner"]);

const CHOSEN = "desk-location";

/** Reads the documents once. The claims say which clinic to ask; what the person may do, the server decides each time. */
export async function findStation(session: Session, { uid }: Person): Promise<Station | NoStation> {
  const clinicId = (await session.claims()).clinicId ?? session.settings.clinicId;
  const documents = new Documents(session, clinicId);
  const tiers = documents.read("rules", "tiers").catch(() => null);
  const [clinic, staff] = await Promise.all([documents.clinic(), documents.staff(uid)]);
  if (!clinic || !staff) return "not-staff";
  if (!staff.active) return "staff-disabled";
  const found = await Promise.all(staff.locationIds.map((locationId) => documents.location(locationId)));
  const locations = found.filter((location): location is Location => location?.active === true);
  if (locations.length === 0) return "no-location";
  return { documents, clinic, staff, locations, tierNames: tierNames(await tiers) };
}

/** The location chosen in this tab, if it is still one of the station's; the only one needs no choice. */
export function chosenLocation({ locations }: Station): Location | null {
  if (locations.length === 1) return locations[0] ?? null;
  return locations.find(({ locationId }) => locationId === sessionStorage.getItem(CHOSEN)) ?? null;
}

export function chooseLocation({ locationId }: Location): void {
  sessionStorage.setItem(CHOSEN, locationId);
}

export function forgetLocation(): void {
  sessionStorage.removeItem(CHOSEN);
}
