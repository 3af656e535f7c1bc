/** The service worker: keeps the patient's page for when there is no network, shows reminders, and opens the page on a tap. */
import { cleanupOutdatedCaches, type PrecacheEntry, precacheAndRoute } from "workbox-precaching";
import { reminderOf } from "./reminder";

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] };

const HOME = "/";

// Only what was built with this worker is ever answered here: documents, calls and the desk's page go to the network.
precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();

/** A page asks for it when the patient taps "Reload"; until then the version that is open stays. */
self.addEventListener("message", ({ data }) => {
  if (data === "start") void self.skipWaiting();
});

self.addEventListener("push", (event) => {
  const { title, ...options } = reminderOf(event.data?.text() ?? "");
  event.waitUntil(self.registration.showNotification(title, options));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openPage());
});

async function openPage(): Promise<void> {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const open = windows.find(({ url }) => new URL(url).pathname === HOME);
  await (open ? open.focus() : self.clients.openWindow(HOME));
}
