/** The account as the home screen knows it, and how fresh that is: the listener's word, or the last one this phone saw. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { type AccountState, usablePoints } from "../balance/account";
import { type Question, questionOf } from "../confirmation/question";
import { keepLastKnown, lastKnown } from "./last-known";
import type { AccountNews, Live } from "./live";

/** Points that came in while the page was watching. */
export interface Credit {
  points: number;
  balance: number;
  /** the tier's name, where it came with another one */
  newTier: string | null;
}

export class AccountFeed implements ReactiveController {
  /** undefined: nothing known yet; null: the patient has no account here */
  account: AccountState | null | undefined;
  /** when the account was last known to be so */
  seenAt: Date | null = null;
  /** true while the listener is connected */
  live = false;
  failed = false;
  /** what the desk asks now */
  question: Question | null = null;
  #stop: (() => void) | null = null;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly credited: (credit: Credit) => void,
  ) {
    host.addController(this);
  }

  start(source: Live, clinicId: string, uid: string): void {
    const known = lastKnown(clinicId, uid);
    if (known) [this.account, this.seenAt] = [known.account, known.seenAt];
    this.#stop = source.watchAccount(
      uid,
      (news) => this.#hear(news, (account, seenAt) => keepLastKnown(clinicId, uid, { account, seenAt })),
      () => this.#fail(),
    );
  }

  hostDisconnected(): void {
    this.#stop?.();
  }

  /** The network went away: what is shown was true until now. */
  lose(): void {
    if (this.live) this.seenAt = new Date();
    this.live = false;
  }

  #hear({ account, fromServer }: AccountNews, keep: (account: AccountState, seenAt: Date) => void): void {
    const wasLive = this.live;
    if (!fromServer) this.lose();
    if (fromServer || account) {
      const credit = wasLive ? creditBetween(this.account, account) : null;
      this.account = account;
      this.question = questionOf(account?.confirmation ?? null, this.question, wasLive);
      if (credit) this.credited(credit);
    }
    if (fromServer) {
      this.live = true;
      this.seenAt = new Date();
      if (account) keep(account, this.seenAt);
    }
    this.host.requestUpdate();
  }

  #fail(): void {
    this.failed = true;
    this.live = false;
    this.host.requestUpdate();
  }
}

function creditBetween(before: AccountState | null | undefined, after: AccountState | null): Credit | null {
  if (!before || !after || after.points <= before.points) return null;
  const isAnother = before.tier !== null && before.tier.tierId !== after.tier?.tierId;
  const newTier = isAnother ? (after.tier?.name ?? null) : null;
  return { points: after.points - before.points, balance: usablePoints(after, new Date()), newTier };
}
