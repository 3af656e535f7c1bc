/** The context of a screen beside the home screen: what it is drawn from, and how it is asked to draw itself. */
import type { TemplateResult } from "lit";
import type { Calling } from "../shared/api/callables";
import type { Clinic, Location } from "../shared/api/documents";
import type { Session } from "../shared/api/session";
import type { AccountState } from "./balance/account";
import type { AppointmentDocuments } from "./firestore/appointment-documents";
import type { CatalogueDocuments } from "./firestore/catalogue-documents";
import type { Live } from "./firestore/live";

/** The backend of the home screen, loaded once, after the first sign-in. */
export interface Backend {
  live: Live;
  callables: Calling;
}

/** The clinic's catalogue as screens listen to it: the stored one, or on the managers' page a drafted one. */
export type Catalogue = Pick<CatalogueDocuments, keyof CatalogueDocuments>;

/** The backend of a screen that shows the catalogue, and nothing of the ledger. */
export interface CatalogueBackend {
  live: {
    catalogue(): Catalogue;
    appointments(uid: string): Pick<AppointmentDocuments, keyof AppointmentDocuments>;
  };
  callables: Calling;
}

/** The context of a screen that shows the catalogue. */
export interface CatalogueContext {
  account: AccountState;
  clinic: Clinic;
  /** those too that are closed: entries and appointments name them */
  locations: readonly Location[];
  backend: CatalogueBackend;
  uid: string;
  now: Date;
  online: boolean;
  showCode: () => void;
}

export interface ScreenContext extends CatalogueContext {
  session: Session;
  backend: Backend;
}

export interface ScreenModule {
  draw: (context: ScreenContext) => TemplateResult;
}
