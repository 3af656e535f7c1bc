/** A clinic's colours, mark and type on our pages: taken from its brand, the colours moved only as far as reading needs. */
import type { Brand, Typeface } from "../api/documents";

export type Rgb = readonly [red: number, green: number, blue: number];

export const PAPER: Rgb = [247, 243, 236];
export const NIGHT: Rgb = [29, 32, 28];
const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [16, 20, 17];
/** WCAG AA for text. */
const READABLE = 4.5;

const SANS = '"Instrument Sans Variable", system-ui, sans-serif';
const SERIF = '"Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", Georgia, serif';
/** Type that is here already or on every machine, headings and text; without an entry it is the page's own. */
const TYPES: Readonly<Partial<Record<Typeface, readonly [display: string, text: string]>>> = {
  classic: [SERIF, SERIF],
  modern: [SANS, SANS],
};
const LOGO = /^data:image\/svg\+xml;base64,[A-Za-z0-9+/]+=*$/;

/** Sets the brand's tokens on the page, and takes back those of the brand before. */
export function applyBrand(brand: Brand, root: HTMLElement): void {
  for (const token of [...root.style]) if (token.startsWith("--brand-")) root.style.removeProperty(token);
  for (const [token, value] of Object.entries(brandTokens(brand))) root.style.setProperty(token, value);
}

/** True where the brand has a mark that can be drawn. */
export function hasLogo({ logo }: Brand): boolean {
  return LOGO.test(logo ?? "");
}

/**
 * The accent only decorates, so it is taken as it is; the primary colour carries text, so it must be readable. It is also
 * the colour of time that is plenty, unless it is of those that warn. A colour that is not `#RRGGBB` sets none.
 */
export function brandTokens(brand: Brand): Record<string, string> {
  const type = TYPES[brand.typeface];
  return {
    ...(hasLogo(brand) && { "--brand-logo": `url("${brand.logo}")` }),
    ...(type && { "--brand-display": type[0], "--brand-text": type[1] }),
    ...colourTokens(brand),
  };
}

function colourTokens({ primary, accent }: Brand): Record<string, string> {
  const colour = rgbOf(primary);
  if (!colour) return {};
  const onLight = readable(colour, -1, PAPER);
  const onDark = readable(colour, 1, NIGHT);
  const panelLight = readable(colour, -1, WHITE);
  const panelDark = shifted(panelLight, -0.05);
  return {
    ...(rgbOf(accent) && { "--brand-accent": accent }),
    ...(isCool(colour) && { "--brand-calm-light": hex(onLight), "--brand-calm-dark": hex(onDark) }),
    "--brand-on-light": hex(onLight),
    "--brand-ink-on-light": hex(inkOn(onLight)),
    "--brand-on-dark": hex(onDark),
    "--brand-ink-on-dark": hex(inkOn(onDark)),
    "--brand-panel-light": hex(panelLight),
    "--brand-panel-ink-light": hex(inkOn(panelLight)),
    "--brand-panel-dark": hex(panelDark),
    "--brand-panel-ink-dark": hex(inkOn(panelDark)),
  };
}

/** The contrast of two colours as WCAG counts it, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

export function rgbOf(text: string): Rgb | null {
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
  return parts && [hexPair(parts[1]), hexPair(parts[2]), hexPair(parts[3])];
}

/** Makes a colour lighter (1) or darker (-1) in small steps, its hue kept, until it can be read on the background. */
function readable(colour: Rgb, direction: 1 | -1, background: Rgb): Rgb {
  for (let step = 0; step < 1; step += 0.02) {
    const moved = shifted(colour, direction * step);
    if (contrast(moved, background) >= READABLE) return moved;
  }
  return direction === 1 ? WHITE : BLACK;
}

/** The colour with its lightness (as HSL has it, 0 to 1) moved by an amount. */
function shifted(colour: Rgb, amount: number): Rgb {
  const [high, low] = [Math.max(...colour) / 255, Math.min(...colour) / 255];
  const lightness = (high + low) / 2;
  const moved = Math.min(1, Math.max(0, lightness + amount));
  const reach = 1 - Math.abs(2 * lightness - 1);
  const scale = reach === 0 ? 0 : (1 - Math.abs(2 * moved - 1)) / reach;
  const channel = (value: number) =>
    Math.round(Math.min(1, Math.max(0, moved + (value / 255 - lightness) * scale)) * 255);
  return [channel(colour[0]), channel(colour[1]), channel(colour[2])];
}

/** Green to violet: of a hue that nobody takes for the amber and the red of points that end soon. */
function isCool(colour: Rgb): boolean {
  const [red, green, blue] = colour;
  const reach = Math.max(...colour) - Math.min(...colour);
  if (reach < 24) return false;
  if (red >= green && red >= blue) return false;
  return green >= blue ? (blue - red) / reach > -0.7 : (red - green) / reach < 0.5;
}

function inkOn(background: Rgb): Rgb {
  return contrast(WHITE, background) >= contrast(BLACK, background) ? WHITE : BLACK;
}

function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map(linear) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function hexPair(text: string | undefined): number {
  return Number.parseInt(text ?? "0", 16);
}

function hex(colour: Rgb): string {
  return `#${colour.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}
