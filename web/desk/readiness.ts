/** Readiness: while somebody is signed in and the desk can be seen, the server is kept ready for the next patient. */
import { askReady } from "../shared/api/ready";

/** Milliseconds after which a server that nobody asks may have gone to sleep. */
const AWAKE = 240_000;

/** Asks now, and every four minutes; a desk that is seen again after longer asks at once. Answers how to stop. */
export function keepReady(): () => void {
  let askedAt = 0;
  const look = (): void => {
    if (document.visibilityState !== "visible" || Date.now() - askedAt < AWAKE) return;
    askedAt = Date.now();
    askReady();
  };
  const timer = setInterval(look, AWAKE);
  document.addEventListener("visibilitychange", look);
  look();
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", look);
  };
}
