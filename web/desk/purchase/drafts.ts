/** A draft: a purchase that is typed and not recorded. Each patient has one, and it stays until it is credited or discarded. */
import type { CheckedIn } from "../../shared/api/contracts.gen";
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

  /** Fills in what is left to pay of a bill, by the tender that was typed first. */
  carry(visit: CheckedIn, leftMinor: number): void {
    const { lines, receiptNumber } = this.at(visit);
    const kind = lines.find((line) => line.kind !== "points" && line.kind !== "wallet")?.kind ?? "cash";
    const text = leftMinor > 0 ? typedAmount(leftMinor, this.#format(visit)) : "";
    this.put(visit, { lines: [{ kind, text }], receiptNumber, leftMinor });
  }

  /** True while the rest of a bill is as it was filled in: nobody has typed it. */
  isCarried(visit: CheckedIn): boolean {
    const { lines, leftMinor } = this.at(visit);
    return leftMinor !== null && totalMinor(lines, visit, this.#format(visit)) === leftMinor;
  }

  /** Fills in a bill again that points lowered, unless something else was typed since. */
  uncarry(visit: CheckedIn, billMinor: number): void {
    if (this.isCarried(visit)) this.carry(visit, billMinor);
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
