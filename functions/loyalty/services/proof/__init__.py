"""Use cases of the proof: close days, audit ledgers, report totals."""
