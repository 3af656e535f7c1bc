/** The English of pictures: choosing, cutting, and why not. */
import type { PictureProblem } from "./picture";

export const pictureWords = {
  choose: "Choose a picture, or drop one here",
  another: "Choose another picture",
  closer: "Closer",
  across: "Left or right",
  down: "Up or down",
  reading: "Reading the picture…",
  hint: "It is cut to one size and drawn anew here: where and when it was taken stays in your file.",
} as const;

export const pictureProblems: Readonly<Record<PictureProblem, string>> = {
  unreadable: "This is no picture that can be read. Choose a JPEG, PNG or WebP.",
  "too-small": "This picture is too small: it needs 600 × 450 pixels at least.",
  "too-large": "This picture has too much detail to be stored. Choose another one, or less of it.",
};
