"""What goes out of a clinic and comes in as files: lossless lines, tables, rows of balances."""
