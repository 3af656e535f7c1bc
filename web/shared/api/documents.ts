/** Documents as values: the one place that knows their field names. */
import type { Brand, Clinic, Location, Staff } from "./contracts";

export type Fields = Readonly<Record<string, unknown>>;

export function clinicOf(clinicId: string, fields: Fields): Clinic {
  return {
    clinicId,
    name: String(fields["name"] ?? clinicId),
    timeZone: String(fields["time_zone"] ?? "UTC"),
    currency: String(fields["currency"] ?? "USD"),
    locale: String(fields["locale"] ?? "en-US"),
    brand: brandOf((fields["brand"] ?? {}) as Partial<Brand>),
  };
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

export function locationOf(locationId: string, fields: Fields): Location {
  return {
    locationId,
    name: String(fields["name"] ?? locationId),
    address: String(fields["address"] ?? ""),
    active: fields["active"] === true,
  };
}

export function staffOf(fields: Fields): Staff {
  const locationIds = fields["location_ids"];
  return {
    name: String(fields["name"] ?? ""),
    role: String(fields["role"] ?? ""),
    locationIds: Array.isArray(locationIds) ? locationIds.map(String) : [],
    active: fields["active"] === true,
  };
}
