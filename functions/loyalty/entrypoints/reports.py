"""The callables of reports: what staff did, what happened at each location, what memberships bring. They write nothing.

A worker serves one function, so each imports its body, its service and its queries with its first call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import firebase_admin

from loyalty.entrypoints.endpoint import Call, answers, late
from loyalty.store.firestore.client import shared_client

if TYPE_CHECKING:
    from loyalty.entrypoints import bodies_reports as bodies


@answers(late("bodies_reports", "GetEngagementBody"))
def get_engagement(call: Call[bodies.GetEngagementBody]) -> object:
    """What staff did this week at a location, held against their quotas."""
    from loyalty.services.checkout import get_engagement as service
    from loyalty.store.firestore.checkout import FirestoreEngagements

    engagements = FirestoreEngagements(shared_client(firebase_admin.get_app().project_id), call.usage)
    return service.get_engagement(call.store, engagements, call.body.into(service.GetEngagement), call.caller)


@answers(late("bodies_reports", "ListReceiptsBody"))
def list_receipts(call: Call[bodies.ListReceiptsBody]) -> object:
    """What was paid at a location today."""
    from loyalty.services.checkout import list_receipts as service
    from loyalty.store.firestore.checkout import FirestoreSales

    sales = FirestoreSales(shared_client(firebase_admin.get_app().project_id), call.usage)
    return service.list_receipts(call.store, sales, call.body.into(service.ListReceipts), call.caller)


@answers(late("bodies_reports", "GetLocationTotalsBody"))
def get_location_totals(call: Call[bodies.GetLocationTotalsBody]) -> object:
    """What happened to points and wallet money at each location."""
    from loyalty.services.proof import get_location_totals as service

    return service.get_location_totals(call.store, call.body.into(service.GetLocationTotals), call.caller)


@answers(late("bodies_reports", "GetRevenueBody"))
def get_revenue(call: Call[bodies.GetRevenueBody]) -> object:
    """What memberships bring, month by month."""
    from loyalty.services.membership import get_revenue as service
    from loyalty.store.firestore.membership import FirestoreMembershipHistory

    history = FirestoreMembershipHistory(shared_client(firebase_admin.get_app().project_id), call.usage)
    return service.get_revenue(call.store, history, call.body.into(service.GetRevenue), call.caller)
