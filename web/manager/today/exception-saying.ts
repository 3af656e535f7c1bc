/** Exceptions in words: who, what beyond the usual, how much of it, and how much passes. */
import { formatMoney, formatPoints, moneyFormat } from "../../shared/points/money";
import type { ManagerContext } from "../manager-context";
import type { Exception } from "./state";
import { nearBound, OF_MONEY, patternWords, todayWords } from "./words";

const NEAR_BOUND = "near-bound-";
/** The near-bound patterns that count enrolments; the others are money. */
const UNPAID = `${NEAR_BOUND}unpaid_enrolment`;

export class ExceptionSaying {
  constructor(private readonly manager: Pick<ManagerContext, "clinic" | "names">) {}

  name({ uid }: Exception): string {
    return this.manager.names.get(uid) || todayWords.somebody;
  }

  what({ pattern }: Exception): string {
    return pattern.startsWith(NEAR_BOUND) ? nearBound : (patternWords[pattern] ?? pattern);
  }

  number({ pattern, number }: Exception): string {
    return this.#say(pattern, number);
  }

  most({ pattern, most }: Exception): string {
    return this.#say(pattern, most);
  }

  #say(pattern: string, value: number): string {
    const { currency, locale } = this.manager.clinic;
    const isNear = pattern.startsWith(NEAR_BOUND);
    const isMoney = OF_MONEY.has(pattern) || (isNear && pattern !== UNPAID);
    return isMoney ? formatMoney(value, moneyFormat(currency, locale)) : formatPoints(value, locale);
  }
}
