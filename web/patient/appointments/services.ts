/** Services: what the clinic does, how long it takes and what it costs. */
import type { Found } from "../../shared/api/documents";

/** No function reads a service. */
interface ServiceDocument {
  name: string;
  minutes: number;
  price_minor: number;
  description?: string;
  procedure?: string;
  position?: number;
  active: boolean;
}

export interface Service {
  serviceId: string;
  name: string;
  minutes: number;
  priceMinor: number;
  /** what is done, in the clinic's words; empty: nothing is said of it */
  description: string;
  /** the kind of procedure; empty: none is named */
  procedure: string;
  /** its place among the services */
  position: number;
  active: boolean;
}

export function serviceOf(serviceId: string, data: Found<ServiceDocument>): Service {
  return {
    serviceId,
    name: String(data.name ?? serviceId),
    minutes: Number(data.minutes ?? 0),
    priceMinor: Number(data.price_minor ?? 0),
    description: String(data.description ?? ""),
    procedure: String(data.procedure ?? ""),
    position: Number(data.position ?? 0),
    active: data.active === true,
  };
}

/** In the order that the clinic gave them, then by name. */
export function inOrder(services: readonly Service[]): Service[] {
  return [...services].sort((one, other) => one.position - other.position || one.name.localeCompare(other.name));
}

/** "45 min", "1 hr 15 min", as the locale says it. */
export function formatMinutes(minutes: number, locale: string): string {
  const say = (count: number, unit: "hour" | "minute"): string[] =>
    count === 0 ? [] : [new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short" }).format(count)];
  return [...say(Math.floor(minutes / 60), "hour"), ...say(minutes % 60, "minute")].join(" ");
}
