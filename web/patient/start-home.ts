/** The home screen with what it works with: the listener's library and the callables, one of each while the page lives. */
import { Live } from "../shared/firebase/live";
import type { Person, Session } from "../shared/firebase/session";
import "./home";
import { PatientCallables } from "./ledger-calls";

export interface Backend {
  live: Live;
  callables: PatientCallables;
}

let backend: Backend | null = null;

export function homeOf(session: Session, person: Person): HTMLElement {
  backend ??= { live: new Live(session), callables: new PatientCallables(session) };
  return Object.assign(document.createElement("patient-home"), { session, backend, person });
}
