/** The brand as an owner keeps it: its fields, and how a color is moved until it can be read. */
import { type Brand, brandOf } from "../../../shared/api/documents";
import { brandTokens, contrast, NIGHT, PAPER, type Rgb, rgbOf } from "../../../shared/ui/brand";
import type { Shape, Stored } from "../drafts";
import { typefaces, voiceNames } from "./words";

export const brand: Pick<Shape, "fields" | "fresh"> = {
  fields: [
    { name: "name", label: "Name", kind: "text", most: 80, example: "Bella Riva Dermatology" },
    { name: "tagline", label: "Line below the name", kind: "text", most: 120, example: "Your skin, remembered" },
    { name: "primary", label: "Color", kind: "color", example: "#2F5D50" },
    { name: "accent", label: "Second color", kind: "color", example: "#B08D57; it only decorates" },
    { name: "typeface", label: "Type", kind: "choice", options: typefaces },
    { name: "voice", label: "Voice", kind: "choice", options: voiceNames },
  ],
  fresh: {},
};

/** The clinic's document as the fields of its brand. */
export function fieldsOf({ name, brand: stored }: Stored): Stored {
  const { primary, accent, tagline, typeface, voice, logo } = brandOf((stored ?? {}) as Partial<Brand>);
  return { name, primary, accent, tagline, typeface, voice, logo };
}

/** The clinic's document with those fields. */
export function clinicWith(clinic: Stored, { name, ...fields }: Stored): Stored {
  return { ...clinic, name, brand: { ...(clinic["brand"] as object), ...fields } };
}

/** The contrast of a color with a background, and of the color that the phone shows in its place. */
export interface Reading {
  readonly given: number;
  readonly shown: string;
  readonly ratio: number;
}

/** null: it is no color */
export function readingsOf(primary: string): Readonly<Record<"light" | "dark", Reading>> | null {
  const given = rgbOf(primary);
  if (!given) return null;
  const tokens = brandTokens(brandOf({ primary }));
  const on = (background: Rgb, token: string): Reading => {
    const shown = tokens[token] ?? primary;
    return { given: contrast(given, background), shown, ratio: contrast(rgbOf(shown) ?? given, background) };
  };
  return { light: on(PAPER, "--brand-on-light"), dark: on(NIGHT, "--brand-on-dark") };
}
