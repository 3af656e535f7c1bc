/** The line of one's own week. */
import { describe, expect, it } from "vitest";
import { lineOf } from "./week";

const DONE = { check_ins: 12, enrolments: 3, redemptions: 1 };

describe("the line of the week", () => {
  it("says what was done of what is expected", () => {
    expect(lineOf(DONE, { check_ins: 20, enrolments: 5, redemptions: null })).toBe(
      "This week: 12 of 20 check-ins · 3 of 5 enrolments",
    );
    expect(lineOf(DONE, { check_ins: null, enrolments: null, redemptions: 1 })).toBe("This week: 1 of 1 redemption");
  });

  it("is none where nothing is expected", () => {
    expect(lineOf(DONE, { check_ins: null, enrolments: null, redemptions: null })).toBe("");
  });
});
