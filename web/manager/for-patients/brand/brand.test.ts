import { describe, expect, it } from "vitest";
import { clinicWith, fieldsOf, readingsOf } from "./brand";

describe("a color of a brand", () => {
  it("is shown as it is where it can be read, and moved where it cannot", () => {
    const { light, dark } = readingsOf("#1F4D4A") ?? {};
    expect([light?.shown, light?.ratio === light?.given]).toEqual(["#1f4d4a", true]);
    expect(dark?.given).toBeLessThan(4.5);
    expect(dark?.ratio).toBeGreaterThanOrEqual(4.5);
  });

  it("says nothing of what is no color", () => {
    expect(readingsOf("teal")).toBeNull();
  });
});

it("a brand is written into the clinic's document, of which all else stays", () => {
  const brand = { primary: "#2F5D50", accent: "#8a5a00", tagline: "Hi", typeface: "modern", voice: "warm", logo: null };
  const clinic = { name: "Harbor", currency: "USD", brand };
  expect(clinicWith(clinic, fieldsOf(clinic))).toEqual(clinic);
  const renamed = clinicWith(clinic, { ...fieldsOf(clinic), name: "Bay", primary: "#000000" });
  expect(renamed).toEqual({ ...clinic, name: "Bay", brand: { ...brand, primary: "#000000" } });
});
