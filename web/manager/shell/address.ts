/** Addresses of the page's places, after the `#`. */

/** In the order of the rail; an address that leads nowhere leads to the first. */
export const PLACE_NAMES = ["today", "program", "for-patients", "patients", "clinic"] as const;
export type PlaceName = (typeof PLACE_NAMES)[number];

export function addressOf(place: PlaceName, ...inside: readonly string[]): string {
  return `#${[place, ...inside].join("/")}`;
}

/** Goes to an address. */
export function go(address: string): void {
  location.hash = address;
}

/** Leaves for an address without a step of its own on the way back: what is closed is not opened again by it. */
export function leaveFor(address: string): void {
  history.replaceState(null, "", address);
  dispatchEvent(new HashChangeEvent("hashchange"));
}
