/** The calls of a patient about their points and wallet, over the same line as the others. */
import type {
  Asked,
  BankPoints,
  ConfirmRedemption,
  GetReceipt,
  Movement,
  UndoBanking,
} from "../shared/contracts";
import { Callables } from "../shared/firebase/callables";

export class PatientCallables extends Callables {
  /** What a request of the patient's own recorded, any posting but a purchase. */
  getMovement(body: GetReceipt): Promise<Movement> {
    return this.call("get_receipt", body);
  }

  bankPoints(body: BankPoints): Promise<Movement> {
    return this.call("bank_points", body);
  }

  undoBanking(body: UndoBanking): Promise<Movement> {
    return this.call("undo_banking", body);
  }

  confirmRedemption(body: ConfirmRedemption): Promise<Asked> {
    return this.call("confirm_redemption", body);
  }
}
