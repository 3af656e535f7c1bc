/** The tiers of a ladder and the plans of memberships, as a form changes them: each change is a new list. */
import type { Content } from "../rules/rule";
import type { Saying } from "../rules/saying";

type Parts = readonly Content[];

/** The ids of the tiers or plans of a live rule, which they keep. */
export function idsOf(content: Content | null): ReadonlySet<string> {
  const ids = (name: string, id: string): string[] =>
    ((content?.[name] as Parts | undefined) ?? []).map((part) => String(part[id]));
  return new Set([...ids("tiers", "tier_id"), ...ids("plans", "plan_id")]);
}

/** One part in another way. A new one is known by its name until it is live. */
export function withPart(
  parts: Parts,
  index: number,
  idField: string,
  part: Content,
  knownIds: ReadonlySet<string>,
): Parts {
  const others = parts.filter((_, at) => at !== index).map((each) => String(each[idField]));
  const isNew = !knownIds.has(String(part[idField]));
  const named = isNew ? { ...part, [idField]: freeId(String(part["name"] ?? ""), others) } : part;
  const measured = "measure" in part ? { ...named, at_least: part["measure"] === null ? 0 : atLeast(part) } : named;
  return parts.map((each, at) => (at === index ? measured : each));
}

export function withNewPart(parts: Parts, idField: string, { tierNames }: Saying): Parts {
  const ids = parts.map((each) => String(each[idField]));
  const top = parts.at(-1);
  const part =
    idField === "tier_id"
      ? {
          name: "",
          multiplier: top?.["multiplier"] ?? { numerator: 1, denominator: 1 },
          perks: [],
          measure: null,
          at_least: 0,
        }
      : {
          name: "",
          price_minor: 9_900,
          period: "month",
          tier_id: [...tierNames.keys()].at(-1) ?? "",
          bonus_points: 0,
          perks: [],
          active: true,
        };
  return [...parts, { ...part, [idField]: freeId("", ids) }];
}

export function withoutPart(parts: Parts, index: number): Parts {
  return levelled(parts.filter((_, at) => at !== index));
}

export function withMovedPart(parts: Parts, index: number, by: 1 | -1): Parts {
  const moved = [...parts];
  const [part] = moved.splice(index, 1);
  if (part) moved.splice(index + by, 0, part);
  return levelled(moved);
}

/** Everybody has the first tier, whichever it is. */
function levelled(parts: Parts): Parts {
  return parts.map((each, index) =>
    index === 0 && "measure" in each ? { ...each, measure: null, at_least: 0 } : each,
  );
}

function atLeast(part: Content): number {
  return Math.max(1, Number(part["at_least"] ?? 1));
}

/** An id such as documents have, made of a name: "gold-by-the-year"; with a number where it is taken. */
export function freeId(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
  const stem = plain || "new";
  let id = stem;
  for (let number = 2; taken.includes(id); number += 1) id = `${stem}-${number}`;
  return id;
}
