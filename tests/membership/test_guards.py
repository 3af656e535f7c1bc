"""Memberships and treatments are for other people's accounts, at open locations."""

from __future__ import annotations

import pytest

from loyalty.errors.access import OwnAccount
from loyalty.errors.program import LocationInactive
from loyalty.services.membership.memberships import ChangeMembership, change_membership
from loyalty.services.membership.treatments import CompleteTreatment, complete_treatment
from loyalty.services.preconditions import Caller
from tests.support.clinic import CALABASAS, DESK, NOW, PATIENT
from tests.support.tiers import TierDesk

CASES = [(DESK, CALABASAS, OwnAccount), (PATIENT, "closed", LocationInactive)]


@pytest.mark.parametrize(("patient_id", "location_id", "refusal"), CASES)
def test_nobody_enrols_or_treats_themselves_or_anybody_where_it_is_closed(
    patient_id: str, location_id: str, refusal: type[Exception]
) -> None:
    desk, caller = TierDesk(), Caller(DESK, NOW)
    before = desk.documents.all()
    enrolment = ChangeMembership("enrolment-000001", "bella", location_id, patient_id, "enrol", "monthly")
    treatment = CompleteTreatment("treatment-1", "bella", location_id, patient_id, "peel", NOW.date())
    with pytest.raises(refusal):
        change_membership(desk.store, enrolment, caller)
    with pytest.raises(refusal):
        complete_treatment(desk.store, treatment, caller)
    assert desk.documents.all() == before
