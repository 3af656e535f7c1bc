import { describe, expect, it } from "vitest";
import { brandTokens, contrast, rgbOf } from "./brand";

function ratio(a: string | undefined, b: string): number {
  const [one, other] = [rgbOf(a ?? ""), rgbOf(b)];
  return one && other ? contrast(one, other) : 0;
}

const bare = { tagline: "", logo: null, typeface: "editorial", voice: "calm" } as const;

describe("a clinic's colours", () => {
  const brands = ["#1F4D4A", "#000000", "#FFFFFF", "#FFE600", "#B08D57", "#7A003C", "#00FF00", "#808080", "#0000FF"];

  it.each(brands)("are readable wherever %s carries text", (primary) => {
    const tokens = brandTokens({ ...bare, primary, accent: "" });
    expect(ratio(tokens["--brand-on-light"], "#f7f3ec")).toBeGreaterThanOrEqual(4.5);
    expect(ratio(tokens["--brand-on-dark"], "#1d201c")).toBeGreaterThanOrEqual(4.5);
    for (const place of ["on-light", "on-dark", "panel-light", "panel-dark"]) {
      const ink = tokens[`--brand-${place.startsWith("panel") ? place.replace("panel", "panel-ink") : `ink-${place}`}`];
      expect(ratio(ink, tokens[`--brand-${place}`] ?? "")).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("are left alone when they can be read as they are", () => {
    expect(brandTokens({ ...bare, primary: "#1F4D4A", accent: "" })["--brand-on-light"]).toBe("#1f4d4a");
  });

  it("change nothing when they are not colours", () => {
    expect(brandTokens({ ...bare, primary: "teal", accent: "url(x)" })).toEqual({});
  });

  it.each(["#1F4D4A", "#0000FF", "#5B3A8C", "#00FF00"])("colour what is calm, where they are cool as %s", (primary) => {
    const tokens = brandTokens({ ...bare, primary, accent: "" });
    expect(ratio(tokens["--brand-calm-light"], "#f7f3ec")).toBeGreaterThanOrEqual(4.5);
    expect(ratio(tokens["--brand-calm-dark"], "#1d201c")).toBeGreaterThanOrEqual(4.5);
  });

  it.each(["#A3281E", "#8A5A00", "#B08D57", "#FFE600", "#7A003C", "#000000", "#808080"])(
    "leave calm as it is, where they could pass for a warning or have no hue, as %s",
    (primary) => expect(brandTokens({ ...bare, primary, accent: "" })).not.toHaveProperty("--brand-calm-light"),
  );
});

describe("a brand's mark and type", () => {
  const brand = { ...bare, primary: "", accent: "" };
  const logo = "data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=";

  it("are tokens that the pages draw with", () => {
    expect(brandTokens({ ...brand, logo })).toEqual({ "--brand-logo": `url("${logo}")` });
    expect(Object.keys(brandTokens({ ...brand, typeface: "classic" }))).toEqual(["--brand-display", "--brand-text"]);
  });

  it.each([
    "https://elsewhere.example/logo.svg",
    'data:image/svg+xml;base64,x") url(https://elsewhere.example',
    "data:text/html;base64,AAAA",
    "",
  ])("are nothing that could be loaded from elsewhere, as %s", (address) =>
    expect(brandTokens({ ...brand, logo: address })).toEqual({}),
  );
});
