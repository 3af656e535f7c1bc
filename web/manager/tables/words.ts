/** The English of tables. */
export const tableWords = {
  sortBy: "Sort by",
  asGiven: "The usual order",
  ascending: "ascending",
  descending: "descending",
  csv: "CSV",
} as const;
