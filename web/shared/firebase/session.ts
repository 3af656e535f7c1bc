/** Who is signed in: Firebase Auth by e-mail and password, and nothing of it beyond what the pages need. */
import { initializeApp, type FirebaseApp } from "firebase/app";
import {
  browserLocalPersistence,
  browserSessionPersistence,
  connectAuthEmulator,
  createUserWithEmailAndPassword,
  initializeAuth,
  onAuthStateChanged,
  signInWithEmailAndPassword,
  signOut,
  type Auth,
} from "firebase/auth";
import type { Settings } from "../settings";

export interface Person {
  uid: string;
  email: string;
}

/** What the sign-in says about a member of staff. It routes pages only; the staff document decides. */
export interface Claims {
  clinicId: string | null;
  role: string | null;
}

export class Session {
  readonly app: FirebaseApp;
  /** The name given with a sign-in that was just made: the account is opened with it. */
  newName: string | null = null;
  readonly #auth: Auth;

  /** A desk forgets its sign-in with the tab; a patient's own phone keeps it. Each page has a sign-in of its own. */
  constructor(readonly settings: Settings, page: "patient" | "desk") {
    this.app = initializeApp(settings.project, page);
    const persistence = page === "desk" ? browserSessionPersistence : browserLocalPersistence;
    this.#auth = initializeAuth(this.app, { persistence });
    const { emulators } = settings;
    if (emulators) {
      connectAuthEmulator(this.#auth, `http://${emulators.host}:${emulators.auth}`, { disableWarnings: true });
    }
  }

  /** Tells who is signed in, now and at every change; null is nobody. */
  watch(told: (person: Person | null) => void): () => void {
    return onAuthStateChanged(this.#auth, (user) => told(user && { uid: user.uid, email: user.email ?? "" }));
  }

  async signIn(email: string, password: string): Promise<void> {
    await signInWithEmailAndPassword(this.#auth, email, password);
  }

  async createSignIn(email: string, password: string, name: string): Promise<void> {
    this.newName = name;
    await createUserWithEmailAndPassword(this.#auth, email, password);
  }

  async signOut(): Promise<void> {
    await signOut(this.#auth);
  }

  async idToken(): Promise<string> {
    return (await this.#auth.currentUser?.getIdToken()) ?? "";
  }

  async claims(): Promise<Claims> {
    const token = await this.#auth.currentUser?.getIdTokenResult();
    const { clinic_id: clinicId, role } = token?.claims ?? {};
    return { clinicId: text(clinicId), role: text(role) };
  }
}

function text(claim: unknown): string | null {
  return typeof claim === "string" ? claim : null;
}
