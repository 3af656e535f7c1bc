/** Reading of a kind: its rows with what stands beside them, and what its form and the phone need; live while it is seen. */
import type { Location } from "../../shared/api/documents";
import {
  type CollectionName,
  type Documents,
  watchCollection,
  watchLocations,
  watchTierNames,
} from "../firestore/catalogue-documents";
import type { ManagerDocuments } from "../firestore/documents";
import type { Row } from "./drafts";
import type { Kind } from "./kind";

/** All that was read of a kind. */
export interface Found {
  readonly rows: readonly Row[];
  /** the number of each that was taken */
  readonly taken: ReadonlyMap<string, number>;
  readonly services: Documents;
  readonly tierNames: ReadonlyMap<string, string>;
  readonly locations: readonly Location[];
}

interface Parts {
  own: Documents;
  beside: Documents;
  stock: Documents;
  services: Documents;
  tierNames: Found["tierNames"];
  locations: Found["locations"];
}

const NONE: Documents = new Map();

/** Tells what was read once all of it is here, and again with every change; answers how to stop. */
export function watchKind(
  documents: ManagerDocuments,
  kind: Kind,
  told: (found: Found) => void,
  failed: () => void,
): () => void {
  const parts: Partial<Parts> = {};
  const hear =
    <Name extends keyof Parts>(name: Name) =>
    (found: Parts[Name]): void => {
      parts[name] = found;
      if (isWhole(parts)) told(foundOf(kind, parts));
    };
  const collection = (
    name: "own" | "beside" | "stock" | "services",
    path: CollectionName | undefined,
  ): (() => void) => {
    if (path) return watchCollection(documents, path, hear(name), failed);
    parts[name] = NONE;
    return () => {};
  };
  const stops = [
    collection("beside", kind.besidePath),
    collection("stock", kind.isCounted ? "reward_stock" : undefined),
    collection("services", kind.screen === "offers" || kind.screen === "gallery" ? "services" : undefined),
    watchTierNames(documents, hear("tierNames"), failed),
    watchLocations(documents, hear("locations"), failed),
    collection("own", kind.path),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function isWhole(parts: Partial<Parts>): parts is Parts {
  const { own, beside, stock, services, tierNames, locations } = parts;
  return [own, beside, stock, services, tierNames, locations].every((part) => part !== undefined);
}

function foundOf({ flat }: Kind, { own, beside, stock, services, tierNames, locations }: Parts): Found {
  const rows = [...own].map(([id, raw]): Row => {
    const stored = flat ? flat(raw) : raw;
    return { id, stored, raw, beside: beside.get(id) ?? null };
  });
  const taken = new Map([...stock].map(([id, data]) => [id, Number(data["taken"] ?? 0)]));
  return { rows, taken, services, tierNames, locations };
}
