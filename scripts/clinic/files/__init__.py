"""The files of an export: values without loss, and tables to read."""
