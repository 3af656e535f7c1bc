/** The stages of a checkout: who is at the desk, what is on its way, and what became of it. */
import type { CheckedIn, Receipt } from "../../shared/api/contracts.gen";
import type { Refused, Unanswered } from "../../shared/api/outcome";
import type { Pending } from "./act";
import type { DoneAct } from "./visit-after";

/** The kinds of acts at a visit. */
export type Doing =
  | "purchase"
  | "redemption"
  | "refund"
  | "undo"
  | "adjustment"
  | "reassignment"
  | "reissue"
  | "membership"
  | "treatment"
  | "cashOut"
  | "reversal";

export type Stage =
  | { name: "ready"; trouble: Trouble | null }
  /** a visit is being opened; `over` is the patient who stays there unless it is another's */
  | { name: "checking"; over: VisitStage | null }
  | VisitStage
  /** an act is on its way, or its outcome is not known */
  | { name: "acting"; doing: Doing; visit: CheckedIn; pending: Pending }
  | { name: "receipt"; visit: CheckedIn; receipt: Receipt; refused: RefusedAct | null };

/** The patient is there; `refused` is what the last act came to, `done` what is said of one that went through. */
export interface VisitStage {
  name: "visit";
  visit: CheckedIn;
  refused: RefusedAct | null;
  done: DoneAct | null;
  /** what a scan meanwhile came to */
  trouble?: Trouble | undefined;
}

export interface RefusedAct {
  doing: Doing;
  cause: Refused;
}

/** Why a scan led nowhere, and whether asking again may help. */
export interface Trouble {
  cause: Refused | Unanswered;
  mayRetry: boolean;
}

/** The last act, while it can be taken back with one key; `visit` is as it was before it. */
export interface Undoable {
  kind: "purchase" | "redemption";
  entryId: string;
  visit: CheckedIn;
  /** what it was, in points: credited above zero, used below */
  points: number;
  /** the bill that points lowered, in minor units */
  billMinor: number | null;
  /** by the tools' clock */
  until: number;
}
