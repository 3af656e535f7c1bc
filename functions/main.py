"""The functions that are deployed: imported and listed here, and nothing else."""

from loyalty.entrypoints.checkout import check_in, get_receipt, issue_code, join_clinic, record_purchase

__all__ = ["check_in", "get_receipt", "issue_code", "join_clinic", "record_purchase"]
