/**
 * A scanner that types: tells what it sends from what a person types, by pace and by shape, and judges it as a whole.
 *
 * Keys are **linked** when they follow each other within `LINK`; linked keys are a **chain**, and chains with less than
 * `WAIT` between them a **run**. A chain that no person types is a **transmission**: every key of it from then on is kept
 * from the page until silence, and what its first keys did is taken back. It is known by
 *
 * - its pace: three keys at `QUICK`, or two at `CHORD`; five, where a person typed just before;
 * - its shape: the beginning of our own codes, or twenty letters and digits that could be a code;
 * - its end: Enter or Tab linked to the keys before it.
 *
 * A person's text is never held up. What begins something waits for `LINK` without another key, since it cannot be taken
 * back; Enter that is linked to another key does nothing. Two keys at the pace of a roll are a person's. A linked key that
 * comes after that silence was held back by the machine: it is judged with the keys before it.
 */

/** Milliseconds: no person presses a shortcut or Enter sooner after the key before. */
export const LINK = 80;
/** Milliseconds: two gaps in a row of at most this are no person's. */
export const QUICK = 55;
/** Milliseconds: two keys at most this far apart are no person's roll. */
const CHORD = 20;
/** Milliseconds of silence that end a transmission: a busy machine or a weak radio holds keys back for up to 600. */
export const WAIT = 650;
/** Milliseconds of silence after Enter that end it: the slowest scanner would have typed on. */
const TAIL = 100;
/** Milliseconds of silence after which a chain has nothing to do with what was typed before. */
const APART = 400;
/** Milliseconds after a transmission in which linked keys, and Enter alone, are the rest of it. */
const REST = 700;

/** The gaps in a row that make a pace known. */
const GAPS = { apart: 2, typing: 4 };
/** The characters of our own beginning by which a code is known. */
const KNOWN_BY = 5;
/** A code, after the prefix by which a scanner may name the kind of symbol: `]Q1` on a US keyboard. */
const CODE = /^(?:[\p{P}\p{S}][A-Z][0-9A-Z])?([A-Z2-7]{20,1024})$/iu;
const PREFIX = /^[\p{P}\p{S}][A-Z][0-9A-Z]/iu;
/** Twenty characters that could be a code, and are no word: a scanner's, however slow it is. */
const LIKE_CODE = /^(?=(?:.*\d){2})(?=(?:.*\p{L}){8})(?:\W[Qq]\d)?(?:[A-Z2-7]{20,}|[a-z2-7]{20,})\n*$/u;
/** Characters of that prefix. */
const SYMBOL = 3;

/**
 * What a page makes of a key:
 * - `text`: changes a field, which can be set back
 * - `opens`: opens or chooses something, which can be closed again
 * - `acts`: begins what cannot be taken back
 * - `moves`: what only a browser can do, such as Tab; it is not repeated later
 */
export type Kind = "text" | "opens" | "acts" | "moves";

export interface Key {
  key: string;
  /** milliseconds, of a clock that never jumps */
  at: number;
  kind: Kind;
}

export interface Page<K extends Key> {
  /** Remembers the page before a key does anything, and answers how to come back to it. */
  keep(): () => void;
  /** Does what a key that was held would have done; `isFirst`: nothing was pressed just before it. */
  replay(key: K, isFirst: boolean): void;
  /** A transmission was exactly one code. */
  scanned(text: string): void;
  /** A transmission was anything else. */
  unread(): void;
}

interface Heard<K extends Key> {
  key: K;
  /** milliseconds since the key before it in the run */
  gap: number;
  isHeld: boolean;
  /** how to undo what it did; none while it did nothing */
  restore?: () => void;
}

export class Wedge<K extends Key> {
  /** the beginning of every code of this clinic, in capitals; "" where it is not known */
  beginning = "";
  #run: Heard<K>[] = [];
  /** where the last chain begins in the run */
  #chain = 0;
  /** where the chain before it began: a key that was held back by the machine belongs to that one after all */
  #settled = 0;
  /** where the transmission begins in the run; null while there is none */
  #start: number | null = null;
  #endedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly page: Page<K>) {}

