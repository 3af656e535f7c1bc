"""Acts taken back: refunds, voids, chains of them."""
