/** Merging of drafts: two people write the same rule, and what each changed stands. */
import { equal } from "../rules/difference";
import type { Content } from "../rules/rule";

/**
 * The content that both mean: theirs, with every field of mine that I changed since both were `common`. A list of tiers
 * or plans is one field.
 */
export function merged(common: Content, mine: Content, theirs: Content): Content {
  const names = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
  const chosen = [...names].map((name) => {
    const isMine = !equal(mine[name], common[name]);
    return [name, isMine ? mine[name] : theirs[name]] as const;
  });
  return Object.fromEntries(chosen);
}
