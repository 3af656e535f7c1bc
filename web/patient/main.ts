/** The patient's page: starts the session, then brings the welcome or the home screen, each with all that it needs. */

import { askReady } from "../shared/api/ready";
import { type Person, Session } from "../shared/api/session";
import { loadSettings } from "../shared/api/settings";
import { speakTheirLanguage } from "./language/language";
import type { Backend } from "./screen-context";
import { dropLinkHere } from "./sign-in/sign-in-link";

const page = document.querySelector("#page") as HTMLElement;
/** The screen that is asked for last is shown, whichever comes first. */
let asked = 0;
let backend: Promise<Backend> | null = null;

void start();

async function start(): Promise<void> {
  askReady();
  void import("./sign-in/welcome").catch(() => {}); // here before the session says whether anybody is signed in
  try {
    const [settings] = await Promise.all([loadSettings(), speakTheirLanguage()]);
    const session = new Session(settings, "patient");
    session.watch((person) => void show(session, person));
  } catch {
    await fail();
  }
}

async function show(session: Session, person: Person | null): Promise<void> {
  asked += 1;
  const turn = asked;
  try {
    const screen = person ? await inside(session, person) : await welcome(session);
    if (turn === asked) page.replaceChildren(screen);
    if (person) dropLinkHere();
  } catch {
    await fail();
  }
}

async function inside(session: Session, person: Person): Promise<HTMLElement> {
  if (person.isVerified) return home(session, person);
  await import("../shared/ui/verify-address");
  return Object.assign(document.createElement("verify-address"), { session, email: person.email });
}

async function home(session: Session, person: Person): Promise<HTMLElement> {
  backend ??= loadBackend(session);
  const [loaded] = await Promise.all([backend, import("./home")]);
  return Object.assign(document.createElement("patient-home"), { session, backend: loaded, person });
}

async function loadBackend(session: Session): Promise<Backend> {
  const [{ Live }, { Callables }] = await Promise.all([import("./firestore/live"), import("../shared/api/callables")]);
  return { live: new Live(session), callables: new Callables(session) };
}

async function welcome(session: Session): Promise<HTMLElement> {
  const byLink = session.settings.signIn.includes("link");
  await Promise.all([import("./sign-in/welcome"), byLink && import("./sign-in/link-sign-in")]);
  return Object.assign(document.createElement("patient-welcome"), { session });
}

async function fail(): Promise<void> {
  await import("./sign-in/welcome").catch(() => {});
  page.replaceChildren(Object.assign(document.createElement("patient-welcome"), { failed: true }));
}
