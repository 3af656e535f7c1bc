/** The manager's context: what is known on this page. The shell hands it to its places, and they to their sheets. */
import type { Callables } from "../shared/api/callables";
import type { OfficeCalls } from "../shared/api/contracts.gen";
import type { Person } from "../shared/api/session";
import type { Workplace } from "./workplace";

export interface ManagerContext extends Workplace {
  /** whoever is signed in */
  uid: Person["uid"];
  email: Person["email"];
  counter: Callables;
  office: Callables<OfficeCalls>;
  /** says a sentence to screen readers */
  say: (sentence: string) => void;
}
