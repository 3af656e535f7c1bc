/** The address that Firebase Cloud Messaging gives this browser; loaded when somebody wants reminders, not before. */
import { deleteToken, getMessaging, getToken } from "firebase/messaging";
import type { Session } from "../../shared/api/session";

/** Asks for the token that reminders to this browser are sent to; the page's own worker receives them. */
export function tokenOf({ app }: Session, vapidKey: string, worker: ServiceWorkerRegistration): Promise<string> {
  return getToken(getMessaging(app), { vapidKey, serviceWorkerRegistration: worker });
}

/** Nothing that is sent to the token arrives any more. */
export async function dropToken({ app }: Session): Promise<void> {
  await deleteToken(getMessaging(app));
}
