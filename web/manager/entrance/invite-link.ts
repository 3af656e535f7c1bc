/** The address by which an invited person comes: the invite's id, and the code of the link in their e-mail. */

/** The address of the staff entrance, by which an invited person comes in. */
export const ENTRANCE = "/manager?invite=";
/** The language of Firebase's e-mail: the pages of staff speak English alone. */
export const LANGUAGE = "en";

export interface InviteLink {
  inviteId: string;
  /** null: the link has none, so its reader signs in by a password that they have */
  code: string | null;
}

export function inviteOf(address: string): InviteLink | null {
  const { searchParams } = new URL(address);
  const inviteId = searchParams.get("invite");
  if (!inviteId) return null;
  return { inviteId, code: searchParams.get("mode") === "signIn" ? searchParams.get("oobCode") : null };
}

/** Takes it out of the page's address: the code works once, and a reload does not try it again. */
export function dropInvite(): void {
  history.replaceState(null, "", location.pathname + location.hash);
}
