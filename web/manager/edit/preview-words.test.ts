import { describe, expect, it } from "vitest";
import type { PreviewResult } from "../../shared/api/contracts.gen";
import { moneyFormat } from "../../shared/points/money";
import type { Saying } from "../rules/saying";
import { assumptionWords, figuresOf, proofWords, touchedWords } from "./preview-words";

const saying: Saying = { format: moneyFormat("USD", "en-US"), tierNames: new Map() };
const none = {
  given_points: 0,
  used_points: 0,
  used_minor: 0,
  banked_points: 0,
  banked_minor: 0,
  expired_points: 0,
  taken_back_points: 0,
  eligible_minor: 0,
  cost_minor: 0,
  held_points: 0,
  held_minor: 0,
  cost_bp: null,
};
const result: PreviewResult = {
  entries: 15_004,
  reproduced: 15_004,
  mismatched: [],
  advises: true,
  before: { ...none, given_points: 171_200, cost_minor: 171_200, cost_bp: 1_000 },
  after: { ...none, given_points: 205_440, cost_minor: 205_440, cost_bp: 1_200 },
  not_possible: 0,
  not_possible_by_code: {},
  asked_first: 0,
  patients: { of: 300, better: 214, worse: 0, same: 86, other_tier: 0 },
  by_tier: {},
  by_location: {},
  by_tender: {},
  most: [],
  pages: 1,
  assumes: ["same-visits"],
};

describe("a preview in words", () => {
  it("says first how much of the past it proves", () => {
    expect(proofWords(result, saying)).toBe(
      "15,004 of 15,004 entries of that time come out exactly as they are, played again by the rules that decided them.",
    );
    expect(proofWords({ ...result, reproduced: 9_000, advises: false }, saying)).toContain("too few to say anything");
    expect(proofWords({ ...result, entries: 0, reproduced: 0 }, saying)).toBe("No purchases yet: nothing to compare.");
  });

  it("says what was and what would have been, and by how much", () => {
    const [given, used] = figuresOf(result, saying);
    expect(given).toEqual({ what: "Points given", before: "171,200", after: "205,440", change: "+20\u00a0%" });
    expect(used?.change).toBe("");
    expect(figuresOf(result, saying).at(-1)).toMatchObject({ before: "10\u00a0%", after: "12\u00a0%" });
  });

  it("says whom it touches, and what would not have been possible", () => {
    expect(touchedWords(result, saying)).toEqual([
      "Of 300 patients, 214 would have more, 0 fewer, 0 another tier.",
      "All that was done would have been possible.",
    ]);
    const narrower = {
      ...result,
      not_possible: 1,
      asked_first: 2,
      patients: { of: 300, better: 0, worse: 0, same: 300, other_tier: 0 },
    };
    expect(touchedWords(narrower, saying)).toEqual([
      "None of 300 patients would hold more or fewer points.",
      "1 act would not have been possible.",
      "2 uses would have needed the patient’s yes.",
    ]);
  });

  it("says always that it assumes the same visits", () => {
    expect(assumptionWords({ ...result, assumes: [] })).toBe("It assumes the same visits.");
    expect(assumptionWords({ ...result, assumes: ["same-visits", "no-older-lots"] })).toContain(
      "leaves points from before",
    );
  });
});
