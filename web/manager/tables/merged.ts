/** Records of several collections in one order, the newest first, each collection read a page at a time. */

/** A record by its collection, its id there, and its instant in ISO 8601. */
export interface Dated<Part extends string> {
  part: Part;
  id: string;
  at: string;
}

export interface Merged<Each> {
  /** the records among which none is missing */
  shown: readonly Each[];
  /** the record whose older neighbors are needed next; null at the end */
  next: Each | null;
}

/** Adds records to those that are known, in order; one that is known already is not added. */
export function withMore<Each extends Dated<string>>(known: readonly Each[], found: readonly Each[]): readonly Each[] {
  const names = new Set(known.map(nameOf));
  const added = found.filter((each) => !names.has(nameOf(each)));
  return [...known, ...added].sort((one, other) => compare(other.at, one.at) || (nameOf(other) < nameOf(one) ? -1 : 1));
}

/** A collection that has older records is known back to its oldest one: all ends where the first of these does. */
export function merged<Part extends string, Each extends Dated<Part>>(
  known: readonly Each[],
  more: ReadonlySet<Part>,
): Merged<Each> {
  const oldest = [...more].flatMap((part) => known.findLast((each) => each.part === part) ?? []);
  const [next] = oldest.sort((one, other) => compare(other.at, one.at));
  return next ? { shown: known.filter(({ at }) => compare(at, next.at) >= 0), next } : { shown: known, next: null };
}

function nameOf({ part, id }: Dated<string>): string {
  return `${part}/${id}`;
}

/** With and without a fraction of a second instants are in order as numbers, not as texts; within a number as texts. */
function compare(one: string, other: string): number {
  const [a, b] = [Date.parse(one), Date.parse(other)];
  if (Number.isNaN(a) || a === b) return one < other ? -1 : Number(one > other);
  return a - b;
}
