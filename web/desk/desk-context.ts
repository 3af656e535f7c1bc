/** The desk's context: what is known at this counter. The counter provides it; whatever stands on the counter reads it. */
import { createContext } from "@lit/context";
import type { Location } from "../shared/api/contracts";
import type { Person } from "../shared/api/session";
import type { Checkout, Tools } from "./acts/checkout";
import type { DeskCallables } from "./acts/ledger-calls";
import type { Station } from "./station";

export interface DeskContext extends Station {
  location: Location;
  /** whoever is signed in */
  uid: Person["uid"];
  email: Person["email"];
  callables: DeskCallables;
  tools: Tools;
  checkout: Checkout;
  /** begins an act, if there is a network */
  send: (act: () => void) => void;
}

export const deskContext = createContext<DeskContext>("desk");
