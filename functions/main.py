"""The functions that are deployed: imported and listed here, and nothing else."""

from loyalty.entrypoints.hooks import hooks
from loyalty.entrypoints.membership import refresh_tiers
from loyalty.entrypoints.program import publish_releases
from loyalty.entrypoints.proof import nightly_audit
from loyalty.entrypoints.reminders import deliver_notices, sweep_points
from loyalty.entrypoints.services import counter, office

__all__ = [
    "counter",
    "deliver_notices",
    "hooks",
    "nightly_audit",
    "office",
    "publish_releases",
    "refresh_tiers",
    "sweep_points",
]
