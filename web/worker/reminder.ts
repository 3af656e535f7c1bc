/** A push as the notification that it becomes: the clinic's words, under the tag that lets a repeat take its place. */

export interface Reminder {
  title: string;
  body: string;
  tag: string;
  icon: string;
  badge: string;
}

/** As Firebase Cloud Messaging sends it to a browser; of its fields, those that count here. */
interface Message {
  notification?: { title?: string; body?: string; tag?: string };
  data?: { notice?: string };
}

/** A browser must show something for every push, even for one that cannot be read: in the browser's own language. */
const UNREADABLE = /^es\b/i.test(navigator.language)
  ? { title: "Sus puntos", body: "Abra la aplicación para verlos.", tag: "points" }
  : { title: "Your points", body: "Open the app to see them.", tag: "points" };
const ICON = "/icons/any-192.png";

export function reminderOf(text: string): Reminder {
  const { notification = {}, data = {} } = messageOf(text);
  return {
    title: notification.title || UNREADABLE.title,
    body: notification.body || UNREADABLE.body,
    tag: notification.tag || data.notice || UNREADABLE.tag,
    icon: ICON,
    badge: ICON,
  };
}

function messageOf(text: string): Message {
  try {
    return (JSON.parse(text) as Message | null) ?? {};
  } catch {
    return {};
  }
}
