/** The figures of the first place in words: their values, their change, and the range of their line. */
import type { Clinic } from "../../shared/api/documents";
import { formatMoney, formatPoints, moneyFormat } from "../../shared/points/money";
import type { Figure } from "./days";
import { captionWords, figureWords } from "./words";

export class FigureSaying {
  constructor(private readonly clinic: Clinic) {}

  value({ name, value }: Figure): string {
    return figureWords[name].unit === "money" ? this.money(value) : this.points(value);
  }

  /** What the figure counts, how it has changed, and what its line shows. */
  caption(figure: Figure): string {
    return `${figureWords[figure.name].means} ${this.#change(figure)} ${this.#range(figure)}`;
  }

  money(minor: number): string {
    return formatMoney(minor, moneyFormat(this.clinic.currency, this.clinic.locale));
  }

  points(points: number): string {
    return formatPoints(points, this.clinic.locale);
  }

  #change({ change }: Figure): string {
    if (change === null) return captionWords.alone;
    const percent = new Intl.NumberFormat(this.clinic.locale, { style: "percent" }).format(Math.abs(change));
    if (Math.abs(change) < 0.005) return captionWords.same;
    return change > 0 ? captionWords.more(percent) : captionWords.less(percent);
  }

  #range({ name, line }: Figure): string {
    const values = line.map(({ value }) => value);
    const say = (value: number): string => this.value({ name, value, change: null, line });
    return captionWords.range(say(Math.min(...values)), say(Math.max(...values)));
  }
}
