/** Roving focus in a table: one stop of the Tab key for all rows, and the arrows go from row to row, and in a row. */

const CONTROLS = "a[href], button:not(:disabled)";
const TYPED_INTO = "input, select, textarea";
const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity };
const SIDEWAYS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** Leaves one stop among the rows: the control that has the focus, or had it last, else the first. */
export function keepOneStop(body: HTMLElement): void {
  const all = [...body.querySelectorAll<HTMLElement>(CONTROLS)];
  const focused = (body.getRootNode() as ShadowRoot).activeElement;
  const stop = all.find((each) => each === focused) ?? all.find((each) => each.tabIndex === 0) ?? all[0];
  for (const each of all) each.tabIndex = each === stop ? 0 : -1;
}

/** Moves the focus by a key; a field that is typed into keeps its arrows. */
export function rove(body: HTMLElement, event: KeyboardEvent): void {
  const from = event.target;
  if (!(from instanceof HTMLElement) || from.matches(TYPED_INTO) || event.ctrlKey || event.metaKey || event.altKey)
    return;
  const next =
    event.key in SIDEWAYS ? beside(from, SIDEWAYS[event.key] ?? 0) : below(body, from, STEPS[event.key] ?? 0);
  if (!next) return;
  event.preventDefault();
  from.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

function below(body: HTMLElement, from: HTMLElement, step: number): HTMLElement | undefined {
  if (step === 0) return undefined;
  const rows = [...body.querySelectorAll<HTMLElement>("tr")].map(controlsOf).filter(({ length }) => length > 0);
  const at = rows.findIndex((row) => row.includes(from));
  const row = rows[Math.max(0, Math.min(rows.length - 1, at + step))] ?? [];
  return row[Math.min(row.length - 1, Math.max(0, rows[at]?.indexOf(from) ?? 0))];
}

function beside(from: HTMLElement, step: number): HTMLElement | undefined {
  const row = controlsOf(from.closest("tr"));
  return row[row.indexOf(from) + step];
}

function controlsOf(row: HTMLElement | null): HTMLElement[] {
  return [...(row?.querySelectorAll<HTMLElement>(CONTROLS) ?? [])];
}
