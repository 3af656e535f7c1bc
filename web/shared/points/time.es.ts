/** The Spanish of lengths of time; a weekday stands before its day without a comma. */
import type { WordsOf } from "../language/spoken";
import type * as english from "./time.en";

export const es: WordsOf<typeof english> = {
  timeWords: {
    days: (count) => `${count} ${count === 1 ? "día" : "días"}`,
    months: (count) => `${count} ${count === 1 ? "mes" : "meses"}`,
    minutes: (count) => `${count} ${count === 1 ? "minuto" : "minutos"}`,
    seconds: (count) => `${count} ${count === 1 ? "segundo" : "segundos"}`,
    weekday: (day) => day.replace(", ", " "),
  },
};
