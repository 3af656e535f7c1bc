/** The app's icons, drawn from the clinic's colour: an open ring around a point, as PNG in every size that phones ask for. */
import { crc32, deflateSync } from "node:zlib";

type Rgb = readonly [red: number, green: number, blue: number];

const PAPER: Rgb = [247, 243, 236];
/** Of the icon's width: the ring's radius and half its line, the point's radius, the rounding of its corners. */
const RING = 0.266;
const HALF_LINE = 0.031;
const POINT = 0.082;
const CORNER = 0.28;
/** The share of the circle that the ring leaves open, to the upper left. */
const OPEN = 0.22;
/** `bleed`: the colour to the very edge, for whoever cuts the shape themselves (maskable icons, iOS). */
export function icon(size: number, primary: string, bleed: boolean): Buffer {
  const colour = rgbOf(primary);
  const pixels = Buffer.alloc(size * (size * 4 + 1));
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const across = (x + 0.5) / size - 0.5;
      const down = (y + 0.5) / size - 0.5;
      const inside = bleed ? 1 : covered(beyondEdge(across, down), size);
      paint(pixels, y * (size * 4 + 1) + 1 + x * 4, inside, covered(beyondDrawing(across, down), size), colour);
    }
  }
  return png(size, pixels);
}

export function svgIcon(primary: string): string {
  const [ring, line] = [RING * 32, HALF_LINE * 64];
  const around = 2 * Math.PI * ring;
  const drawn = `fill="none" stroke="#f7f3ec" stroke-width="${line}" stroke-linecap="round"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="${CORNER * 32}" fill="${primary}"/>
<circle cx="16" cy="16" r="${ring}" ${drawn} stroke-dasharray="${around * (1 - OPEN)} ${around * OPEN}" transform="rotate(-90 16 16)"/>
<circle cx="16" cy="16" r="${POINT * 32}" fill="#f7f3ec"/></svg>`;
}

/** The share of a pixel that is covered by something so far from its middle, in shares of the icon; below 0 is inside. */
function covered(beyond: number, size: number): number {
  return Math.min(1, Math.max(0, 0.5 - beyond * size));
}

function beyondEdge(across: number, down: number): number {
  const [past, over] = [Math.abs(across) - 0.5 + CORNER, Math.abs(down) - 0.5 + CORNER];
  return Math.hypot(Math.max(past, 0), Math.max(over, 0)) + Math.min(Math.max(past, over), 0) - CORNER;
}

function beyondDrawing(across: number, down: number): number {
  const distance = Math.hypot(across, down);
  const turn = (Math.atan2(across, -down) / (2 * Math.PI) + 1) % 1;
  const ends = Math.min(Math.hypot(across, down + RING), Math.hypot(across - endX, down - endY));
  const line = turn <= 1 - OPEN ? Math.abs(distance - RING) : ends;
  return Math.min(distance - POINT, line - HALF_LINE);
}

/** The end of the ring; it begins at the top. */
const endX = RING * Math.sin(2 * Math.PI * (1 - OPEN));
const endY = -RING * Math.cos(2 * Math.PI * (1 - OPEN));

function paint(pixels: Buffer, at: number, inside: number, drawn: number, colour: Rgb): void {
  for (const channel of [0, 1, 2] as const)
    pixels[at + channel] = colour[channel] * (1 - drawn) + PAPER[channel] * drawn;
  pixels[at + 3] = inside * 255;
}

function png(size: number, pixels: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6], 8); // eight bits a channel; red, green, blue and opacity
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [chunk("IHDR", header), chunk("IDAT", deflateSync(pixels)), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([signature, ...parts]);
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, "ascii"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function rgbOf(text: string): Rgb {
  const value = Number.parseInt(text.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
