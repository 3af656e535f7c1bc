/** The entries that the history shows: read a page at a time, and the new ones when the account says there are some. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { EntryRange } from "../firestore/live";
import type { Entry } from "./entry";
import { MOST_PARTS, wholeActs } from "./history";

export const PAGE = 25;

export class LedgerSource implements ReactiveController {
  /** newest first, without a gap */
  entries: readonly Entry[] = [];
  /** undefined: nothing read yet */
  older: boolean | undefined;
  busy = false;
  failed = false;
  #read: ((range: EntryRange) => Promise<Entry[]>) | null = null;
  #wanted = 0;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {}

  /** Follows an account that is at this revision now. */
  follow(revision: number, read: (range: EntryRange) => Promise<Entry[]>): void {
    this.#read = read;
    this.#wanted = revision;
    void this.#catchUp();
  }

  /** Reads what is missing now, after a failure too. */
  async again(): Promise<void> {
    await (this.older === undefined || this.#newest < this.#wanted ? this.#catchUp() : this.showOlder());
  }

  async showOlder(): Promise<void> {
    await this.#readOlder();
    await this.#catchUp();
  }

  async #readOlder(): Promise<void> {
    const oldest = this.entries.at(-1)?.revision;
    await this.#while(async (read) => {
      const found = await read({ most: PAGE + MOST_PARTS + 1, ...(oldest !== undefined && { below: oldest }) });
      const { shown, older } = wholeActs(found, PAGE);
      [this.entries, this.older] = [[...this.entries, ...shown], older];
    });
  }

  async #catchUp(): Promise<void> {
    if (this.busy) return;
    if (this.older === undefined) await this.#readOlder();
    while (!this.failed && this.older !== undefined && this.#newest < this.#wanted) await this.#readNewer();
  }

  /** New entries are few; where there are more than a page of them, the history begins anew. */
  async #readNewer(): Promise<void> {
    await this.#while(async (read) => {
      const found = await read({ above: this.#newest, most: PAGE });
      if (found.length < PAGE) this.entries = [...found, ...this.entries];
      else [this.entries, this.older] = [[], undefined];
      if (found.length === 0) this.#wanted = this.#newest;
    });
    if (this.older === undefined) await this.#readOlder();
  }

  async #while(act: (read: (range: EntryRange) => Promise<Entry[]>) => Promise<void>): Promise<void> {
    if (!this.#read) return;
    [this.busy, this.failed] = [true, false];
    this.host.requestUpdate();
    try {
      await act(this.#read);
    } catch {
      this.failed = true;
    }
    this.busy = false;
    this.host.requestUpdate();
  }

  get #newest(): number {
    return this.entries[0]?.revision ?? 0;
  }
}
