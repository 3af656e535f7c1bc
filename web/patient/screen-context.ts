/** The context of a screen beside the home screen: what it is drawn from, and how it is asked to draw itself. */
import type { TemplateResult } from "lit";
import type { Calling } from "../shared/api/callables";
import type { Clinic, Location } from "../shared/api/documents";
import type { Session } from "../shared/api/session";
import type { AccountState } from "./balance/account";
import type { Live } from "./firestore/live";

/** The backend of the home screen, loaded once, after the first sign-in. */
export interface Backend {
  live: Live;
  callables: Calling;
}

export interface ScreenContext {
  account: AccountState;
  clinic: Clinic;
  /** those too that are closed: entries and appointments name them */
  locations: readonly Location[];
  session: Session;
  backend: Backend;
  uid: string;
  now: Date;
  online: boolean;
  showCode: () => void;
}

export interface ScreenModule {
  draw: (context: ScreenContext) => TemplateResult;
}
