/** The language of the page: what the patient chose on this phone, else what the browser asks for. */
import { keep, recall } from "../../shared/api/storage";
import { speak, speaking } from "../../shared/language/spoken";

export const LANGUAGES = { en: "English", es: "Español" } as const;

export type Language = keyof typeof LANGUAGES;

/** It is no patient's, so it outlives a sign-out. */
const KEPT = "language";

/** The first of the browser's languages that is spoken here; English where none is. */
export function languageOf(asked: readonly string[]): Language {
  const bases = asked.map((each) => each.toLowerCase().split("-")[0]);
  return (bases.find((base) => base !== undefined && base in LANGUAGES) as Language | undefined) ?? "en";
}

/** A clinic's locale in the language that is spoken, its region kept: `es-US` of `en-US`. */
export function localeIn(language: string, clinicLocale: string): string {
  const { language: own, region } = new Intl.Locale(clinicLocale);
  if (own === language) return clinicLocale;
  return region ? `${language}-${region}` : language;
}

/** To be settled before a word is drawn. Where the words cannot be had, English is spoken. */
export async function speakTheirLanguage(): Promise<void> {
  if ((recall<Language>(KEPT) ?? languageOf(navigator.languages)) !== "es") return;
  try {
    speak("es", (await import("./es")).es);
    document.documentElement.lang = "es";
  } catch {
    // Never here yet, and no network.
  }
}

/** From now on numbers and dates are written as the clinic's region does. */
export function settleLocale(clinicLocale: string): string {
  speaking.locale = localeIn(speaking.language, clinicLocale);
  return speaking.locale;
}

/** The page begins anew, where it is, in this language. */
export function choose(language: Language): void {
  keep(KEPT, language);
  location.reload();
}
