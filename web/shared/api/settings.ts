/** The settings of a page, by configuration alone: the project that serves it, its emulators if it is a demo, the clinic. */
import { keep, recall } from "./storage";

export interface FirebaseProject {
  projectId: string;
  apiKey: string;
  [key: string]: string;
}

export interface Emulators {
  host: string;
  auth: number;
  firestore: number;
}

/** The ports of firebase.json, of which the build brings what a page asks itself. */
declare const EMULATORS: Emulators;

/** The ways to sign in: by a link that comes by e-mail, by e-mail and password. */
export type SignInWay = "link" | "password";

export interface Settings {
  project: FirebaseProject;
  /** null in a real project */
  emulators: Emulators | null;
  clinicId: string;
  /** the clinic's public key for web push; null where it has none */
  vapidKey: string | null;
  /** what the page shows of the clinic before anybody is signed in */
  app: App;
  /** the ways that the clinic offers its patients, the one that is shown first before the other; never none */
  signIn: readonly SignInWay[];
}

export interface App {
  name: string;
  /** `#RRGGBB` */
  primary: string;
  /** as in the clinic's brand */
  logo?: string;
}

/** The settings as the page was told them last, for a start without a network. */
const KEPT = "settings";

interface Told {
  project: FirebaseProject;
  clinic: { clinic_id: string; vapid_key?: string; sign_in?: readonly string[]; app?: App };
}

/** Hosting serves the project's own settings, in the emulator as in production; `clinic.json` names the clinic. */
export async function loadSettings(): Promise<Settings> {
  const { project, clinic } = await told();
  return {
    project,
    emulators: emulatorsOf(project.projectId),
    clinicId: clinic.clinic_id,
    vapidKey: clinic.vapid_key || null,
    app: clinic.app ?? { name: "", primary: "" },
    signIn: waysOf(clinic.sign_in),
  };
}

/** Ways that are not known here are left out; a clinic that names nothing has the password. */
export function waysOf(named: readonly string[] = []): readonly SignInWay[] {
  const known = named.filter((way): way is SignInWay => way === "link" || way === "password");
  return known.length ? [...new Set(known)] : ["password"];
}

async function told(): Promise<Told> {
  try {
    const [project, clinic] = await Promise.all([
      fetchJson<FirebaseProject>("/__/firebase/init.json"),
      fetchJson<Told["clinic"]>("/clinic.json"),
    ]);
    keep(KEPT, { project, clinic });
    return { project, clinic };
  } catch (error) {
    const kept = recall<Told>(KEPT);
    if (kept) return kept;
    throw error;
  }
}

/** A project whose id starts with `demo-` exists only in the emulators, at the ports of firebase.json. */
export function emulatorsOf(projectId: string): Emulators | null {
  return projectId.startsWith("demo-") ? EMULATORS : null;
}

async function fetchJson<T>(path: string): Promise<T> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return (await answer.json()) as T;
}
