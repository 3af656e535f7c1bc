import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keepReady } from "./readiness";

const MINUTES = 60_000;
const page = Object.assign(new EventTarget(), { visibilityState: "visible" });
const fetched: string[] = [];
let stop: () => void;

/** The page is looked at, or not any more. */
function become(visibilityState: "visible" | "hidden"): void {
  page.visibilityState = visibilityState;
  page.dispatchEvent(new Event("visibilitychange"));
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", page);
  vi.stubGlobal("fetch", async (path: string) => {
    fetched.push(path);
    throw new TypeError("no network");
  });
  fetched.length = 0;
  page.visibilityState = "visible";
  stop = keepReady();
});

afterEach(() => {
  stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("a desk at which somebody is signed in", () => {
  it("asks the server to be ready at once, and every four minutes, whatever comes of it", async () => {
    expect(fetched).toEqual(["/call/ready"]);
    await vi.advanceTimersByTimeAsync(12 * MINUTES);
    expect(fetched).toHaveLength(4);
  });

  it("asks nothing while it cannot be seen, and at once when it is seen again after a while", async () => {
    become("hidden");
    await vi.advanceTimersByTimeAsync(11 * MINUTES);
    expect(fetched).toHaveLength(1);
    become("visible");
    expect(fetched).toHaveLength(2);
  });

  it("does not ask again for a short look elsewhere", async () => {
    become("hidden");
    await vi.advanceTimersByTimeAsync(1 * MINUTES);
    become("visible");
    expect(fetched).toHaveLength(1);
  });

  it("asks no more once nobody is signed in", async () => {
    stop();
    become("hidden");
    await vi.advanceTimersByTimeAsync(20 * MINUTES);
    become("visible");
    expect(fetched).toHaveLength(1);
  });
});
