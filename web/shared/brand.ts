/** A clinic's colours on our pages: taken from its brand, and moved only as far as reading needs. */
import type { Brand } from "./contracts";

type Rgb = readonly [red: number, green: number, blue: number];

const PAPER: Rgb = [247, 243, 236];
const NIGHT: Rgb = [29, 32, 28];
const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [16, 20, 17];
/** WCAG AA for text. */
const READABLE = 4.5;

/** Sets the brand's tokens on the page. A colour that is not `#RRGGBB` leaves the tokens as they are. */
export function applyBrand(brand: Brand, root: HTMLElement): void {
  for (const [token, value] of Object.entries(brandTokens(brand))) root.style.setProperty(token, value);
}

export function brandTokens({ primary }: Brand): Record<string, string> {
  const colour = rgbOf(primary);
  if (!colour) return {};
  const onLight = towards(colour, BLACK, PAPER);
  const onDark = towards(colour, WHITE, NIGHT);
  const panelLight = towards(colour, BLACK, WHITE);
  const panelDark = mix(panelLight, BLACK, 0.25);
  return {
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

/** Moves a colour towards another in small steps until it can be read on the background. */
function towards(colour: Rgb, end: Rgb, background: Rgb): Rgb {
  for (let share = 0; share < 1; share += 0.04) {
    const moved = mix(colour, end, share);
    if (contrast(moved, background) >= READABLE) return moved;
  }
  return end;
}

function inkOn(background: Rgb): Rgb {
  return contrast(WHITE, background) >= contrast(BLACK, background) ? WHITE : BLACK;
}

function mix(a: Rgb, b: Rgb, share: number): Rgb {
  const channel = (x: number, y: number) => Math.round(x + (y - x) * share);
  return [channel(a[0], b[0]), channel(a[1], b[1]), channel(a[2], b[2])];
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
