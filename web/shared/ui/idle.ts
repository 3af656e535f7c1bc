/** Idle time: acts once the page is loaded and has nothing else to do. */

/** Milliseconds after which even a busy page does it. */
const PATIENCE = 4_000;

export function whenIdle(act: () => void): void {
  if (document.readyState !== "complete") {
    addEventListener("load", () => whenIdle(act), { once: true });
    return;
  }
  if ("requestIdleCallback" in window) requestIdleCallback(act, { timeout: PATIENCE });
  else setTimeout(act, 200);
}
