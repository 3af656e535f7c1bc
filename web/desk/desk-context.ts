/** The desk's context: what is known at this counter. The counter provides it; whatever stands on the counter reads it. */
import { createContext } from "@lit/context";
import type { Callables } from "../shared/api/callables";
import type { Location } from "../shared/api/documents";
import type { Person } from "../shared/api/session";
import type { Checkout, Tools } from "./acts/checkout";
import type { Station } from "./station";

export interface DeskContext extends Station {
  location: Location;
  /** whoever is signed in */
  uid: Person["uid"];
  email: Person["email"];
  callables: Callables;
  tools: Tools;
  checkout: Checkout;
  /** begins an act, if there is a network */
  send: (act: () => void) => void;
}

export const deskContext = createContext<DeskContext>("desk");
