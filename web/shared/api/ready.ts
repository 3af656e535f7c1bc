/** Makes the server ready before its first call is due: a page asks while its person is still busy with something else. */

/** Asks, and waits for nothing: what goes wrong here is seen by the call itself, if it still goes wrong then. */
export function askReady(): void {
  void fetch("/call/ready").catch(() => {});
}
