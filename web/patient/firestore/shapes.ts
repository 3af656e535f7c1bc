/** The shapes that the page can show: a document with a field of another kind is an error to its reader. */

type Kind = (value: unknown) => boolean;

export const text: Kind = (value) => typeof value === "string";
export const whole: Kind = (value) => Number.isSafeInteger(value);
export const texts: Kind = (value) => Array.isArray(value) && value.every(text);
export const map: Kind = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
export const day: Kind = (value) => text(value) && /^\d{4}-\d\d-\d\d$/.test(value as string);

/** Of that kind, null, or not there. */
export const maybe =
  (kind: Kind): Kind =>
  (value) =>
    value === null || value === undefined || kind(value);

/** Throws a TypeError that names the first field of another kind. */
export function requireShape(data: object, kinds: Readonly<Record<string, Kind>>): void {
  const wrong = Object.entries(kinds).find(([name, is]) => !is((data as Record<string, unknown>)[name]));
  if (wrong) throw new TypeError(`the field ${wrong[0]} cannot be read`);
}
