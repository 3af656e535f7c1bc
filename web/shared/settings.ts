/** Where the page runs, by configuration alone: the project that serves it, its emulators if it is a demo, the clinic. */
import { emulators as ports } from "../../firebase.json";

export interface FirebaseProject {
  projectId: string;
  apiKey: string;
  [key: string]: string;
}

export interface Emulators {
  host: string;
  auth: number;
  firestore: number;
  functions: number;
}

export interface Settings {
  project: FirebaseProject;
  /** null in a real project */
  emulators: Emulators | null;
  clinicId: string;
}

/** Hosting serves the project's own settings, in the emulator as in production; `clinic.json` names the clinic. */
export async function loadSettings(): Promise<Settings> {
  const [project, clinic] = await Promise.all([
    fetchJson<FirebaseProject>("/__/firebase/init.json"),
    fetchJson<{ clinic_id: string }>("/clinic.json"),
  ]);
  return { project, emulators: emulatorsOf(project.projectId), clinicId: clinic.clinic_id };
}

/** A project whose id starts with `demo-` exists only in the emulators, at the ports of firebase.json. */
export function emulatorsOf(projectId: string): Emulators | null {
  if (!projectId.startsWith("demo-")) return null;
  return {
    host: ports.auth.host,
    auth: ports.auth.port,
    firestore: ports.firestore.port,
    functions: ports.functions.port,
  };
}

async function fetchJson<T>(path: string): Promise<T> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return (await answer.json()) as T;
}
