/** Every currency in every locale: what the page reads of an amount as it is written there. For tests, in Node and in browsers. */
import { formatMoney, type MoneyFormat, moneyFormat, parseAmount, typedAmount } from "./money";

export const LOCALES =
  `en-US en-GB en-CA en-AU en-IN en-DE en-ZA en-CH de-DE de-AT de-CH fr-FR fr-CA fr-CH es-ES es-MX es-US
  pt-BR pt-PT it-IT nl-NL sv-SE nb-NO da-DK fi-FI pl-PL cs-CZ hu-HU ro-RO bg-BG ru-RU uk-UA tr-TR he-IL ar-EG ar-AE
  fa-IR hi-IN bn-BD ur-PK th-TH vi-VN id-ID ja-JP ko-KR zh-CN zh-TW mr-IN ne-NP my-MM`.split(/\s+/);

/** Amounts of all sizes up to the largest of one tender, the same in every run. */
export function spreadAmounts(count: number): number[] {
  const golden = 0.618_033_988_749_894_9;
  return Array.from({ length: count }, (_, index) => Math.ceil(10 ** (8 * ((golden * (index + 1)) % 1))));
}

/** The amounts that the page reads otherwise than they are written in the locale; none if all is right. */
export function misread(
  locale: string,
  digits: Readonly<Record<string, number>>,
  amounts: readonly number[],
): string[] {
  return Object.entries(digits).flatMap(([currency, count]) => {
    const format = moneyFormat(currency, locale);
    const write = writing(currency, locale, count);
    const wrong = format.digits === count ? [] : [`${currency} has ${format.digits} digits, not ${count}`];
    const shown = formatMoney(123_456, format);
    if (!shown.includes(write(123_456))) wrong.push(`${write(123_456)} is shown as ${shown}`);
    return [...wrong, ...amounts.flatMap((minor) => misreadAs(minor, write(minor), format))];
  });
}

function misreadAs(minor: number, written: string, format: MoneyFormat): string[] {
  const wrong: string[] = [];
  for (const text of [written, typedAmount(minor, format)]) {
    const read = parseAmount(text, format);
    if (!("minor" in read) || read.minor !== minor) wrong.push(`${format.currency} ${text}: ${JSON.stringify(read)}`);
  }
  return wrong;
}

/** Amounts as the locale writes them, without the currency, with so many digits. */
function writing(currency: string, locale: string, digits: number): (minor: number) => string {
  const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const written = new Intl.NumberFormat(locale, { style: "currency", currency, ...fraction });
  const kept = ["integer", "group", "decimal", "fraction"];
  return (minor) =>
    written
      .formatToParts(`${minor}e-${digits}` as unknown as number)
      .flatMap(({ type, value }) => (kept.includes(type) ? [value] : []))
      .join("");
}
