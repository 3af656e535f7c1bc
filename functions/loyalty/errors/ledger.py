"""Refusals of the rules of points and wallet money."""

from __future__ import annotations

from loyalty.errors.base import FailedPrecondition, NotFound, ResourceExhausted


class AccountNotFound(NotFound):
    """The patient has not joined the clinic."""

    code, sentence = "account-not-found", "This patient has no account at the clinic yet."


class AccountInactive(FailedPrecondition):
    """The patient's account is closed."""

    code, sentence = "account-inactive", "This patient's account is not active."


class AccountAlready(FailedPrecondition):
    """The account is closed, or open, already."""

    code, sentence = "account-already", "This account is {state} already."


class EntryNotFound(NotFound):
    """The patient's ledger has no such entry, or its kind does not fit the call."""

    code, sentence = "entry-not-found", "There is no such entry to do this with."


class TooManyOpenLots(ResourceExhausted):
    """The account holds the most open lots that its document may."""

    code, sentence = "too-many-open-lots", "This account already holds {limit} open lots."


class BelowMinimum(FailedPrecondition):
    """The points are fewer than the rule's minimum."""

    code, sentence = "below-minimum", "At least {minimum} points are used at once, not {asked}."


class NotAnIncrement(FailedPrecondition):
    """The points are no multiple of the rule's increment."""

    code, sentence = "not-an-increment", "Points are used in steps of {increment}; {asked} is between two."


class PointsNotExact(FailedPrecondition):
    """No number of points is worth exactly the amount of the points tender."""

    code, sentence = "points-not-exact", "{points} points are worth {worth_minor} (minor units), not {amount_minor}."


class InsufficientPoints(FailedPrecondition):
    """The patient has fewer live points than asked."""

    code, sentence = "insufficient-points", "{available_points} points can be used, not {asked_points}."


class InsufficientWallet(FailedPrecondition):
    """The patient has less live wallet money than asked."""

    code, sentence = "insufficient-wallet", "{available_minor} (minor units) are in the wallet, not {asked_minor}."


class DebtOpen(FailedPrecondition):
    """Points are owed: until they are repaid, nothing that points are or became can be used."""

    code, sentence = (
        "debt-open",
        "{debt_points} points are owed. Points and banked money can be used once they are repaid.",
    )


class OverVisitCap(FailedPrecondition):
    """The rule allows fewer points at the visits of a day."""

    code, sentence = (
        "over-visit-cap",
        "In a day {most_points} points may be used at visits, {used_points} were already.",
    )


class OverBillShare(FailedPrecondition):
    """The rule allows points to pay only a smaller share of the bill."""

    code = "over-bill-share"
    sentence = (
        "Points worth {asked_minor} are more than the {left_minor} that they may still pay of a {bill_minor} bill."
    )


class RedemptionNotCombinable(FailedPrecondition):
    """The rule allows one redemption in a day, and there was one."""

    code, sentence = "redemption-not-combinable", "Points were used today already."


class ConfirmationRequired(FailedPrecondition):
    """The patient, or at a visit without their code a second person, must first confirm so many points and money."""

    code, sentence = "confirmation-required", "{points} points and {wallet_minor} of the wallet need a yes first."


class ConfirmationDeclined(FailedPrecondition):
    """The patient, or a second person in their place, declined."""

    code, sentence = "confirmation-declined", "The answer to {points} points and {wallet_minor} of the wallet was no."


class ConfirmationLapsed(FailedPrecondition):
    """The time to confirm, or to use the confirmed points, is over."""

    code = "confirmation-lapsed"
    sentence = "The confirmation of {points} points and {wallet_minor} of the wallet lapsed at {lapsed_at}."


class NothingToConfirm(FailedPrecondition):
    """The desk is not asking the patient to confirm, or for too few points to need it."""

    code, sentence = "nothing-to-confirm", "There is nothing to confirm."


class RewardNotFound(NotFound):
    """The clinic has no such reward."""

    code, sentence = "reward-not-found", "There is no reward {reward_id}."


class RewardNotOffered(FailedPrecondition):
    """The reward is switched off, or outside its dates."""

    code, sentence = "reward-not-offered", "{reward_name} is not offered now."


class PriceChanged(FailedPrecondition):
    """The reward costs other points than the desk showed."""

    code, sentence = "price-changed", "The reward costs {points} points, and {shown_points} were shown."


class RewardOutOfStock(FailedPrecondition):
    """The reward's stock is used up."""

    code, sentence = "reward-out-of-stock", "All {stock} of {reward_name} are taken."


class TierRequired(FailedPrecondition):
    """The reward is for other tiers."""

    code, sentence = "tier-required", "{reward_name} is for other tiers than this patient's."


class RefundExceedsPaid(FailedPrecondition):
    """The refund is more than the tender paid, less earlier refunds."""

    code, sentence = "refund-exceeds-paid", "Of what was paid by {tender}, {left_minor} is left, not {asked_minor}."


class NotRefundableAs(FailedPrecondition):
    """The part paid by points or wallet money goes back only as such: there is no cash-out."""

    code, sentence = "not-refundable-as", "What was paid by {tender} cannot be returned as {returned_as}."


