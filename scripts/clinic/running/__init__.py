"""What runs by a schedule, by hand: Cloud Scheduler itself, and a sweep that writes nothing."""
