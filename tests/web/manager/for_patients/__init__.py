"""What patients see, as managers keep it: the place, its tables, and the phone beside them."""
