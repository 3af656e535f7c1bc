"""An open lot is kept as a text from which it comes back, in a third of the bytes of a map."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from loyalty.domain.documents import Put
from loyalty.domain.fields import maps_of
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account, Extended
from loyalty.domain.ledger.entry import Request
from loyalty.domain.ledger.lot_texts import lot_of, maps_of_longer, maps_of_lots, text_of_lot
from loyalty.domain.ledger.lots import EXPIRY, NUDGE, URGE, Lot, Policy
from loyalty.entrypoints.managed.parsers import PARSERS
from loyalty.store.codec import Codec
from loyalty.store.documents import Found
from tests.support.documents import document_size

CODEC = Codec(PARSERS)
AT = ClinicKeys("bella").account("ana")
IDS = st.from_regex(r"\A[A-Za-z0-9][A-Za-z0-9_-]{0,30}\Z")
NUMBERS = st.integers(0, 10**9)
INSTANTS = st.datetimes(timezones=st.just(UTC))
LOTS = st.builds(
    Lot,
    lot_id=IDS,
    points_earned=NUMBERS,
    points_remaining=NUMBERS,
    earned_at=INSTANTS,
    expires_on=st.dates(),
    expires_at=INSTANTS,
    milestone=st.sampled_from([NUDGE, URGE, EXPIRY]),
    milestone_at=INSTANTS,
    policy=st.builds(Policy, *[NUMBERS] * 6),
    noticed_on=st.none() | st.dates(),
    appointment_id=st.none() | IDS,
    location_id=st.none() | IDS,
    own_expires_on=st.none() | st.dates(),
    own_expires_at=st.none() | INSTANTS,
)
ONE = Lot(
    "one",
    4_500,
    4_000,
    datetime(2026, 11, 22, 18, 30, 5, 250_000, UTC),
    date(2027, 5, 27),
    datetime(2027, 5, 28, 7, tzinfo=UTC),
    NUDGE,
    datetime(2027, 4, 29, 17, tzinfo=UTC),
    Policy(3, 2, 28, 7, 10, 0),
    location_id="calabasas",
)
TEXT = (
    "4000 4500 2027-05-27 2027-05-28T07:00:00Z 28 7 2026-11-22T18:30:05.250000Z nudge 2027-04-29T17:00:00Z"
    " - - calabasas - - 3 2 10 0 -"
)


def account(*lots: Lot, extended: tuple[Extended, ...] = ()) -> Account:
    request = Request("joined", "f" * 64)
    return Account("bella", "ana", "Ana", True, ONE.earned_at, request, lots=lots, extended=extended)  # noqa: FBT003


def life_of(lot: Lot, kept_until_at: datetime | None = None) -> Extended:
    life = lot.expires_on, lot.expires_at, lot.appointment_id, lot.own_expires_on, lot.own_expires_at
    return Extended(lot.lot_id, *life, kept_until_at)


@given(LOTS, st.none() | INSTANTS, st.booleans())
def test_a_lot_comes_back_from_its_text_with_its_longer_life(lot: Lot, until: datetime | None, is_longer: bool) -> None:  # noqa: FBT001
    longer = life_of(lot, until) if is_longer else None
    assert lot_of(lot.lot_id, text_of_lot(lot, longer)) == (lot, longer)
    assert lot_of(lot.lot_id, f"{text_of_lot(lot, longer)} more") == (lot, longer)


def test_a_text_says_first_what_pages_read() -> None:
    assert text_of_lot(ONE) == TEXT
    size = document_size("", {"lots": {"one": maps_of(ONE)}})
    assert document_size("", {"lots": {"one": TEXT}}) < size / 2


@given(st.lists(LOTS, max_size=4, unique_by=lambda lot: lot.lot_id), st.data())
def test_an_account_comes_back_with_the_longer_lives_of_open_and_of_empty_lots(
    lots: list[Lot], data: st.DataObject
) -> None:
    known = [life_of(lot, data.draw(st.none() | INSTANTS)) for lot in lots if data.draw(st.booleans())]
    other = Extended("gone", ONE.expires_on, ONE.expires_at, None)
    before = account(*lots, extended=(*known, other))
    fields = CODEC.fields_of(Put(AT, before))
    after = CODEC.value_of(AT, fields)
    assert sorted(after.lots, key=lambda lot: lot.lot_id) == sorted(lots, key=lambda lot: lot.lot_id)
    assert {life.lot_id: life for life in after.extended} == {life.lot_id: life for life in before.extended}
    assert [life["lot_id"] for life in fields["extended"]] == ["gone"]  # the others are told by the lots
    assert maps_of_lots(fields["lots"]) == {lot.lot_id: _without_id(lot) for lot in lots}
    told = {str(life["lot_id"]): life for life in maps_of_longer(fields)}
    assert told == {life.lot_id: maps_of(life) for life in before.extended}


@given(LOTS)
def test_an_account_of_before_keeps_maps_and_is_read_alike(lot: Lot) -> None:
    fields = CODEC.fields_of(Put(AT, account(lot)))
    older = {**fields, "lots": {lot.lot_id: _without_id(lot)}, "extended": [maps_of(life_of(lot))]}
    assert CODEC.value_of(AT, older).lots == (lot,)
    assert CODEC.value_of(AT, older).extended == (life_of(lot),)
    assert maps_of_lots(older["lots"]) == older["lots"]
    found = Found(older, 1)
    found.values.append(CODEC.value_of(AT, older))
    assert CODEC.fields_of(Put(AT, found.values[0]), found)["lots"] == {lot.lot_id: text_of_lot(lot, life_of(lot))}


def test_what_did_not_change_is_written_as_it_was_read_and_what_did_is_written_anew() -> None:
    other = Lot("two", 1, 1, *[getattr(ONE, name) for name in Lot.__slots__[3:]])
    fields = CODEC.fields_of(Put(AT, account(ONE, other)))
    found = Found(fields, 1)
    found.values.append(CODEC.value_of(AT, fields))
    known = {lot.lot_id: lot for lot in found.values[0].lots}
    changed = Lot("two", 1, 0, *[getattr(other, name) for name in Lot.__slots__[3:]])
    after = account(known["one"], changed)
    written = CODEC.fields_of(Put(AT, after), found)
    assert written["lots"]["one"] is fields["lots"]["one"]
    assert written == CODEC.fields_of(Put(AT, after))
    # A longer life that is forgotten leaves the text of its lot, though the lot itself is the same.
    held = CODEC.fields_of(Put(AT, account(ONE, extended=(life_of(ONE),))))
    found = Found(held, 1)
    found.values.append(CODEC.value_of(AT, held))
    forgotten = account(*found.values[0].lots)
    assert CODEC.fields_of(Put(AT, forgotten), found)["lots"] == {"one": TEXT}


def test_a_text_that_says_nothing_is_no_lot_and_stops_no_audit() -> None:
    assert maps_of_lots({"one": "", "two": "1 2", "three": None}) == {"one": {}, "two": {}, "three": {}}
    assert maps_of_lots([]) == {}
    assert maps_of_longer({"lots": {"one": "1 2"}, "extended": [7]}) == []
    assert maps_of_longer({"lots": 5, "extended": 7}) == []


def _without_id(lot: Lot) -> dict[str, object]:
    return {name: value for name, value in maps_of(lot).items() if name != "lot_id"}
