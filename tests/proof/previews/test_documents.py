from datetime import UTC, date, datetime

from loyalty.domain.documents import Put
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.proof.previews import (
    ActNotPossible,
    Compared,
    Figures,
    Mismatch,
    PatientCompared,
    PatientsTouched,
    Preview,
    PreviewPage,
    PreviewResult,
    is_enough,
)
from loyalty.store.codec import Codec

KEYS = ClinicKeys("bella")
ASKED_AT = datetime(2026, 11, 22, 18, tzinfo=UTC)
ANA = PatientCompared("ana", "Ana Ruiz", 4500, 5400, 0, 0, "silver", "gold", 1)
RESULT = PreviewResult(
    entries=2,
    reproduced=1,
    mismatched=(Mismatch("ana", "one", "rule-lost"),),
    advises=False,
    before=Figures(given_points=4500, eligible_minor=45_000, cost_minor=4500, cost_bp=1000),
    after=Figures(),
    patients=PatientsTouched(1, 1),
    by_tier={"silver": Compared(45_000, 4500, 5400)},
    most=(ANA,),
    assumes=("same-visits", "yes-given"),
)


def test_a_preview_is_stored_as_it_is_and_read_again() -> None:
    preview = Preview(
        clinic_id="bella",
        rule="earning",
        base_version=3,
        fingerprint="0" * 64,
        days=90,
        from_on=date(2026, 8, 24),
        to_on=date(2026, 11, 21),
        asked_by="grace",
        asked_at=ASKED_AT,
        ends_at=ASKED_AT,
        state="done",
        result=RESULT,
    )
    codec, at = Codec({}), KEYS.preview("preview-of-winter")
    assert codec.value_of(at, codec.fields_of(Put(at, preview))) == preview


def test_a_page_of_a_preview_is_stored_as_it_is_and_read_again() -> None:
    refused = ActNotPossible("ana", "Ana Ruiz", "two", "redemption", 900, date(2026, 11, 1), "insufficient-points")
    codec, at = Codec({}), KEYS.preview_page("preview-of-winter", 1)
    page = PreviewPage((ANA,), (refused,))
    assert codec.value_of(at, codec.fields_of(Put(at, page))) == page


def test_a_preview_advises_where_999_of_1000_entries_came_out_as_they_were() -> None:
    assert is_enough(1000, 999)
    assert not is_enough(1000, 998)
    assert is_enough(0, 0)
