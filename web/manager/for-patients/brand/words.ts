/** The English of the brand: its fields, its mark, and how a color is read. */
export const brandWords = {
  title: "Brand",
  text: "The clinic’s name, colors, mark, type and voice, as patients meet them.",
  mark: "Mark",
  markHint: "an SVG of one color, 15 kB at most; the phone draws it in the clinic’s color",
  removeMark: "Remove the mark",
  notSvg: "This is no SVG that can be read.",
  tooLarge: (size: string) => `This mark has ${size} kB; 15 are the most.`,
  manyColors: (count: number) =>
    `This mark has ${count} colors; the phone draws it in one. Choose a mark of one color.`,
  light: "On light",
  dark: "On dark",
  asItIs: (ratio: string) => `it is read as it is, at ${ratio} to 1`,
  moved: (ratio: string, color: string, better: string) =>
    `it cannot be read, at ${ratio} to 1: the phone shows ${color}, at ${better} to 1`,
  saved: "Saved: the brand.",
} as const;

export const typefaces: ReadonlyMap<string, string> = new Map([
  ["editorial", "Editorial: a fine serif over a plain text"],
  ["classic", "Classic: serifs throughout"],
  ["modern", "Modern: plain throughout"],
]);

export const voiceNames: ReadonlyMap<string, string> = new Map([
  ["calm", "Calm"],
  ["warm", "Warm"],
  ["brief", "Brief"],
]);
