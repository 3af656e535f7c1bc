/** Amounts and numbers as explanations write them; in English as the server does, whatever the clinic's locale. */
import { spoken } from "../../shared/language/spoken";
import { digitsOf } from "../../shared/points/money";

const SYMBOLS: Readonly<Record<string, string>> = { USD: "$", EUR: "€", GBP: "£" };
const MONTHS = "January February March April May June July August September October November December".split(" ");

export const plain = spoken("plain", {
  /** `$450.00`; currencies without a symbol here by their code: `JPY 1,500` */
  money: (amountMinor: number, currency: string) => {
    const digits = digitsOf(currency);
    const text = String(Math.abs(amountMinor)).padStart(digits + 1, "0");
    const point = text.length - digits;
    const amount = `${amountMinor < 0 ? "-" : ""}${grouped(text.slice(0, point))}${digits ? `.${text.slice(point)}` : ""}`;
    const symbol = SYMBOLS[currency];
    return symbol ? `${symbol}${amount}` : `${currency} ${amount}`;
  },
  /** basis points as per cent, without needless zeros: 1250 is `12.5` */
  percent: (rateBp: number) => {
    const [whole, rest] = [Math.floor(rateBp / 100), rateBp % 100];
    return rest ? `${whole}.${String(rest).padStart(2, "0").replace(/0$/, "")}` : String(whole);
  },
  /** `1 point`, `4,500 points` */
  points: (count: number) => (count === 1 ? "1 point" : `${grouped(String(count))} points`),
  /** `22 May 2027` of `2027-05-22` */
  day: (date: string) => {
    const [year, month, dayOfMonth] = date.split("-").map(Number);
    return `${dayOfMonth} ${MONTHS[(month ?? 1) - 1]} ${year}`;
  },
});

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}