  /** True if a key is to be let through; any other is kept from the page. */
  press(key: K): boolean {
    this.rest(key.at);
    const heard: Heard<K> = { key, gap: key.at - (this.#last?.at ?? Number.NEGATIVE_INFINITY), isHeld: false };
    this.#run.push(heard);
    if (heard.gap <= LINK && this.#chain === this.#run.length - 1) this.#chain = this.#settled;
    if (!this.isScanning && this.#isTransmission()) this.#takeBack(this.#startOf(), this.#run.length);
    if (this.isScanning) return false;
    const isFirst = this.#run.length - 1 === this.#chain;
    const isLet = key.kind === "text" || (isFirst && key.kind === "moves");
    heard.isHeld = !isLet || this.#held.length > 0;
    if (!heard.isHeld) heard.restore = this.page.keep();
    return !heard.isHeld;
  }

  /** Time went by without a key. */
  rest(at: number): void {
    if (!this.#last) return;
    const silence = at - this.#last.at;
    if (this.patience !== null && silence > this.patience) this.isScanning ? this.#end() : this.#settle();
    if (!this.isScanning && silence > WAIT) this.#forget();
  }

  /** The silence that is waited for has come. */
  pause(): void {
    if (this.#last && this.patience !== null) this.rest(this.#last.at + this.patience + 1);
  }

  /** The milliseconds of silence that are waited for; null: none. */
  get patience(): number | null {
    if (!this.#last) return null;
    if (this.isScanning) return isEnd(this.#last) ? TAIL : WAIT;
    return this.#chain < this.#run.length ? LINK : null;
  }

  /** True while the keys are a scanner's. */
  get isScanning(): boolean {
    return this.#start !== null;
  }

  get #last(): K | undefined {
    return this.#run.at(-1)?.key;
  }

  get #held(): Heard<K>[] {
    return this.#run.slice(this.#chain).filter(({ isHeld }) => isHeld);
  }

  /** A person's chain is over: what was held is done. Of linked keys the first may open something; none acts. */
  #settle(): void {
    const [first] = this.#run.slice(this.#chain);
    const isRest = this.#chain === 0 && this.#isRest(first?.key);
    const isAlone = this.#run.length - this.#chain === 1 && !isRest;
    for (const heard of this.#held) {
      const { kind } = heard.key;
      const isDone = kind === "text" || (heard === first && (kind === "opens" || (kind === "acts" && isAlone)));
      if (!isDone) continue;
      heard.restore = this.page.keep();
      this.page.replay(heard.key, heard === first);
    }
    for (const heard of this.#held) heard.isHeld = false;
    this.#settled = this.#chain;
    this.#chain = this.#run.length;
  }

  /** The keys of a part of the run are a scanner's: what they did is undone, the newest first. */
  #takeBack(from: number, to: number): void {
    this.#start = from;
    for (const { restore } of this.#run.slice(from, to).reverse()) restore?.();
  }

  #end(): void {
    const start = this.#start ?? 0;
    const own = this.#ownStart(0, start);
    // A single key and a pause looked like a person's: what followed shows that it was the first of a code.
    if (own >= 0 && own < start) this.#takeBack(this.#withQuickKeysBefore(own), start);
    const text = textOf(this.#run.slice(this.#start ?? 0));
    this.#endedAt = this.#last?.at ?? this.#endedAt;
    this.#forget();
    // A scanner ends a line with one key, or as CR LF with two.
    const [, code] = CODE.exec(text.replace(/\n{1,2}$/u, "")) ?? [];
    if (code && !this.#isCodeWithin(code)) this.page.scanned(code);
    else this.page.unread();
  }

  /** True for a text of ours that does not begin as one: it is more than a code. A short beginning may recur by chance. */
  #isCodeWithin(text: string): boolean {
    return this.beginning.length > KNOWN_BY && text.toUpperCase().lastIndexOf(this.beginning) > 0;
  }

  #forget(): void {
    [this.#run, this.#chain, this.#settled, this.#start] = [[], 0, 0, null];
  }

  #isTransmission(): boolean {
    const chain = this.#run.slice(this.#chain);
    if (chain.every(({ key }) => key.kind === "moves")) return false;
    const [first, ...linked] = chain;
    const isApart = this.#isApart(this.#chain);
    const needed = isApart ? GAPS.apart : GAPS.typing;
    const quick = this.#isRest(first?.key) ? LINK : QUICK;
    const isQuick = linked.length >= needed && linked.slice(-needed).every(({ gap }) => gap <= quick);
    const isChord = isApart && linked.length === 1 && linked.every(({ gap }) => gap <= CHORD);
    const isEnded = linked.some(({ key }) => isEnd(key)) && this.#isLine(chain);
    const isOwn = this.#ownStart(this.#run.length - KNOWN_BY - SYMBOL, this.#run.length) >= 0;
    return isQuick || isChord || isEnded || isOwn || LIKE_CODE.test(textOf(chain));
  }

  /** True for linked keys with their end, where nobody typed just before: with a pause between them, too. */
  #isLine(chain: readonly Heard<K>[]): boolean {
    const start = this.#withChainsBefore(this.#chain);
    return !chain.slice(0, -1).every(({ key }) => isEnd(key)) && this.#run.length - start > 2 && this.#isApart(start);
  }

  #isApart(at: number): boolean {
    return this.#gapBefore(at) >= APART;
  }

  /** True for what follows a transmission so soon that it may be the rest of it. */
  #isRest(first: Key | undefined): boolean {
    return first !== undefined && first.at - this.#endedAt <= REST;
  }

  /** The first key that is the scanner's: keys of a person that stand before it are none of it. */
  #startOf(): number {
    const own = this.#ownStart(0, this.#run.length);
    if (own >= 0) return this.#withQuickKeysBefore(own);
    const slow = longerThan(paceOf(this.#run.slice(-GAPS.apart - 1)));
    const before = this.#run.findLastIndex((_, at) => at > this.#chain && this.#gapBefore(at) > slow);
    return before > 0 ? before : this.#withChainsBefore(this.#chain);
  }

  /** A code of ours that something at the same pace stands before is not all that was sent. */
  #withQuickKeysBefore(own: number): number {
    const slow = longerThan(paceOf(this.#run.slice(own, own + KNOWN_BY)));
    let start = own;
    while (start > 0 && this.#gapBefore(start) <= Math.min(slow, LINK)) start--;
    return start < own ? this.#withChainsBefore(start) : own;
  }

  /** A scanner that was held back goes on: three linked keys of its pace before the pause are its as well. */
  #withChainsBefore(start: number): number {
    let before = start - 1;
    while (before > 0 && this.#gapBefore(before) <= LINK) before--;
    const longest = Math.max(...this.#run.slice(before + 1, start).map(({ gap }) => gap));
    return start - before < 3 || longest > 1.75 * paceOf(this.#run.slice(start))
      ? start
      : this.#withChainsBefore(before);
  }

  #gapBefore(at: number): number {
    return this.#run[at]?.gap ?? Number.POSITIVE_INFINITY;
  }

  /** Where a code of ours begins, from one key of the run to another, the prefix of its symbol with it; -1: nowhere. */
  #ownStart(from: number, to: number): number {
    const known = this.beginning.slice(0, KNOWN_BY);
    if (known.length < KNOWN_BY) return -1;
    for (let at = Math.max(0, from); at < to; at++) {
      const keys = this.#run.slice(at, at + SYMBOL + KNOWN_BY);
      const text = textOf(keys).toUpperCase();
      const isNamed = PREFIX.test(text) && keys.slice(1, SYMBOL + 1).every(({ gap }) => gap <= LINK);
      if (text.startsWith(known) || (isNamed && text.slice(SYMBOL).startsWith(known))) return at;
    }
    return -1;
  }
}

/** The characters with which every code of a clinic begins: the base32 of its id. */
export function beginningOf(clinicId: string): string {
  const bits = [...new TextEncoder().encode(`${clinicId},`)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{5}/gu) ?? [])
    .map((five) => Number.parseInt(five, 2))
    .map((five) => String.fromCharCode(five + (five < 26 ? 65 : 24)))
    .join("");
}

function isEnd(key: Key | undefined): boolean {
  return key?.key === "Enter" || key?.key === "Tab";
}

/** The text of keys: Enter and Tab end a line, and what types nothing is no character of any code. */
function textOf(heard: readonly { key: Key }[]): string {
  return heard.map(({ key }) => (isEnd(key) ? "\n" : key.key.length === 1 ? key.key : "\0")).join("");
}

/** The middle gap of keys, in milliseconds. */
function paceOf([, ...linked]: readonly { gap: number }[]): number {
  const gaps = linked.map(({ gap }) => gap).sort((one, other) => one - other);
  return gaps[Math.floor(gaps.length / 2)] ?? LINK;
}

/** A longer gap than this before keys of a pace is a person's. */
function longerThan(pace: number): number {
  return Math.max(QUICK, 2 * pace);
}
