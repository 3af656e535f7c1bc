/** The English of what stands below the invitation to scan, and comes after it. */
export const readyWords = {
  otherWays: "Without a scan",
  noPhone: "No phone?",
  adjustments: "Adjustments that wait",
} as const;
