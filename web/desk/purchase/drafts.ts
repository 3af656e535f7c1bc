/** A draft: a purchase that is typed and not recorded. Each patient has one, and it stays until it is credited or discarded. */
import type { CheckedIn, TenderKind } from "../../shared/api/contracts.gen";
import { formatMoney, type MoneyFormat, moneyFormat, parseAmount, typedAmount } from "../../shared/points/money";
import { worthMinor } from "../../shared/points/redemption";
import { firstLine, type Line, parsePoints, withNextLine } from "./purchase";

export interface Typed {
  lines: readonly Line[];
  /** null while none is asked for */
  receiptNumber: string | null;
  /** what points left of a bill, in minor units; null while no bill is known */
  leftMinor: number | null;
}

export interface Draft extends Typed {
  visit: CheckedIn;
}

/** What a patient's account pays, which no rest of a bill is filled in for. */
const OF_ACCOUNT: ReadonlySet<TenderKind> = new Set(["points", "wallet"]);

const NOTHING: Typed = { lines: firstLine(), receiptNumber: null, leftMinor: null };

export class Drafts {
  readonly #drafts = new Map<string, Draft>();

  constructor(private readonly locale: string) {}

  /** What is typed for the patient of a visit. */
  at(visit: CheckedIn): Typed {
    return this.#drafts.get(visit.patient.patient_id) ?? NOTHING;
  }

  /** Takes what is typed. */
  put(visit: CheckedIn, typed: Typed): void {
    const { lines, receiptNumber, leftMinor } = typed;
    this.#drafts.set(visit.patient.patient_id, { lines, receiptNumber, leftMinor, visit });
  }

  drop({ patient }: CheckedIn): void {
    this.#drafts.delete(patient.patient_id);
  }

  /** The amounts that are typed for others than the patient who is there. */
  besides(visit: CheckedIn | null): Draft[] {
    const others = [...this.#drafts.values()].filter(isTyped);
    return others.filter((draft) => draft.visit.patient.patient_id !== visit?.patient.patient_id);
  }

  /** The amount as one bill, as it is typed; "" while none can be read. */
  billTyped(visit: CheckedIn): string {
    const format = this.#format(visit);
    const total = totalMinor(this.at(visit).lines, visit, format);
    return total > 0 ? typedAmount(total, format) : "";
  }

  /** Fills in what points left of a bill. A split that is another sum than the bill stays as it was typed. */
  carry(visit: CheckedIn, billMinor: number, leftMinor: number): void {
    const typed = this.at(visit);
    this.put(visit, { ...typed, lines: this.#changed(typed.lines, visit, billMinor, leftMinor), leftMinor });
  }

  /** True while the rest of a bill is as it was filled in: nobody has typed it. */
  isCarried(visit: CheckedIn): boolean {
    const { lines, leftMinor } = this.at(visit);
    return leftMinor !== null && totalMinor(lines, visit, this.#format(visit)) === leftMinor;
  }

  /** Fills in a bill again that points lowered, unless something else was typed since. */
  uncarry(visit: CheckedIn, billMinor: number): void {
    const { leftMinor } = this.at(visit);
    if (leftMinor !== null && this.isCarried(visit)) this.carry(visit, leftMinor, billMinor);
  }

  /** The lines of a sum, changed to another: the only one, or of a split the first that bears the difference. */
  #changed(lines: readonly Line[], visit: CheckedIn, fromMinor: number, toMinor: number): readonly Line[] {
    const format = this.#format(visit);
    const text = (minor: number): string => (minor > 0 ? typedAmount(minor, format) : "");
    const [only, second] = lines;
    if (only && !second) return [{ kind: OF_ACCOUNT.has(only.kind) ? "cash" : only.kind, text: text(toMinor) }];
    if (totalMinor(lines, visit, format) !== fromMinor) return lines;
    const left = (line: Line): number => lineMinor(line, visit, format) + toMinor - fromMinor;
    const bearing = lines.find((line) => !OF_ACCOUNT.has(line.kind) && left(line) > 0);
    return lines.map((line) => (line === bearing ? { ...line, text: text(left(line)) } : line));
  }

  /** The lines with one more; of a bill that is known, it holds what the others leave. */
  withNextLine(visit: CheckedIn): Line[] {
    const { lines, leftMinor } = this.at(visit);
    const more = withNextLine(lines);
    const added = more.length > lines.length ? more.at(-1) : undefined;
    const rest = (leftMinor ?? 0) - totalMinor(lines, visit, this.#format(visit));
    if (added && rest > 0) added.text = typedAmount(rest, this.#format(visit));
    return more;
  }

  /** "Daria P.: $85.00" */
  said({ visit, lines }: Draft): string {
    const format = this.#format(visit);
    const read = lines.every(
      ({ kind, text }) => text.trim() === "" || kind === "points" || "minor" in parseAmount(text, format),
    );
    const total = totalMinor(lines, visit, format);
    const typed = lines.map(({ text }) => text.trim()).join(" + ");
    return `${shortName(visit.patient.name)}: ${read && total > 0 ? formatMoney(total, format) : typed}`;
  }

  #format({ currency }: CheckedIn): MoneyFormat {
    return moneyFormat(currency, this.locale);
  }
}

function totalMinor(lines: readonly Line[], visit: CheckedIn, format: MoneyFormat): number {
  return lines.reduce((all, line) => all + lineMinor(line, visit, format), 0);
}

function lineMinor({ kind, text }: Line, { redemption }: CheckedIn, format: MoneyFormat): number {
  const read = kind === "points" ? parsePoints(text, format) : parseAmount(text, format);
  if ("minor" in read) return read.minor;
  return "points" in read && redemption ? worthMinor(read.points, redemption) : 0;
}

function isTyped({ lines }: Typed): boolean {
  return lines.some(({ text }) => text.trim() !== "");
}

/** "Daria P.", for a screen that others can see. */
function shortName(name: string): string {
  const [first = "", ...others] = name.split(/\s+/u).filter(Boolean);
  const last = others.at(-1);
  return last ? `${first} ${[...last][0]}.` : first;
}
