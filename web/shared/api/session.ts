/** The session of whoever is signed in: Firebase Auth by password or by a link, and nothing of it beyond what the pages need. */
import { type FirebaseApp, initializeApp } from "firebase/app";
import {
  type Auth,
  browserLocalPersistence,
  browserSessionPersistence,
  connectAuthEmulator,
  createUserWithEmailAndPassword,
  EmailAuthCredential,
  getAdditionalUserInfo,
  initializeAuth,
  onAuthStateChanged,
  reload,
  sendEmailVerification,
  sendSignInLinkToEmail,
  signInWithCredential,
  signInWithEmailAndPassword,
  signOut,
  type User,
  updatePassword,
} from "firebase/auth";
import type { Settings } from "./settings";

export interface Person {
  uid: string;
  email: string;
  /** the address is shown to be theirs; until then nobody lets them in */
  isVerified: boolean;
}

/** The claims of a member of staff in their sign-in. They route pages only; the staff document decides. */
export interface Claims {
  clinicId: string | null;
  role: string | null;
}

export class Session {
  readonly app: FirebaseApp;
  /** The name given with a sign-in that was just made: the account is opened with it. */
  newName: string | null = null;
  readonly #auth: Auth;
  #mayHaveForeignPassword = false;
  #told: (person: Person | null) => void = () => {};

  /** Staff share the sign-in of a tab at all of their pages, and it ends with the tab; a patient's own phone keeps theirs. */
  constructor(
    readonly settings: Settings,
    page: "patient" | "staff",
  ) {
    this.app = initializeApp(settings.project, page);
    const persistence = page === "staff" ? browserSessionPersistence : browserLocalPersistence;
    this.#auth = initializeAuth(this.app, { persistence });
    const { emulators } = settings;
    if (emulators) {
      connectAuthEmulator(this.#auth, `http://${emulators.host}:${emulators.auth}`, { disableWarnings: true });
    }
  }

  /** Tells who is signed in, now and at every change; null is nobody. A page watches once. */
  watch(told: (person: Person | null) => void): () => void {
    this.#told = told;
    return onAuthStateChanged(this.#auth, (user) => told(personOf(user)));
  }

  /** True once the address is shown to be theirs: then whoever watches is told, and the next call says so. */
  async lookWhetherVerified(): Promise<boolean> {
    const user = this.#auth.currentUser;
    if (!user) return false;
    await reload(user);
    if (!user.emailVerified) return false;
    await user.getIdToken(true);
    this.#told(personOf(user));
    return true;
  }

  /** Firebase sends a link by which the address is shown to be theirs; it leads back to the page. */
  async sendVerification(language: string): Promise<void> {
    this.#auth.languageCode = language;
    const user = this.#auth.currentUser;
    if (user) await sendEmailVerification(user, { url: location.origin + location.pathname });
  }

  async signIn(email: string, password: string): Promise<void> {
    await signInWithEmailAndPassword(this.#auth, email, password);
  }

  async createSignIn(email: string, password: string, name: string): Promise<void> {
    this.newName = name;
    await createUserWithEmailAndPassword(this.#auth, email, password);
  }

  /** Firebase sends a link, in a language that its own e-mail is written in; it leads to a page that is served here. */
  async sendLink(email: string, language: string, path = "/"): Promise<void> {
    this.#auth.languageCode = language;
    await sendSignInLinkToEmail(this.#auth, email, { url: location.origin + path, handleCodeInApp: true });
  }

  /**
   * Uses a link up: it works once, for a while, and with the address alone that it was sent to. The credential is made of
   * the code in it, since the library's own reader of links would be in the first load of both pages.
   */
  async signInByLink(email: string, code: string): Promise<void> {
    const credential = EmailAuthCredential.fromJSON({ email, password: code, signInMethod: "emailLink" });
    if (!credential) return;
    const arrived = await signInWithCredential(this.#auth, credential);
    this.#mayHaveForeignPassword = getAdditionalUserInfo(arrived)?.isNewUser !== true;
  }

  /**
   * Before an account is opened: a password that was made for this address before a link showed whose it is may be a
   * stranger's. Another one takes its place, which nobody knows; that ends every other session, and keeps this one.
   */
  async forgetForeignPassword(): Promise<void> {
    if (this.#mayHaveForeignPassword) await this.setPassword(crypto.randomUUID() + crypto.randomUUID());
  }

  /** Right after signing in; it ends every other session, and keeps this one. */
  async setPassword(password: string): Promise<void> {
    const user = this.#auth.currentUser;
    if (!user) return;
    await updatePassword(user, password);
    this.#mayHaveForeignPassword = false;
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

function personOf(user: User | null): Person | null {
  return user && { uid: user.uid, email: user.email ?? "", isVerified: user.emailVerified || user.email === null };
}

function text(claim: unknown): string | null {
  return typeof claim === "string" ? claim : null;
}