class PurchaseClosed(FailedPrecondition):
    """The entry has nothing left to undo; `closed` says why."""

    code, sentence = "purchase-closed", "This was {closed} already."


class PurchasePartlyRefunded(FailedPrecondition):
    """The purchase was refunded in part, so it cannot be moved to another patient."""

    code, sentence = "purchase-partly-refunded", "A part of this purchase was refunded: refund the rest instead."


class PurchaseAtAnotherLocation(FailedPrecondition):
    """Another location recorded the purchase; a manager may undo it anywhere."""

    code, sentence = "purchase-at-another-location", "This was recorded at location {location_id}."


class VoidTooLate(FailedPrecondition):
    """The purchase is of an earlier business date: it can be refunded, but no longer voided."""

    code, sentence = "void-too-late", "This was recorded on {business_date}: refund it instead."


class ReassignPaidFromAccount(FailedPrecondition):
    """The purchase was paid with the first patient's points or wallet: void it, and record it for the other."""

    code, sentence = (
        "reassign-paid-from-account",
        "The patient's own points or wallet paid a part of it: void it.",
    )


class SamePatient(FailedPrecondition):
    """The purchase is this patient's own, so it cannot be moved to them."""

    code, sentence = "same-patient", "The purchase is this patient's already."


class BankingUndoOver(FailedPrecondition):
    """The time in which banking can be undone is over."""

    code, sentence = "banking-undo-over", "Banking could be undone until {ended_at}."


class BankingAlreadySpent(FailedPrecondition):
    """A part of the banked money is spent."""

    code, sentence = "banking-already-spent", "Of {banked_minor} banked, {left_minor} is left."


class BankedPointsExpired(FailedPrecondition):
    """Points that were banked have passed their last day meanwhile: the money stays."""

    code, sentence = "banked-points-expired", "{expired_points} of these points have passed their last day."


class BankedTooOften(FailedPrecondition):
    """The patient banked as often today as the clinic's rule allows."""

    code, sentence = "banked-too-often", "Points were banked {used} times today; {most} times a day is the most."


class CreditSpent(FailedPrecondition):
    """Less of the money is left than is to be taken back."""

    code, sentence = "credit-spent", "Of {credited_minor} (minor units) only {left_minor} are left, not {asked_minor}."


class CashOutOff(FailedPrecondition):
    """The clinic's rule pays no wallet money out."""

    code, sentence = "cash-out-off", "Wallet money is not paid out here."


class CashOutTooMuch(FailedPrecondition):
    """As much paid-in money is left as the rule's bound, or more: it is spent, not paid out."""

    code, sentence = "cash-out-too-much", "{left_minor} (minor units) are left; below {below_minor} they are paid out."


class CashOutDiffers(FailedPrecondition):
    """Other money was paid in and is left than the desk saw: all of it is paid out, and nothing else."""

    code, sentence = "cash-out-differs", "{left_minor} (minor units) of paid-in money are left, not {asked_minor}."


class LastDayOnPaidMoney(FailedPrecondition):
    """The clinic's rule allows no last day on money that was paid for."""

    code, sentence = "last-day-on-paid-money", "Money that was paid for has no last day here, so not {expires_on}."


class NothingToBank(FailedPrecondition):
    """The points give no money at the rule's rate."""

    code, sentence = "nothing-to-bank", "{asked} points give no wallet money."


class ReasonNotListed(FailedPrecondition):
    """The clinic's rule does not know this reason."""

    code, sentence = "reason-not-listed", "{reason} is not among the clinic's reasons."


class DailyCapReached(FailedPrecondition):
    """The member of staff would adjust more today than their role may."""

    code, sentence = "daily-cap-reached", "Today {used} of {most} are used; {asked} more is too many."


class BeyondBound(FailedPrecondition):
    """The member of staff would do more of an act today than one person may alone: a second person must say yes."""

    code, sentence = (
        "beyond-bound",
        "Alone, {most} of {act} is the most in a day; {used} and {asked} are more.",
    )


class ApprovalNotFound(NotFound):
    """The clinic has no such act that waits for a second person."""

    code, sentence = "approval-not-found", "There is no such act that waits for a second person."


class ApprovalDecided(FailedPrecondition):
    """The act beyond a bound was decided before, otherwise."""

    code, sentence = "approval-decided", "This act was {status} already."


class AdjustmentNotFound(NotFound):
    """The clinic has no such adjustment."""

    code, sentence = "adjustment-not-found", "There is no such adjustment."


class AdjustmentDecided(FailedPrecondition):
    """The adjustment was decided before."""

    code, sentence = "adjustment-decided", "This adjustment was {status} already."


class NotExpired(FailedPrecondition):
    """The entry is no expiry of points, or all points it took have a new life already."""

    code, sentence = "not-expired", "{left_points} points of this expiry can be given a new life."


class ReissueCapReached(FailedPrecondition):
    """The patient's yearly cap on reissued points is reached."""

    code, sentence = "reissue-cap-reached", "This year {reissued_points} of {most_points} points were given a new life."
