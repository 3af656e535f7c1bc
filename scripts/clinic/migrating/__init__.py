"""Migrating: documents that an older version wrote get what this version would have kept on them."""
