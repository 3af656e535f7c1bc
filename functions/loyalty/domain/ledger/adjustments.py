"""Adjustments, reissues and opening balances: points that people decide on, always with a reason."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from loyalty.domain.calendar import first_instant_after
from loyalty.domain.fields import LATER
from loyalty.domain.ledger.account import Account, Reissued, spend_points
from loyalty.domain.ledger.entry import ADJUSTMENT, OPENING, REISSUE, Entry, Request
from loyalty.domain.ledger.lapses import forgiven_of_entry, forgiven_of_lot, reissue_lapses, repaid_of_entry
from loyalty.domain.ledger.lots import NOWHERE, Lives
from loyalty.domain.ledger.posting import Cause, Change, Posting, post, receive, with_room
from loyalty.domain.ledger.reversals import Reversals
from loyalty.domain.ledger.sharing import shared_lot
from loyalty.domain.ledger.wallet.lots import PAID_IN, WalletDraw, WalletLot
from loyalty.domain.ledger.wallet.unbanking import EXPIRY_PART
from loyalty.domain.ledger.why import AdjustmentWhy, ExpiryWhy, OpeningWhy, ReissueWhy, ReversalWhy
from loyalty.errors.ledger import NotExpired, ReissueCapReached


def adjust(account: Account, points: int, why: AdjustmentWhy, lives: Lives, cause: Cause) -> Posting:
    """Give points, which repay debt first, or take them, which never makes debt.

    Raises InsufficientPoints, TooManyOpenLots.
    """
    if points < 0:
        return post(account, Change(ADJUSTMENT, why, draws=spend_points(account, -points, cause.now)), cause)
    received = receive(account, points, lives, cause)
    change = Change(ADJUSTMENT, why, received.draws, -received.repaid_points, received.lot)
    return with_room(account, post(account, change, cause))


def lost_points(entry: Entry) -> int:
    """The points that an entry lost because their last day was over: an expiry, or a reversal that came too late."""
    if isinstance(entry.why, ExpiryWhy):
        return -entry.points
    if isinstance(entry.why, ReversalWhy) and entry.linked_entry_id is None:
        return entry.why.lapsed_points
    return 0


def forgiven_points(account: Account, lost: Entry, of_lot: Reversals | None) -> int:
    """The points that an entry lost and that a refund did not take, or that repaid debt: they are not lost any more.

    `of_lot` are the reversals of the purchase whose lot expired; of a shared lot the account knows them.
    """
    lot_id = lost.entry_id.removesuffix(f".{EXPIRY_PART}")
    shared = shared_lot(account, lot_id)
    if isinstance(lost.why, ExpiryWhy) and shared is not None:
        forgiven = shared.forgiven_points
    elif isinstance(lost.why, ExpiryWhy):
        forgiven = of_lot.forgiven_points - forgiven_of_lot(account, lot_id) if of_lot else 0
    else:
        forgiven = forgiven_of_entry(account, lost.entry_id)
    return forgiven + repaid_of_entry(account, lost.entry_id)


def require_lost(account: Account, lost: Entry, reissued_points: int, of_lot: Reversals | None, points: int) -> None:
    """Require that an entry lost so many points that have no new life yet. Raises NotExpired."""
    left = max(0, lost_points(lost) - reissued_points - forgiven_points(account, lost, of_lot))
    if points > left:
        raise NotExpired(asked_points=points, left_points=left)


def reissue(
    account: Account, points: int, why: ReissueWhy, most_a_year: int, expired_entry_id: str, lives: Lives, cause: Cause
) -> Posting:
    """Give expired points a new life.

    Raises ReissueCapReached where the patient's year allows fewer, TooManyOpenLots.
    """
    year = cause.business_date.year
    before = account.reissued.points if account.reissued and account.reissued.year == year else 0
    if before + points > most_a_year:
        raise ReissueCapReached(asked_points=points, reissued_points=before, most_points=most_a_year)
    received = receive(account, points, lives, cause)
    change = Change(
        REISSUE, why, received.draws, -received.repaid_points, received.lot, linked_entry_id=expired_entry_id
    )
    posting = with_room(account, post(account, change, cause))
    account = reissue_lapses(posting.account, expired_entry_id, points)
    return replace(posting, account=replace(account, reissued=Reissued(year, before + points)))


@dataclass(frozen=True, slots=True)
class Opening:
    """A balance from another system: points or wallet money, with the last day it had there, if any."""

    source_id: str
    points: int
    wallet_minor: int
    expires_on: date | None


def take_over_balance(account: Account, opening: Opening, currency: str, lives: Lives, cause: Cause) -> Posting:
    """Take over a balance. Points keep the last day they had; if they had none, the clinic's rule gives one.

    Raises TooManyOpenLots.
    """
    why = OpeningWhy("opening", opening.source_id, currency, lives.versions())
    received = receive(account, opening.points, lives, cause, opening.expires_on)
    wallet_lot = _wallet_lot(opening, lives.zone, cause) if opening.wallet_minor else None
    change = Change(
        OPENING,
        why,
        draws=received.draws,
        debt_points=-received.repaid_points,
        lot=received.lot,
        wallet_draws=(WalletDraw(wallet_lot.wallet_lot_id, wallet_lot.received_minor),) if wallet_lot else (),
        wallet_lot=wallet_lot,
    )
    return with_room(account, post(account, change, cause))


def _wallet_lot(opening: Opening, zone: ZoneInfo, cause: Cause) -> WalletLot:
    """The lot of wallet money from another system. It counts as paid in, because it might be the patient's own."""
    ends = first_instant_after(opening.expires_on, zone) if opening.expires_on else None
    amount_minor = opening.wallet_minor
    lot = WalletLot(cause.entry_id, PAID_IN, amount_minor, amount_minor, cause.now, opening.expires_on, ends)
    return replace(lot, locations={cause.location_id or NOWHERE: amount_minor})


@dataclass(frozen=True, slots=True)
class AdjustedToday:
    """The sums that a member of staff adjusted on a business date: points given and taken, and wallet money granted."""

    business_date: date
    points: int = 0
    wallet_minor: int = 0


@dataclass(frozen=True, slots=True)
class Adjustment:
    """An adjustment as the clinic's managers see it, with its private note.

    `status` is posted, pending, approved or declined; `decided_with` is the request that decided a pending one.
    `appointed_by` is who had appointed the person who asked.
    """

    patient_id: str
    location_id: str
    points: int
    reason: str
    text: str
    private_note: str
    status: str
    requested_by: str
    requested_role: str
    requested_at: datetime
    request: Request
    decided_by: str | None = None
    decided_at: datetime | None = None
    decided_with: Request | None = None
    appointed_by: str | None = field(default=None, metadata=LATER)


@dataclass(frozen=True, slots=True)
class WaitingAdjustment:
    """An adjustment that waits for a second person, with the names of the patient and of the person who asked."""

    adjustment_id: str
    patient_id: str
    patient_name: str
    points: int
    reason: str
    text: str
    private_note: str
    requested_by: str
    requested_by_name: str
    requested_at: datetime
