/** The English of what a clinic's voice says in its own way. */
import type { Voice } from "../../shared/api/documents";
import { spoken } from "../../shared/language/spoken";

interface Said {
  none: string;
  noneText: string;
  codeHint: string;
  /** under the points that have just been credited */
  thanks: string;
}

export const voices = spoken("voices", {
  calm: {
    none: "No points yet",
    noneText:
      "Show your code at the front desk the next time you pay. Your points appear here before you leave the counter.",
    codeHint: "Hold it to the scanner at the front desk.",
    thanks: "They are on your account.",
  },
  warm: {
    none: "Your points begin here",
    noneText: "Show your code when you next pay. Before you leave the counter, your points are with you.",
    codeHint: "Hold it to the scanner, and we do the rest.",
    thanks: "Thank you. They are yours.",
  },
  brief: {
    none: "No points",
    noneText: "Show your code when you pay.",
    codeHint: "Hold it to the scanner.",
    thanks: "Added.",
  },
} satisfies Record<Voice, Said>);
