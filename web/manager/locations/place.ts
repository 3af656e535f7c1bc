/** A location as the page edits it, and the id of a new one. */
import type { Fields } from "../changing/edits";

export interface PlaceEdit {
  name: string;
  address: string;
  active: boolean;
}

/** A location's document after an edit; all its other fields stay. */
export function documentOf(before: Fields | null, { name, address, active }: PlaceEdit): Fields {
  return { ...before, name, address, active };
}

/** A new id that says the name, so that files can be read; another number behind it where that is taken. */
export function newIdOf(name: string, taken: ReadonlySet<string>): string {
  const letters = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const plain =
    letters
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 40) || "location";
  for (let turn = 1; ; turn += 1) {
    const id = turn === 1 ? plain : `${plain}-${turn}`;
    if (!taken.has(id)) return id;
  }
}
