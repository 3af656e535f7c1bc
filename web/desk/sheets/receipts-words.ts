/** The English of the list of today's receipts. */
export const receiptsWords = {
  title: "Receipts of today",
  text: (place: string) => `What was paid at ${place} today.`,
  search: "Receipt number, name or amount",
  list: "Receipts found",
  loading: "Loading…",
  count: (many: number) => `${many === 1 ? "1 receipt" : `${many} receipts`}. The arrow keys choose, Enter opens.`,
  none: "Nothing was paid here today.",
  noneFits: "No receipt of today fits this.",
  more: "Only the latest are listed.",
  unread: "The receipts could not be read. Close this and open it again.",
  open: "Open",
  settled: (state: string) => `So far: ${state}.`,
  undoOf: (money: string, name: string) => `${money}, ${name}`,
  undoText: "Undo takes the whole purchase back. A part of it can be refunded instead.",
  undo: "Undo it all",
  refund: "Refund a part",
} as const;
