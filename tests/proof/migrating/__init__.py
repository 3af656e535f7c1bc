"""Documents that an older version wrote, read by this one, and migrated."""
