/** The page's one service worker: it keeps the page for when there is no network, and receives reminders. */

const WORKER = "/sw.js";
let registering: Promise<ServiceWorkerRegistration> | null = null;

/** Registers it once; rejects where the browser has no workers, and without a network, after which it can be asked again. */
export function ownWorker(): Promise<ServiceWorkerRegistration> {
  registering ??= navigator.serviceWorker.register(WORKER, { updateViaCache: "none" }).catch((error: unknown) => {
    registering = null;
    throw error;
  });
  return registering;
}

/** The worker once it runs, as receiving needs it. */
export async function runningWorker(): Promise<ServiceWorkerRegistration> {
  await ownWorker();
  return navigator.serviceWorker.ready;
}

/** Tells when a newer version of the page waits, now or later; `start` makes it the page's, which loads anew. */
export async function watchForNewVersion(waits: (start: () => void) => void): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const registration = await ownWorker();
  const tell = (worker: ServiceWorker): void => {
    // The first worker of all replaces nothing.
    if (worker.state === "installed" && registration.active) waits(() => start(worker));
  };
  if (registration.waiting) tell(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => tell(worker));
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void registration.update().catch(() => {});
  });
}

function start(worker: ServiceWorker): void {
  worker.addEventListener("statechange", () => {
    if (worker.state === "activated") location.reload();
  });
  worker.postMessage("start");
}
