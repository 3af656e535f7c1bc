/** Pictures as they are stored: cut to one size, and drawn anew, so that nothing of a file but its picture leaves the page. */

/** The size of every stored picture, in pixels. */
export const WIDTH = 1_200;
export const HEIGHT = 900;
/** The most bytes of a stored picture. */
const MOST_BYTES = 700_000;
const QUALITIES: readonly number[] = [0.86, 0.74, 0.6, 0.45, 0.3];
/** A browser that writes no WebP writes JPEG instead. */
const TYPES: readonly string[] = ["image/webp", "image/jpeg"];

export type PictureProblem = "unreadable" | "too-small" | "too-large";

export class PictureError extends Error {
  constructor(readonly problem: PictureProblem) {
    super(problem);
  }
}

/** What is seen of a picture: how much closer than all of it, and where; each from 0 to 100. */
export interface Cut {
  readonly closer: number;
  readonly across: number;
  readonly down: number;
}

export const WHOLE: Cut = { closer: 0, across: 50, down: 50 };

/** A part of a picture, in its own pixels. */
export interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Picture {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Reads a file, upright as the camera was held. Raises PictureError where it is no picture, or a small one. */
export async function bitmapOf(file: Blob): Promise<ImageBitmap> {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => {
    throw new PictureError("unreadable");
  });
  if (bitmap.width < WIDTH / 2 || bitmap.height < HEIGHT / 2) throw new PictureError("too-small");
  return bitmap;
}

/** The part that a cut shows: of the stored picture's shape, at most three times closer. */
export function partOf({ width, height }: { width: number; height: number }, { closer, across, down }: Cut): Part {
  const scale = Math.min(width / WIDTH, height / HEIGHT) / (1 + closer / 50);
  const [partWidth, partHeight] = [WIDTH * scale, HEIGHT * scale];
  return {
    x: ((width - partWidth) * across) / 100,
    y: ((height - partHeight) * down) / 100,
    width: partWidth,
    height: partHeight,
  };
}

/** Draws the part of a picture that a cut shows, in the size of stored pictures. */
export function drawCut(on: HTMLCanvasElement, bitmap: ImageBitmap, cut: Cut): void {
  [on.width, on.height] = [WIDTH, HEIGHT];
  const { x, y, width, height } = partOf(bitmap, cut);
  const context = on.getContext("2d");
  if (!context) throw new PictureError("unreadable");
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, x, y, width, height, 0, 0, WIDTH, HEIGHT);
}

/** The picture of a canvas as it is stored: as good as its bytes allow. Raises PictureError. */
export async function pictureOf(canvas: HTMLCanvasElement): Promise<Picture> {
  for (const type of TYPES) {
    for (const quality of QUALITIES) {
      const blob = await new Promise<Blob | null>((made) => canvas.toBlob(made, type, quality));
      if (blob?.type !== type) break;
      if (blob.size <= MOST_BYTES) return { type, bytes: new Uint8Array(await blob.arrayBuffer()) };
    }
  }
  throw new PictureError("too-large");
}
