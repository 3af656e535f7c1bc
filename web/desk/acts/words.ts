/** The English of acts at a visit: their names, and how each one stands. */

export const actWords = {
  askAgain: "Ask again",
  sending: { purchase: "Crediting…" },
  undoReason: "Taken back at the desk right away.",
  noAnswerText: "Check the network, then ask again. The visit can be opened once only.",
  closed: { refunded: "refunded", voided: "undone", reassigned: "moved to another patient" } as Readonly<
    Record<string, string>
  >,
  undo: "Undo",
} as const;
