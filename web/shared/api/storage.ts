/** The storage of this browser from one visit to the next, as JSON; one that may keep nothing breaks nothing. */

export function keep(key: string, value: unknown): void {
  quietly(() => localStorage.setItem(key, JSON.stringify(value)));
}

/** null: never kept, or not readable any more */
export function recall<T>(key: string): T | null {
  return quietly(() => JSON.parse(localStorage.getItem(key) ?? "null") as T | null) ?? null;
}

export function forget(key: string): void {
  quietly(() => localStorage.removeItem(key));
}

/** Private windows and full disks refuse. */
function quietly<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
