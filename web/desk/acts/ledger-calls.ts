/** The callables that only the desk has: what moves points and money after they were earned, and what undoes. */
import { Callables } from "../../shared/api/callables";
import type {
  Adjusted,
  AdjustPoints,
  Asked,
  CancelRedemption,
  DecideAdjustment,
  Movement,
  Quote,
  QuoteRedemption,
  Reassigned,
  ReassignPurchase,
  RedeemPoints,
  RedeemReward,
  RefundPurchase,
  ReissuePoints,
  RequestConfirmation,
  VoidPurchase,
} from "./contracts";

export class DeskCallables extends Callables {
  quoteRedemption(body: QuoteRedemption): Promise<Quote> {
    return this.call("quote_redemption", body);
  }

  redeemPoints(body: RedeemPoints): Promise<Movement> {
    return this.call("redeem_points", body);
  }

  redeemReward(body: RedeemReward): Promise<Movement> {
    return this.call("redeem_reward", body);
  }

  cancelRedemption(body: CancelRedemption): Promise<Movement> {
    return this.call("cancel_redemption", body);
  }

  requestConfirmation(body: RequestConfirmation): Promise<Asked> {
    return this.call("request_confirmation", body);
  }

  voidPurchase(body: VoidPurchase): Promise<Movement> {
    return this.call("void_purchase", body);
  }

  refundPurchase(body: RefundPurchase): Promise<Movement> {
    return this.call("refund_purchase", body);
  }

  reassignPurchase(body: ReassignPurchase): Promise<Reassigned> {
    return this.call("reassign_purchase", body);
  }

  adjustPoints(body: AdjustPoints): Promise<Adjusted> {
    return this.call("adjust_points", body);
  }

  decideAdjustment(body: DecideAdjustment): Promise<Adjusted> {
    return this.call("decide_adjustment", body);
  }

  reissuePoints(body: ReissuePoints): Promise<Movement> {
    return this.call("reissue_points", body);
  }
}
