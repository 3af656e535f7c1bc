/** The words of the pages in the language that is spoken: English as it is written, another language laid over it by name. */

/** The words of another language where English says `Words`: the same names, text for text, functions that are told the same. */
export type Spoken<Words> = Words extends string
  ? string
  : Words extends (...told: infer Told) => string
    ? (...told: Told) => string
    : { readonly [Name in keyof Words]: Spoken<Words[Name]> };

/** Of a module of words, what another language has to say: its exported objects, by their names. */
export type WordsOf<Module> = {
  readonly [Name in keyof Module as Module[Name] extends (...told: never) => unknown
    ? never
    : Module[Name] extends object
      ? Name
      : never]: Module[Name];
};

/** By the names that `spoken` is told. */
export type Catalogue = Readonly<Record<string, object>>;

/** The language that is spoken now; the locale writes numbers and dates, and has the clinic's region as soon as that is known. */
export const speaking = { language: "en", locale: "en-US" };

const english = new Map<string, object>();
let other: Catalogue = {};

/** Words under a name that no others have, by custom that of their constant: English until another language is spoken. */
export function spoken<const Words extends object>(name: string, words: Words): Spoken<Words> {
  english.set(name, words);
  return Object.assign(words, other[name]) as unknown as Spoken<Words>;
}

/** From now on the words of this catalogue are said, whether their modules are here already or come later. */
export function speak(language: string, catalogue: Catalogue): void {
  other = catalogue;
  Object.assign(speaking, { language, locale: language });
  for (const [name, words] of english) Object.assign(words, catalogue[name]);
}
