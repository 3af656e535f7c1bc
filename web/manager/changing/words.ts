/** The English of changes that can be taken back. */
export const changingWords = {
  undo: "Undo",
} as const;
