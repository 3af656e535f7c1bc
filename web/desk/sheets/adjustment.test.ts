import { describe, expect, it } from "vitest";
import { moneyFormat } from "../../shared/points/money";
import { parseSigned, reasonWords, waitingOf } from "./adjustment";

const format = moneyFormat("USD", "en-US");

describe("points with their sign", () => {
  it.each([
    ["500", 500],
    ["+500", 500],
    ["-500", -500],
    ["\u22121,500", -1_500],
    [" - 50", -50],
  ])("%j are %i", (text, points) => {
    expect(parseSigned(text, format)).toEqual({ points });
  });

  it.each(["", "-", "0", "-0", "5.5", "--5", "10000001", "x"])("%j is refused", (text) => {
    expect(parseSigned(text, format)).toHaveProperty("problem");
  });
});

describe("an adjustment that waits", () => {
  it("is read from its document, with or without a note", () => {
    const requested_at = new Date("2026-11-22T18:04:05Z");
    const fields = {
      patient_id: "ana",
      points: -50,
      reason: "data-entry",
      text: "as agreed",
      requested_by: "maya",
      requested_at,
    };
    expect(waitingOf("a1", fields)).toEqual({
      adjustmentId: "a1",
      patientId: "ana",
      points: -50,
      reason: "data-entry",
      text: "as agreed",
      privateNote: "",
      requestedBy: "maya",
      requestedAt: requested_at,
    });
  });

  it("says its reason as words", () => {
    expect(reasonWords("data-entry")).toBe("Data entry");
  });
});
