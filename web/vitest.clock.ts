/** The day of every test: what is tested does not depend on when it is. */
import { beforeEach, vi } from "vitest";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-22T18:04:05Z") });
});
