/** The clinic, its locations and its staff as the pages know them, read from their documents. */
import type { ClinicDocument, LocationDocument, StaffDocument } from "./contracts.gen";

/** A document as it was found: its fields have their names, and any of them may be missing or odd. */
export type Found<Shape> = { readonly [Field in keyof Shape]?: unknown };

export interface Clinic {
  clinicId: string;
  name: string;
  timeZone: string;
  currency: string;
  locale: string;
  brand: Brand;
}

export interface Brand {
  primary: string;
  accent: string;
  tagline: string;
  /** a mark of one colour, as a `data:` address of an SVG; the page draws it in the brand's own colour */
  logo: string | null;
  typeface: Typeface;
  voice: Voice;
}

export type Typeface = "editorial" | "classic" | "modern";
/** The tone in which the page speaks to patients. */
export type Voice = "calm" | "warm" | "brief";

export interface Location {
  locationId: string;
  name: string;
  address: string;
  active: boolean;
}

export interface Staff {
  name: string;
  role: string;
  locationIds: string[];
  active: boolean;
}

/** What pages show of a document, and no function reads. */
type ShownClinic = ClinicDocument & { locale: string; brand: Brand };
type ShownLocation = LocationDocument & { address: string };
type ShownStaff = StaffDocument & { name: string };

/**
 * The clinic of a document. One that no page could count or tell the time by is an error, as none would be: dates and
 * amounts in another zone or currency would be false. Another locale writes them in another way, and no more.
 */
export function clinicOf(clinicId: string, data: Found<ShownClinic>): Clinic {
  const [timeZone, currency] = [String(data.time_zone ?? "UTC"), String(data.currency ?? "USD")];
  new Intl.NumberFormat("en-US", { style: "currency", currency });
  new Intl.DateTimeFormat("en-US", { timeZone });
  return {
    clinicId,
    name: String(data.name ?? clinicId),
    timeZone,
    currency,
    locale: localeOf(data.locale),
    brand: brandOf((data.brand ?? {}) as Partial<Brand>),
  };
}

function localeOf(said: unknown): string {
  try {
    return new Intl.Locale(String(said)).toString();
  } catch {
    return "en-US";
  }
}

/** A brand with what it does not say as it is where nobody chose. */
export function brandOf({
  primary = "",
  accent = "",
  tagline = "",
  logo = null,
  typeface = "editorial",
  voice = "calm",
}: Partial<Brand>): Brand {
  return { primary, accent, tagline, logo, typeface, voice };
}

export function locationOf(locationId: string, data: Found<ShownLocation>): Location {
  return {
    locationId,
    name: String(data.name ?? locationId),
    address: String(data.address ?? ""),
    active: data.active === true,
  };
}

export function staffOf(data: Found<ShownStaff>): Staff {
  const locationIds = data.location_ids;
  return {
    name: String(data.name ?? ""),
    role: String(data.role ?? ""),
    locationIds: Array.isArray(locationIds) ? locationIds.filter((id) => typeof id === "string") : [],
    active: data.active === true,
  };
}
