/** The catalogue as the phone shows it: each row as its draft would make it. */
import { inOrder, serviceOf } from "../../patient/appointments/services";
import { type Pair, pairOf, type Side } from "../../patient/gallery/gallery";
import { offerOf } from "../../patient/offers/offers";
import { rewardOf } from "../../shared/points/rewards";
import type { Drafted } from "./drafts";
import type { Keeping } from "./keeping";
import { isAway, type Kind } from "./kind";
import type { Shown } from "./phone/drafted-catalogue";
import type { Found } from "./reading";

/** The pictures that were chosen and not saved, and how a stored one is read. */
export interface Pictures {
  readonly pictures: Keeping["pictures"];
  readonly read: (pairId: string, side: Side) => Promise<Blob | null>;
}

export function shownOf(
  { screen, shownAs }: Kind,
  found: Found,
  drafted: readonly Drafted[],
  { pictures, read }: Pictures,
): Shown {
  const as = <T extends { active: boolean }>(read: (id: string, data: Readonly<Record<string, unknown>>) => T): T[] =>
    drafted
      .map(({ row, document }) => read(row.id, shownAs ? shownAs(document) : document))
      .filter(({ active }) => active);
  const services = [...found.services].map(([id, data]) => serviceOf(id, data));
  return {
    rewards: screen === "rewards" ? as(rewardOf) : [],
    taken: found.taken,
    offers: screen === "offers" ? as(offerOf) : [],
    services: inOrder(screen === "appointments" ? as(serviceOf) : services),
    tierNames: found.tierNames,
    pairs: screen === "gallery" ? pairsOf(drafted, pictures) : [],
    image: async (named, side) => {
      const [pairId = "", turn = ""] = named.split("#");
      const drawn = turn ? pictures.get(pairId)?.[side] : undefined;
      if (drawn) return new Blob([drawn.bytes as BlobPart], { type: drawn.type });
      const stored = await read(pairId, side);
      if (!stored) throw new Error(`the pair ${pairId} has no picture ${side}`);
      return stored;
    },
  };
}

/** Pairs of whom nobody has withdrawn. One whose pictures were chosen anew is another to the phone, so that it reads them. */
function pairsOf(drafted: readonly Drafted[], pictures: Keeping["pictures"]): Pair[] {
  return drafted
    .filter(({ document }) => !isAway(document))
    .filter(({ row }) => row.stored || (pictures.get(row.id)?.before && pictures.get(row.id)?.after))
    .map(({ row, document }) => {
      const chosen = pictures.get(row.id);
      const turn = chosen ? `#${turnOf(chosen)}` : "";
      return pairOf(`${row.id}${turn}`, { ...document, consent_until_on: document["consent_until_on"] || null });
    });
}

const turns = new WeakMap<object, number>();
let turn = 0;

function turnOf(chosen: object): number {
  const known = turns.get(chosen) ?? ++turn;
  turns.set(chosen, known);
  return known;
}
