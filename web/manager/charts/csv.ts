/** Comma-separated values of what a table shows, as a file that a spreadsheet opens. */

/** Lines end as RFC 4180 says. A text that a spreadsheet would take for a formula is kept a text, and
 * one with the sign that separates values in other countries is quoted. */
export function csvOf(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [head, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Hands a table to the browser, as a file. */
export function save(name: string, text: string): void {
  saveFile(name, new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
}

/** Hands a file of any kind to the browser. */
export function saveFile(name: string, file: Blob): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address));
}
