/** The calls of a patient about their points, wallet and appointments, over the same line as the others. */

import { Callables } from "../shared/api/callables";
import type {
  AcceptProposal,
  Asked,
  BankPoints,
  ConfirmRedemption,
  GetReceipt,
  Movement,
  UndoBanking,
} from "../shared/api/contracts";

export class PatientCallables extends Callables {
  /** The entry that a request of the patient's own recorded, any posting but a purchase. */
  getMovement(body: GetReceipt): Promise<Movement> {
    return this.call("get_receipt", body);
  }

  bankPoints(body: BankPoints): Promise<Movement> {
    return this.call("bank_points", body);
  }

  /** The patient's yes to the time that the clinic proposed. */
  async acceptProposal(body: AcceptProposal): Promise<void> {
    await this.call("accept_proposal", body);
  }

  undoBanking(body: UndoBanking): Promise<Movement> {
    return this.call("undo_banking", body);
  }

  confirmRedemption(body: ConfirmRedemption): Promise<Asked> {
    return this.call("confirm_redemption", body);
  }
}
