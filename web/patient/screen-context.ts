/** What a screen beside the home screen is drawn from, and how each of them is asked to draw itself. */
import type { TemplateResult } from "lit";
import type { Clinic, Location } from "../shared/api/contracts";
import type { Session } from "../shared/api/session";
import type { AccountState } from "./balance/account";
import type { Backend } from "./main";

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
