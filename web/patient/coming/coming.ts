/** A change of the program that is coming, and that patients are told of before it is live: what it is, and from when. */
export interface Coming {
  /** the name of the rule */
  rule: string;
  what: readonly string[];
  /** milliseconds since 1970 */
  at: number;
}
