/** Acts on invites: a call, then Firebase's own e-mail with a link that leads back here with the invite's id. */
import type { Invited, InviteStaff } from "../../shared/api/contracts.gen";
import { askAgain } from "../../shared/api/outcome";
import { ENTRANCE, LANGUAGE } from "../entrance/invite-link";
import type { ManagerContext } from "../manager-context";

/** Milliseconds: the office may have to wake first. */
const TIMEOUT = 20_000;

type Acting = Pick<ManagerContext, "office" | "clinic" | "documents">;

/** The invite was made, and its e-mail was not sent. */
export class NotSentError extends Error {}

export type NewInvite = Omit<InviteStaff, "request_id" | "clinic_id">;

/** Invites once, however often it is asked with one request id, and sends the e-mail. */
export async function invite(acting: Acting, asked: NewInvite, requestId: string): Promise<Invited> {
  const { office, clinic } = acting;
  const body = { ...asked, request_id: requestId, clinic_id: clinic.clinicId };
  const invited = await askAgain(() => office.call("invite_staff", body, TIMEOUT));
  await send(acting, invited);
  return invited;
}

/** Gives an invite another seven days, and sends its e-mail again. */
export async function renew(acting: Acting, inviteId: string): Promise<Invited> {
  const { office, clinic } = acting;
  const body = { clinic_id: clinic.clinicId, invite_id: inviteId };
  const invited = await askAgain(() => office.call("renew_invite", body, TIMEOUT));
  await send(acting, invited);
  return invited;
}

export async function withdraw({ office, clinic }: Acting, inviteId: string): Promise<Invited> {
  return askAgain(() => office.call("withdraw_invite", { clinic_id: clinic.clinicId, invite_id: inviteId }, TIMEOUT));
}

async function send({ documents }: Acting, { email, invite_id: inviteId }: Invited): Promise<void> {
  try {
    await documents.session.sendLink(email, LANGUAGE, ENTRANCE + inviteId);
  } catch {
    throw new NotSentError();
  }
}
