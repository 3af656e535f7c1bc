/** The search of the page: places, rules and settings, by the words of their names. */
import { fieldsOf } from "../rules/fields";
import { RULE_NAMES, rules } from "../rules/rule";
import { addressOf, PLACE_NAMES } from "./address";
import { places } from "./places";

export interface Found {
  words: string;
  /** where it is, in words */
  within: string;
  address: string;
}

/** Enough to choose from without scrolling. */
const MOST = 6;

const everything: readonly Found[] = [
  ...PLACE_NAMES.map((name) => ({ words: places[name].word, within: "place", address: addressOf(name) })),
  ...RULE_NAMES.flatMap((rule) => [
    { words: rules[rule].title, within: "rule", address: addressOf("program", rule) },
    ...fieldsOf(rule).map(({ name, label }) => ({
      words: label,
      within: rules[rule].title,
      address: addressOf("program", rule, name),
    })),
  ]),
];

/** The things in which each typed word begins a word, those first that are called so from their beginning. */
export function find(typed: string): readonly Found[] {
  const asked = wordsOf(typed);
  if (asked.length === 0)
    return everything.filter(({ within }) => within === "place" || within === "rule").slice(0, MOST);
  const hits = everything.filter(({ words, within }) => {
    const names = wordsOf(`${words} ${within}`);
    return asked.every((word) => names.some((name) => name.startsWith(word)));
  });
  const isFirst = ({ words }: Found): number => (words.toLowerCase().startsWith(asked[0] ?? "") ? 0 : 1);
  return [...hits].sort((one, other) => isFirst(one) - isFirst(other)).slice(0, MOST);
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
